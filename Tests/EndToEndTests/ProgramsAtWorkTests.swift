import Foundation
import TestSupport
import Testing

/// Programs of this machine that a node lets work on tasks.
@Suite(.timeLimit(.minutes(3)))
struct ProgramsAtWorkTests {
  @Test func `a task is sent, answered and its diff read, all on the board`() async throws {
    let script = """
      sed -i s/colour/color/ sky.txt; echo '::progress:: 60'
      echo '::question:: Write notes as well?'; read -r answer
      [ "$answer" = yes ] && echo 'Spelling is American now.' > NOTES.md
      echo All files are spelled as asked.
      """
    try await WorkPlace.use(script, settings: "worktree: true, asks: true") { place in
      let node = try await NodeProcess(store: place.store, options: "--config", place.config)
      var start = Program.start("--url", node.address, state: place.state)
      (start.width, start.height) = (120, 40)
      try await TmuxTerminal.run(start) { terminal in
        try await terminal.waitFor("No tasks on")
        try await terminal.send("n")
        try await terminal.waitFor("[script]")
        try await terminal.type("Spell it the American way")
        try await terminal.send("C-s")
        try await terminal.waitFor("Write notes as well?")
        try await terminal.send("i")
        try await terminal.waitFor("Answer to")
        try await terminal.type("yes")
        try await terminal.waitFor("yes")
        try await terminal.send("C-s")
        try await terminal.waitFor("COMPLETED took")
        try await terminal.send("Enter")
        let screen = try await terminal.waitFor("Diff  2 files, +2 -1")
        for line in [
          "All files are spelled as asked.", "+Spelling is American now.",
          "-The colour of the sky", "+The color of the sky",
        ] {
          #expect(screen.contains("\n " + line), "\(line)")
        }
      }
      #expect(try place.git("status", "--porcelain") == "")
      #expect(try place.git("log", "--all", "--format=%s") == "Spell it the American way\none\n")
      await node.end(by: SIGTERM)
    }
  }

  @Test func `a diff that is printed can be applied`() async throws {
    try await WorkPlace.use(
      "sed -i s/colour/color/ sky.txt; printf 'a\\tb\\r\\n' > tabs", settings: "worktree: true"
    ) { place in
      let node = try await NodeProcess(store: place.store, options: "--config", place.config)
      let sent = try await place.run("submit", "--wait", "work", on: node.address)
      #expect(sent.status == 0, "\(sent.complaint)")
      let id = String(sent.output.prefix { !$0.isWhitespace })
      let shown = try await place.run("show", id, "--diff", "--raw", on: node.address)
      try place.write(shown.output, to: "changes.diff")
      try place.git("apply", "../changes.diff")
      let branch = "clawboard/" + id.prefix(8)
      try place.git("add", ".")
      #expect(try place.git("diff", "--cached", branch) == "")
      let plain = try await place.run("show", id, on: node.address)
      #expect(plain.output.contains("\nDiff\ndiff --git a/sky.txt b/sky.txt\n"))
      #expect(plain.output.contains("\nbranch  \(branch)\n"))
      await node.end(by: SIGTERM)
    }
  }

