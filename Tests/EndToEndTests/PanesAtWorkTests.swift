import TestSupport
import Testing

/// Every pane on a node of ours, in a real terminal.
struct PanesAtWorkTests {
  /// Runs `body` on a board that has the keys in its pane, which shows the detail.
  private func inPane(
    of node: RunningNode, showing text: String, _ body: (TmuxTerminal) async throws -> Void
  ) async throws {
    var board = Program.start("--url", node.url, "--poll-interval-ms", "200")
    (board.width, board.height) = (120, 40)
    try await TmuxTerminal.run(board) { terminal in
      try await terminal.waitFor(text)
      try await terminal.send("Tab")
      try await terminal.waitFor("/ search")
      try await body(terminal)
      try await terminal.send("q")
      #expect(try await terminal.exitStatus() == 0)
    }
  }

  private func submit(_ prompt: String, to node: RunningNode) async throws -> String {
    let outcome = try await Program.run("submit", "--url", node.url, "--agent", "demo", prompt)
    try #require(outcome.status == 0, "\(outcome.complaint)")
    return String(outcome.output.prefix(4))
  }

  @Test func `each says what it knows, and lists are used`() async throws {
    try await RunningNode.run { node in
      let working = try await submit("Work, for 600s", to: node)
      let failed = try await submit("Work and fail, for 1s", to: node)
      try await inPane(of: node, showing: "✗ \(failed)") { terminal in
        try await terminal.waitFor("◔ \(working)")
        try await checkStream(terminal, failed: failed)
        try await checkAgents(terminal)
        try await checkSkills(terminal)
        try await checkAudit(terminal, failed: failed)
        try await checkNodesAndStats(terminal)
      }
    }
  }

  private func checkStream(_ terminal: TmuxTerminal, failed: String) async throws {
    try await terminal.send("]")
    let screen = try await terminal.waitFor("following")
    #expect(screen.contains("FAILED"))
    #expect(screen.contains("  \(failed)  "))
  }

  private func checkAgents(_ terminal: TmuxTerminal) async throws {
    try await terminal.send("]")
    // Why it is not there stands below an agent; the demo is the last.
    try await terminal.waitFor("not set up: ANTHROPIC_API_KEY is not set")
    try await terminal.send("G")
    let screen = try await terminal.waitFor("Works through every state")
    #expect(screen.contains("demo"))
    #expect(screen.contains("1 live"))
    // Enter shows the tasks of the agent, on the board.
    try await terminal.send("Enter")
    try await terminal.waitFor("/agent:demo")
    try await terminal.send("Escape")
    try await terminal.waitUntilGone("/agent:")
    try await terminal.send("Tab")
  }

  private func checkSkills(_ terminal: TmuxTerminal) async throws {
    try await terminal.send("]")
    try await terminal.waitFor("needs ")
    try await terminal.send("Enter")
    try await terminal.waitFor("New task")
    try await terminal.waitFor("Use the skill ")
    try await terminal.send("Escape")
    try await terminal.waitUntilGone("New task")
  }

  private func checkAudit(_ terminal: TmuxTerminal, failed: String) async throws {
    try await terminal.send("]")
    try await terminal.waitFor("submission of the failed task") { screen in
      screen.split(separator: "\n").contains { $0.contains("submitted") && $0.contains(failed) }
    }
    try await terminal.send("/")
    try await terminal.type("submitted")
    // What comes in one go with its Enter is taken for a paste.
    try await terminal.waitFor("/submitted")
    try await terminal.send("Enter")
    try await terminal.waitFor("Esc shows all")
    try await terminal.send("G", "k")
    try await terminal.send("Enter")
    try await terminal.waitFor("1 of 12 tests failed")
    try await terminal.send("Escape")
  }

  private func checkNodesAndStats(_ terminal: TmuxTerminal) async throws {
    try await terminal.send("Tab")
    try await terminal.waitFor("/ search")
    for _ in 0..<5 { try await terminal.send("]") }
    try await terminal.waitFor("latency")
    try await terminal.waitFor("1 live, 1 ended")
    // A cell of it stands for ten seconds.
    let screen = try await terminal.waitFor("5m, █")
    #expect(screen.contains("up to "))
    try await terminal.send("]")
    let stats = try await terminal.waitFor("Last 24 hours: 1 ended, 0 completed, 1 failed")
    #expect(stats.contains("demo"))
  }

  @Test func `none is empty without a word where there are no tasks`() async throws {
    try await RunningNode.run { node in
      var board = Program.start("--url", node.url, "--poll-interval-ms", "200")
      (board.width, board.height) = (120, 40)
      try await TmuxTerminal.run(board) { terminal in
        try await terminal.waitFor("No tasks on \(node.url) yet.")
        try await terminal.send("f")
        let words = [
          "No task is selected", "Nothing yet: what happens to tasks is listed here.",
          "Works through every state", "needs ",
          "No", "0 live, 0 ended", "Nothing ended and nothing was submitted",
        ]
        for (index, word) in words.enumerated() {
          if index > 0 { try await terminal.send("]") }
          try await terminal.waitFor(word)
        }
        try await terminal.send("q")
        #expect(try await terminal.exitStatus() == 0)
      }
    }
  }
}
