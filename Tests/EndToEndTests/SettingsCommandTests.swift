import Foundation
import TestSupport
import Testing

/// What is set, where it was said, and what comes of it.
struct SettingsCommandTests {
  private struct Row: Decodable {
    let node: String?
    let key: String
    let source: String
    let exists: Bool?
  }

  @Test func `config says what is in force and where it was said, and starts nothing`()
    async throws
  {
    try await MisbehavingNode.running(.wellBehaved()) { node in
      let text = """
        ledger: kept.sqlite
        nodes:
        - name: n
          baseUrl: \(node.url)
          userId: ann
          timeoutMs: 700
        """
      try await SettingsFile.use(text) { file in
        let outcome = try await file.run(
          ["config", "--poll-interval-ms", "70"],
          variables: ["CLAWBOARD_USER_ID": "bob", "CLAWBOARD_TIMEOUTMS": "1"])
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n").map(String.init)
        for line in [
          "\tconfig\t\(file.path)\t--config",
          "\tledger\t\(file.folder)/kept.sqlite\t\(file.path):1",
          "\tkeepDays\t365\tdefault",
          "\tstorePrompts\ttrue\tdefault",
          "n\tbaseUrl\t\(node.url)\t\(file.path):4",
          "n\tuserId\tbob\tCLAWBOARD_USER_ID",
          "n\ttimeoutMs\t700\t\(file.path):6",
          "n\tpollIntervalMs\t70\t--poll-interval-ms",
          "n\ttoken\tabsent\tdefault",
          "n\tcaFile\t\tdefault",
        ] {
          #expect(lines.contains(line), "\(line) is not in \(lines)")
        }
        #expect(
          outcome.complaint
            == "clawboard: CLAWBOARD_TIMEOUTMS: there is no such variable: do you mean "
            + "CLAWBOARD_TIMEOUT_MS?\n")
        #expect(try file.kept().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: file.folder + "/kept.sqlite"))
      }
      #expect(node.requests.isEmpty)
    }
  }

  @Test func `without settings config says where they would be`() async throws {
    let outcome = try await Program.run("config", "--json")
    #expect(outcome.status == 0)
    let rows = try JSONDecoder().decode([Row].self, from: Data(outcome.output.utf8))
    let settings = try #require(rows.first)
    #expect(settings.key == "config" && settings.source == "default" && settings.exists == false)
    #expect(rows.contains { $0.node == "localhost:8000" && $0.key == "baseUrl" })
  }

  @Test func `on a terminal config fits, however long its values are`() async throws {
    let text =
      "nodes:\n- name: n\n  baseUrl: http://localhost:8000/\(String(repeating: "x", count: 90))\n"
    try await SettingsFile.use(text) { file in
      let command = Program.start("config", "--config", file.path)
      try await TmuxTerminal.run(command) { terminal in
        #expect(try await terminal.exitStatus() == 0)
        let screen = try await terminal.waitFor("anonymousDiscovery")
        let lines = screen.split(separator: "\n")
        let timeout = try #require(lines.firstIndex { $0.hasPrefix("  timeoutMs") })
        #expect(lines[timeout...].prefix(2).contains { $0.contains("30000") })
        #expect(lines.allSatisfy { $0.count <= 80 })
      }
    }
  }

  @Test func `a token goes to the node and stands nowhere else`() async throws {
    try await MisbehavingNode.running(.wellBehaved()) { node in
      let settings = "nodes:\n- name: n\n  baseUrl: \(node.url)\n"
      try await SettingsFile.use(settings) { file in
        let token = try file.write("s3cr3t\n", to: "n.token")
        let commands = [
          ["ls"], ["ls", "--json"], ["submit", "--agent", "ollama", "Hi"], ["config"],
          ["config", "--json"], ["--help"], ["ls", "--help"], ["config", "--help"], ["board"],
          ["show", "none"], ["cancel", "none", "--yes"], ["ls", "--nope"],
          ["ls", "--url", "http://far.example"], ["ls", "--url", MisbehavingNode.deserted],
        ]
        for (flags, variables) in [
          (["--token-file", token], [:]), ([], ["CLAWBOARD_TOKEN": "s3cr3t"]),
          ([], ["CLAWBOARD_TOKEN_FILE": token]),
        ] {
          for command in commands {
            let outcome = try await file.run(command + flags, variables: variables)
            #expect(!outcome.output.contains("s3cr3t"), "\(command)")
            #expect(!outcome.complaint.contains("s3cr3t"), "\(command)")
          }
        }
        for (name, content) in try file.kept() {
          #expect(content.range(of: Data("s3cr3t".utf8)) == nil, "\(name)")
        }
      }
      #expect(!node.requests.isEmpty)
      #expect(node.requests.allSatisfy { $0.headers["authorization"] == "Bearer s3cr3t" })
    }
  }

  @Test func `where prompts are not to be stored none is, and a draft goes with its board`()
    async throws
  {
    try await RunningNode.run { node in
      let text = "storePrompts: false\nnodes:\n- name: n\n  baseUrl: \(node.url)\n"
      try await SettingsFile.use(text) { file in
        let sent = try await file.run(
          ["submit", "--agent", "demo", "--description", "A title", "s3cr3t for 600s"])
        #expect(sent.status == 0)
        let board = Program.start("--config", file.path, state: file.state)
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("A title")
          try await terminal.send("n")
          try await terminal.waitFor("Esc closes")
          try await terminal.type("s3cr3t half")
          try await terminal.waitFor("s3cr3t half")
          try await terminal.send("Escape")
          try await terminal.waitUntilGone("Esc closes")
          try await terminal.send("q")
          try await terminal.send("q")
          #expect(try await terminal.exitStatus() == 0)
        }
        let kept = try file.kept()
        #expect(kept.keys.contains("clawboard/ledger.sqlite"))
        for (name, content) in kept {
          #expect(content.range(of: Data("s3cr3t".utf8)) == nil, "\(name)")
        }
      }
    }
  }

  @Test func `a log that is closed to a user is read anonymously when the settings say so`()
    async throws
  {
    let played = try RealNode()
    try await MisbehavingNode.running(played.behaviour) { node in
      let id = played.submit()
      let entry = "nodes:\n- name: n\n  baseUrl: \(node.url)\n  userId: ann\n"
      try await SettingsFile.use(entry) { file in
        let closed = try await file.run(["ls"])
        #expect(closed.status == 0)
        #expect(closed.output.isEmpty)
        #expect(
          closed.complaint.contains("only own tasks are known; anonymousDiscovery: true reads it"))
        // Nobody is asked in another name before it was allowed.
        let sessions = node.requests(for: "/api/runtime/sessions")
        #expect(sessions.allSatisfy { $0.query["user_id"] == "ann" })
      }
      try await SettingsFile.use("anonymousDiscovery: true\n" + entry) { file in
        let open = try await file.run(["ls"])
        #expect(open.status == 0)
        #expect(open.output.hasPrefix(id))
        #expect(open.complaint.isEmpty)
        let board = Program.start("--config", file.path, state: file.state)
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor(String(id.prefix(4)))
          try await terminal.waitFor("log read anonymously")
        }
      }
    }
  }
}
