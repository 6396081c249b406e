import Foundation
import TestSupport
import Testing

/// `clawboard agent`: one turn with an agent.
struct AgentTests {
  private struct Turn: Decodable {
    let id: String
    let node: String
    let agent: String
    let state: String
    let result: String?
    let error: String?
    let executionTime: Double?
  }

  private func turn(
    on url: String, _ message: String, _ options: String...
  ) async throws -> Program.Outcome {
    try await Program.run(
      ["agent", "--url", url, "--poll-interval-ms", "50", "--message", message] + options)
  }

  @Test func `the result is the output, and messages go elsewhere`() async throws {
    try await RunningNode.run { node in
      let outcome = try await turn(on: node.url, "Write a parser, for 6s", "--thinking", "high")
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("The prompt was:\nWrite a parser, for 6s\n"))
      #expect(!outcome.output.contains("reading the code"))
      for words in ["to demo on \(node.url)", "PLANNING", "RUNNING", "reading the code"] {
        #expect(outcome.complaint.contains(words))
      }
      #expect(!outcome.complaint.contains("as text only"))
    }
  }

  @Test func `a task that fails is status 1, and its error no output`() async throws {
    try await RunningNode.run { node in
      let outcome = try await turn(on: node.url, "fail, for 1s")
      #expect(outcome.status == 1)
      #expect(outcome.output.isEmpty)
      #expect(outcome.complaint.contains("1 of 12 tests failed"))
    }
  }

  @Test(arguments: [("for 1s", 0), ("fail, for 1s", 1)] as [(String, Int32)])
  func `as JSON the outcome is one object`(message: String, status: Int32) async throws {
    try await RunningNode.run { node in
      let outcome = try await turn(on: node.url, message, "--json", "--agent", "demo")
      #expect(outcome.status == status)
      let turn = try JSONDecoder().decode(Turn.self, from: Data(outcome.output.utf8))
      #expect(UUID(uuidString: turn.id) != nil)
      #expect(turn.node == node.url)
      #expect(turn.agent == "demo")
      #expect(turn.state == (status == 0 ? "completed" : "failed"))
      #expect((turn.result != nil) == (status == 0))
      #expect((turn.error != nil) == (status == 1))
      #expect(turn.executionTime != nil)
    }
  }

  @Test func `a node that is not there is status 4`() async throws {
    let outcome = try await turn(on: MisbehavingNode.deserted, "Hi")
    #expect(outcome.status == 4)
    #expect(outcome.complaint.contains("no answer from \(MisbehavingNode.deserted)"))
    #expect(outcome.output.isEmpty)
  }

  @Test func `an unusable level or message is named by its flag`() async throws {
    let level = try await turn(on: MisbehavingNode.deserted, "Hi", "--thinking", "deep")
    #expect(level.status == 64)
    #expect(
      level.complaint
        == "clawboard: --thinking: 'deep' is no level: "
        + "use one of off, minimal, low, medium, high, xhigh\n")
    for empty in ["", " \n"] {
      let message = try await turn(on: MisbehavingNode.deserted, empty)
      #expect(message.status == 64)
      #expect(message.complaint.contains("--message: it is empty"))
      #expect(message.output.isEmpty)
    }
  }

  @Test func `a node that takes model and thinking as text is said once`() async throws {
    try await MisbehavingNode.running(.wellBehaved()) { node in
      let plain = try await turn(on: node.url, "Hi", "--agent", "ollama")
      #expect(plain.status == 0)
      #expect(!plain.complaint.contains("as text only"))
      let outcome = try await turn(
        on: node.url, "Hi", "--agent", "ollama", "--thinking", "high", "--model", "m")
      #expect(outcome.status == 0)
      #expect(outcome.complaint.components(separatedBy: "as text only").count == 2)
      let submitted = node.requests(for: "/api/runtime/tasks/submit")
      let body = String(decoding: try #require(submitted.last).body, as: UTF8.self)
      #expect(body.contains(#""context":{"model":"m","thinking":"high"}"#))
    }
  }

  @Test func `^c leaves the task running and says how to find it`() async throws {
    try await interrupted { node, screen, status in
      #expect(status == 130)
      #expect(screen.contains("goes on"))
      #expect(screen.contains("clawboard follow"))
      let listed = try await Program.run("ls", "--url", node.url)
      #expect(["PENDING", "PLANNING"].contains { listed.output.contains($0) })
      let id = try #require(listed.output.split(separator: "\t").first)
      #expect(screen.contains("interrupted; \(id)"))
    }
  }

  @Test func `^c cancels it where that is wanted`() async throws {
    try await interrupted("--cancel-on-interrupt") { node, screen, status in
      #expect(status == 130)
      #expect(screen.contains(": cancelled"))
      let listed = try await Program.run("ls", "--url", node.url)
      #expect(listed.output.contains("CANCELLED"))
    }
  }

  @Test func `^c ends the wait for a node that takes no submission`() async throws {
    let agents = try NodeReply.recorded(.named("agents"))
    let hanging = NodeBehaviour.answers { request in
      request.path.hasSuffix("/agents")
        ? agents : NodeBehaviour.hangsBeforeHead.reply(to: request)
    }.afterOpeningSessions
    try await MisbehavingNode.running(hanging) { node in
      let start = Program.start(
        "agent", "--url", node.url, "--agent", "ollama", "--message", "Hi", "--timeout-ms",
        "3600000")
      try await TmuxTerminal.run(start) { terminal in
        try await node.waitForRequests(3)
        try await terminal.send("C-c")
        #expect(try await terminal.exitStatus() == 8)
        #expect(try await terminal.screen().contains("look for it before sending again"))
      }
    }
  }

  /// Interrupts a turn that is under way, and gives the last screen and the exit status.
  private func interrupted(
    _ options: String..., then check: (RunningNode, String, Int) async throws -> Void
  ) async throws {
    try await RunningNode.run { node in
      let command =
        ["agent", "--url", node.url, "--poll-interval-ms", "50", "--message", "for 600s"] + options
      var start = Program.start(command)
      start.width = 200
      try await TmuxTerminal.run(start) { terminal in
        try await terminal.waitFor("to demo on")
        try await terminal.send("C-c")
        let status = try await terminal.exitStatus()
        let screen = try await terminal.screen()
        try await check(node, screen, status)
      }
    }
  }
}
