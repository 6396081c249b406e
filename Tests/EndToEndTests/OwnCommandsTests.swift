import Foundation
import TestSupport
import Testing

/// Commands of the user's own, in a real terminal.
struct OwnCommandsTests {
  /// Runs `body` with a board that has one card and these commands.
  private func onBoard(
    _ commands: String, _ body: (TmuxTerminal, SettingsFile, _ nodes: String) async throws -> Void
  ) async throws {
    let tasks = HeldTasks(["aaaa1111": "failed"])
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      let nodes = "nodes:\n- name: n\n  baseUrl: \(node.url)\n"
      try await SettingsFile.use(nodes) { file in
        try file.write(
          nodes + "commands:\n" + commands.replacing("FOLDER", with: file.folder),
          to: "config.yaml")
        var board = Program.start("--config", file.path, state: file.state)
        board.directory = file.folder
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("aaaa1111")
          try await body(terminal, file, nodes)
        }
      }
    }
  }

  private func leave(_ terminal: TmuxTerminal) async throws {
    try await terminal.send("q")
    #expect(try await terminal.exitStatus() == 0)
  }

  @Test func `what a command writes is in the pane, while it runs and at its end`() async throws {
    let commands = """
      - key: d
        name: Describe
        run: echo task {id} {state} of {agent} on {node}; until [ -e go ]; do sleep 0.1; done; exit 3
        when: state:failed
        output: pane
      - {key: l, name: Live, run: ls, when: "state:live"}
      """
    try await onBoard(commands) { terminal, file, _ in
      try await terminal.send("m")
      try await terminal.waitFor(" l  Live  not for this task")
      try await terminal.send("d")
      try await terminal.waitFor("Describe  is running")
      try await terminal.waitFor("task aaaa1111 failed of ollama on n")
      try file.write("", to: "go")
      try await terminal.waitFor("Describe  exit status 3")
      try await terminal.send("m", "l")
      try await terminal.waitFor("Live is not for this task: it is for state:live")
      try await leave(terminal)
    }
  }

  @Test func `a command may have the terminal and its keys`() async throws {
    let commands = """
      - {key: t, name: Talk, run: "echo TALKING about {id}; read line; echo you said $line; exit 5"}
      """
    try await onBoard(commands) { terminal, _, _ in
      try await terminal.send("m")
      try await terminal.waitFor(" t  Talk")
      try await terminal.send("t")
      #expect(try await !terminal.waitFor("TALKING about aaaa1111").contains("ClawBoard"))
      try await terminal.type("qqq")
      try await terminal.send("Enter")
      let screen = try await terminal.waitFor("[exit status 5] Enter goes back to the board")
      #expect(screen.contains("you said qqq"))
      try await terminal.send("Enter")
      try await terminal.waitFor(" ClawBoard")
      try await leave(terminal)
    }
  }

  @Test func `of a command that nobody sees a failure is said, with its last line`() async throws {
    let commands = """
      - {key: f, name: Fail, run: "echo trying; echo no way >&2; exit 4", output: none}
      """
    try await onBoard(commands) { terminal, _, _ in
      try await terminal.type(":command Fail")
      try await terminal.waitFor("command Fail")
      try await terminal.send("Enter")
      let screen = try await terminal.waitFor("Fail: exit status 4: no way")
      #expect(!screen.contains("Output"))
      try await leave(terminal)
    }
  }

  @Test func `commands change with the settings, and a fault in them changes nothing`()
    async throws
  {
    try await onBoard("- {key: a, name: Before, run: ls}\n") { terminal, file, nodes in
      try file.write(nodes + "commands:\n- {key: b, name: After, run: ls}\n", to: "config.yaml")
      try await terminal.waitFor("the settings were read again")
      try file.write(
        nodes + "commands:\n- {key: b, name: After, run: \"ls {titel}\"}\n", to: "config.yaml")
      try await terminal.waitFor("config.yaml:5: command 1, run: there is no placeholder")
      try await terminal.send("m")
      #expect(try await !terminal.waitFor(" b  After").contains("Before"))
      try await terminal.send("Escape")
      try await terminal.waitUntilGone("Your commands")
      try await leave(terminal)
    }
  }

  @Test(arguments: [nil, SIGTERM, SIGKILL])
  func `a command ends with the board, however that ends`(signal: Int32?) async throws {
    // Whoever has the pipe open still runs.
    let commands = """
      - key: s
        name: Stay
        run: trap '' TERM HUP; exec 9> FOLDER/pipe; sleep 1000 & echo staying; sleep 1000
        output: pane
      """
    try await onBoard(commands) { terminal, file, _ in
      let pipe = file.folder + "/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      let reader = open(pipe, O_RDONLY | O_NONBLOCK)
      _ = fcntl(reader, F_SETFL, 0)
      try await terminal.send("m", "s")
      try await terminal.waitFor("staying")
      if let signal {
        let shell = try await terminal.fact("#{pane_pid}")
        kill(try #require(process(named: "clawboard", below: shell)), signal)
        #expect(try await terminal.exitStatus() == 128 + Int(signal))
      } else {
        try await leave(terminal)
      }
      for await _ in AsyncStream<[UInt8]>.bytes(from: reader) {}
    }
  }
}