  @Test func `a node that is killed takes its programs along, and their work is found`()
    async throws
  {
    let script = """
      trap '' TERM HUP; echo changed >> sky.txt; sleep 600 & echo $! > ../../../../child
      echo $$ > ../../../../program; while :; do sleep 600; done
      """
    try await WorkPlace.use(script, settings: "worktree: true") { place in
      let node = try await NodeProcess(store: place.store, options: "--config", place.config)
      let sent = try await place.run("submit", "work", on: node.address)
      let id = String(sent.output.prefix { !$0.isWhitespace })
      let programs = try await [place.line(of: "state/program"), place.line(of: "state/child")]
      await node.end(by: SIGKILL)
      for program in programs { try await EndedProcess.wait(for: try #require(pid_t(program))) }

      let log = place.path + "/log"
      let next = try await NodeProcess(
        store: place.store, log: "warning", options: "--config", place.config, "--log-file", log)
      let worktree = place.store + "/worktrees/" + id
      let said = try String(contentsOfFile: log, encoding: .utf8)
      #expect(said.contains("work has left a checkout that holds changes"))
      #expect(said.contains("worktree=\(worktree)"))
      let shown = try await place.run("show", id, "--error", on: next.address)
      #expect(
        shown.output == """
          interrupted by a restart of the node;
          what it had changed until then is in the worktree \(worktree)

          """)
      let file = try String(contentsOfFile: worktree + "/sky.txt", encoding: .utf8)
      #expect(file.hasSuffix("changed\n"))
      await next.end(by: SIGTERM)
    }
  }

  @Test func `a node that is ended ends its programs, and takes what they changed`() async throws {
    let script = """
      echo changed >> sky.txt; echo $$ > ../../../../program; while :; do sleep 0.1; done
      """
    try await WorkPlace.use(script, settings: "worktree: true") { place in
      let node = try await NodeProcess(store: place.store, options: "--config", place.config)
      let sent = try await place.run("submit", "work", on: node.address)
      let branch = "clawboard/" + sent.output.prefix(8)
      let program = try await place.line(of: "state/program")
      await node.end(by: SIGTERM)
      try await EndedProcess.wait(for: try #require(pid_t(program)))
      #expect(try place.git("show", branch + ":sky.txt").hasSuffix("changed\n"))
      #expect(try place.git("worktree", "list").split(separator: "\n").count == 1)
    }
  }

  @Test func `what was changed until a cancel is known a little later`() async throws {
    let script = "echo changed >> sky.txt; echo $$ > ../../../../program; exec sleep 600"
    try await WorkPlace.use(script, settings: "worktree: true") { place in
      let node = try await NodeProcess(store: place.store, options: "--config", place.config)
      let sent = try await place.run("submit", "work", on: node.address)
      let id = String(sent.output.prefix { !$0.isWhitespace })
      _ = try await place.line(of: "state/program")
      let cancelled = try await place.run("cancel", "--yes", id, on: node.address)
      #expect(cancelled.status == 0, "\(cancelled.complaint)")
      var diff = try await place.run("show", id, "--diff", on: node.address)
      while diff.status == 2 { diff = try await place.run("show", id, "--diff", on: node.address) }
      #expect(diff.output.contains("\n+changed\n"))
      let shown = try await place.run("show", id, on: node.address)
      #expect(shown.output.hasPrefix("\(id)  CANCELLED\n"))
      #expect(!shown.output.contains("worktree  "))
      await node.end(by: SIGTERM)
    }
  }

  @Test func `a flood of output takes no memory`() async throws {
    try await WorkPlace.use(
      "head -c 50000000 /dev/zero; echo; yes a line without an end | head -c 50000000"
    ) {
      place in
      let node = try await NodeProcess(store: place.store, options: "--config", place.config)
      _ = try await place.run("submit", "--wait", "--agent", "demo", "for 1s", on: node.address)
      let before = try Self.privateKiB(of: node.id)
      let sent = try await place.run(
        "submit", "--wait", "--agent", "script", "work", on: node.address)
      #expect(sent.status == 0, "\(sent.complaint)")
      let grown = try Self.privateKiB(of: node.id) - before
      #expect(grown < 48 * 1024, "\(grown) KiB")
      await node.end(by: SIGTERM)
    }
  }

  @Test func `only who gives a token has programs run`() async throws {
    try await WorkPlace.use("echo done") { place in
      let node = try await NodeProcess(
        store: place.path + "/elsewhere", options: "--config", place.config)
      let sent = try await place.run("submit", "--agent", "script", "work", on: node.address)
      #expect(sent.status == 5)
      #expect(sent.complaint.contains("Agent 'script' wants a token"))
      await node.end(by: SIGTERM)
    }
  }

  @Test func `a goose that is the node itself is refused`() async throws {
    let outcome = try await Program.run(
      ["node", "--port", "8999"], variables: ["GOOSE_API_URL": "http://localhost:8999/"])
    #expect(outcome.status == 64)
    #expect(
      outcome.complaint == "clawboard: GOOSE_API_URL: http://localhost:8999 is this node itself: "
        + "give the address of goose, or another --port\n")
  }

  @Test func `a key stands in no output, log or store`() async throws {
    try await TemporaryFolder.use { folder in
      let key = "sk-ant-s3cr3t-0123456789"
      let refusal = #"{"error": {"message": "key \#(key) is not ours"}}"#
      let behaviour = NodeBehaviour.answers {
        $0.method == "GET" ? .json("{}") : .json(refusal, status: 401)
      }
      try await MisbehavingNode.running(behaviour) { upstream in
        let (store, log) = (folder.path + "/node", folder.path + "/log")
        let node = try await NodeProcess(
          store: store, log: "trace",
          variables: ["ANTHROPIC_API_KEY": key, "ANTHROPIC_BASE_URL": upstream.url],
          options: "--log-file", log)
        let options = ["--url", node.address, "--ledger", folder.path + "/ledger.sqlite"]
        let sent = try await Program.run(
          ["submit", "--agent", "claude", "--wait", "say \(key.dropLast(4))"] + options)
        #expect(sent.status == 1, "\(sent.complaint)")
        let id = String(sent.output.prefix { !$0.isWhitespace })
        let shown = try await Program.run(["show", id, "--json"] + options)
        #expect(shown.output.contains("key *** is not ours"))
        let agents = try await Program.run(["agents"] + options)
        #expect(agents.output.contains("claude\tyes\t"))
        await node.end(by: SIGTERM)
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap {
          $0 as? String
        }
        for text in [sent.output, sent.complaint, shown.output, agents.output] {
          #expect(!text.contains(key))
        }
        for file in files ?? [] {
          let content = FileManager.default.contents(atPath: folder.path + "/" + file) ?? Data()
          #expect(content.firstRange(of: Data(key.utf8)) == nil, "\(file)")
        }
        #expect(files?.isEmpty == false)
      }
    }
  }

  /// What a process has for itself.
  private static func privateKiB(of id: pid_t) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") })
    return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) })
  }
}
