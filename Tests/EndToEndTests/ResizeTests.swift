import TestSupport
import Testing

/// The board on a terminal that changes its size.
struct ResizeTests {
  @Test func `nothing of the old size stays on the screen`() async throws {
    let node = try await RunningNode()
    let board = Program.start("--url", node.url, "--poll-interval-ms", "200")
    let outcome = try await Program.run(
      "submit", "--url", node.url, "--agent", "demo", "for 600s")
    let card = " \(outcome.output.prefix(4)) demo"
    try await TmuxTerminal.run(board) { terminal in
      try await terminal.waitFor(card)
      for (width, height) in [(60, 16), (120, 30), (50, 10), (100, 24), (80, 24)] {
        try await terminal.resize(width: width, height: height)
        try await terminal.waitFor("a whole board of \(width) by \(height)") { screen in
          let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
          return lines.count == height && lines[0].hasPrefix(" ClawBoard")
            && lines.filter { $0.contains("ClawBoard") }.count == 1
            && lines.filter { $0.contains("PEND") || $0.contains("PLANN") }.count >= 1
            && lines[height - 1].hasPrefix(" n new")
            && screen.contains(card.dropLast(5))
        }
      }
      try await terminal.send("q")
      #expect(try await terminal.exitStatus() == 0)
    }
    _ = try await node.stop()
  }
}
