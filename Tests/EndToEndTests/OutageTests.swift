import TestSupport
import Testing

/// A node that goes and comes back while the board is open.
struct OutageTests {
  @Test func `the board keeps what it knew, comes back, and marks what is lost`() async throws {
    let node = try await RunningNode()
    let quick = try await submit("Quick one, for 1s", to: node.url)
    let board = Program.start("--url", node.url, "--poll-interval-ms", "200")
    try await TmuxTerminal.run(board) { terminal in
      try await terminal.waitFor("✓ \(quick)")
      let slow = try await submit("Slow one, for 600s", to: node.url)
      try await terminal.waitFor("\(slow) demo")

      #expect(try await node.stop() == 130)
      try await terminal.waitFor("NO ANSWER")
      let screen = try await terminal.waitFor("old")
      #expect(screen.contains(quick))
      #expect(screen.contains(slow))

      let again = try await RunningNode(port: node.port)
      let back = try await terminal.waitFor("LOST 1")
      #expect(!back.contains("NO ANSWER"))
      #expect(back.contains("✓ \(quick)"))
      #expect(back.contains(slow))

      let new = try await submit("After the restart, for 1s", to: again.url)
      try await terminal.waitFor("✓ \(new)")
      #expect(try await again.stop() == 130)
    }
  }

  @Test func `without a node the board says so, names it, and finds it when it comes`()
    async throws
  {
    // A port that was free a moment ago.
    let node = try await RunningNode()
    _ = try await node.stop()
    let board = Program.start("--url", node.url, "--poll-interval-ms", "200")
    try await TmuxTerminal.run(board) { terminal in
      let screen = try await terminal.waitFor("\(node.url) does not answer")
      for hint in ["connection refused", "clawboard demo", "clawboard node", "--url"] {
        #expect(screen.contains(hint))
      }
      let late = try await RunningNode(port: node.port)
      let found = try await terminal.waitFor("No tasks on \(node.url) yet.")
      #expect(found.contains("writes a task"))
      _ = try await late.stop()
      try await terminal.send("q")
      #expect(try await terminal.exitStatus() == 0)
    }
  }

  /// - Returns: the short id.
  private func submit(_ prompt: String, to url: String) async throws -> String {
    let outcome = try await Program.run("submit", "--url", url, "--agent", "demo", prompt)
    try #require(outcome.status == 0, "\(outcome.complaint)")
    return String(outcome.output.prefix(4))
  }
}
