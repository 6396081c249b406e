import Foundation
import TestSupport
import Testing

/// How commands end when somebody leaves: a reader, a user, a terminal.
@Suite(.serialized)
struct CommandPipeTests {
  /// Runs a command whose standard output nobody reads.
  private func runUnread(
    _ command: String, in scene: CommandScene
  ) async throws -> Program.Outcome {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let words = command.split(separator: " ").map(String.init)
    let process = Program.process(scene.line(words), state: scene.state)
    return try await RunningProgram(process, output: pipe.fileHandleForWriting).outcome()
  }

  @Test func `a pipe that nobody reads ends the command as it ends every other`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let id = played.submit()
      played.end(id)
      let commands = [
        "ls", "ls --json", "show \(id)", "status", "nodes", "agents", "skills", "audit",
        "stats", "status --line", "wait \(id)", "follow \(id)", "submit Hi", "watch",
      ]
      for command in commands {
        let outcome = try await runUnread(command, in: scene)
        #expect(outcome.status == 128 + SIGPIPE, "\(command): \(outcome)")
      }
    }
  }

  @Test(arguments: ["watch --filter agent:none", "wait --state live"])
  func `who waits for news ends when nobody reads them any more`(command: String) async throws {
    try await CommandScene.onReal { scene, played, _ in
      played.submit()
      let outcome = try await runUnread(command, in: scene)
      #expect(outcome.status == 128 + SIGPIPE, "\(outcome)")
    }
  }

  @Test func `a standard error that is gone or full keeps nobody from working`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let id = played.submit()
      for stream in ["/dev/full", "&-"] {
        #expect(try await scene.shell("clawboard wait zzzz $on 2>\(stream)").status == 6)
      }
      _ = try await scene.shell("clawboard cancel zzzz \(id) --yes $on 2>/dev/full")
      #expect(played.lives[id] == ["pending", "cancelled"])
    }
  }

  @Test func `a standard output that is closed or full is our own fault, and the ledger is whole`()
    async throws
  {
    try await CommandScene.onReal { scene, played, _ in
      let id = played.submit()
      for (stream, words) in [("/dev/full", "No space left"), ("&-", "Bad file descriptor")] {
        let outcome = try await scene.shell("clawboard ls $on >\(stream)")
        expect(outcome, status: 70, says: "standard output cannot be written: \(words)")
      }
      #expect(try await scene.ids("ls", "--cached") == [id])
      let file = try LedgerFile(path: scene.state + "/clawboard/ledger.sqlite")
      #expect(file.problems.isEmpty)
    }
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func `a signal ends the waiting, and it says that the tasks go on`(signal: Int32, status: Int32)
    async throws
  {
    try await CommandScene.onReal { scene, played, node in
      let id = played.submit()
      let words = ["wait": "the tasks go on", "follow": "\(id) goes on"]
      for (command, words) in words {
        let program = try scene.begin(command, id)
        // Twice in a row: the look for the task is over.
        try await node.waitForStates(of: id, 3)
        program.signal(signal)
        let outcome = await program.outcome()
        expect(outcome, status: status, says: "interrupted; \(words)", prints: "")
      }
      #expect(played.lives[id] == ["pending"])
    }
  }

  @Test func `a signal ends the look for a task on a node that hangs`() async throws {
    try await MisbehavingNode.running(.hangsBeforeHead) { node in
      let scene = CommandScene(url: node.url)
      for command in ["wait", "cancel", "retry"] {
        let count = node.requests.count
        let program = try scene.begin(
          [command, "7f3a91c2"] + (command == "cancel" ? ["--yes"] : []))
        try await node.waitForRequests(count + 1)
        program.signal(SIGTERM)
        #expect(await program.outcome().status == 143)
      }
    }
  }

  @Test func `^c at a question is no answer, and ends the command`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let id = played.submit()
      let start = Program.start(scene.line(["cancel", id]), state: scene.state)
      try await TmuxTerminal.run(start) { terminal in
        try await terminal.waitFor("[y/N]")
        try await terminal.send("C-c")
        #expect(try await terminal.exitStatus() == 130)
      }
      #expect(played.lives[id] == ["pending"])
    }
  }

  @Test func `a signal ends a prompt that is being read`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let process = Program.process(scene.line(["submit", "-"]), state: scene.state)
      let input = Pipe()
      process.standardInput = input
      let program = try RunningProgram(process)
      // More than a pipe holds: once it is written, it is being read.
      try input.fileHandleForWriting.write(contentsOf: Data(repeating: 0x61, count: 200_000))
      program.signal(SIGTERM)
      #expect(await program.outcome().status == 143)
      #expect(played.lives.isEmpty)
    }
  }

  @Test func `what was started by nohup outlives a hang-up`() async throws {
    try await CommandScene.onReal { scene, played, node in
      let id = played.submit()
      let wait = scene.line(["wait", id]).joined(separator: " ")
      let process = Program.shell(script: "trap '' HUP; exec clawboard \(wait)", state: scene.state)
      let program = try RunningProgram(process)
      try await node.waitForStates(of: id, 3)
      program.signal(SIGHUP)
      played.end(id)
      #expect(await program.outcome().status == 0)
    }
  }
}

extension MisbehavingNode {
  /// Returns once a task's state was asked for so many times more.
  func waitForStates(of id: String, _ count: Int) async throws {
    let path = "/api/runtime/tasks/\(id)/state"
    let goal = requests(for: path).count + count
    while requests(for: path).count < goal { try await waitForRequests(requests.count + 1) }
  }
}
