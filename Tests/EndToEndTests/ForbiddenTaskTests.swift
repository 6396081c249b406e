import Foundation
import TestSupport
import Testing

/// A node that lets our user hand over and cancel nothing, as the real one, and each way out.
struct ForbiddenTaskTests {
  private func withBoard(
    _ options: String..., body: (TmuxTerminal, RealNode, MisbehavingNode) async throws -> Void
  ) async throws {
    let played = try RealNode()
    try await MisbehavingNode.running(played.behaviour) { node in
      let start = Program.start(
        ["--url", node.url, "--user-id", "ann", "--poll-interval-ms", "100"] + options)
      try await TmuxTerminal.run(start) { terminal in
        try await terminal.waitFor("own tasks only")
        try await body(terminal, played, node)
      }
    }
  }

  private func send(_ text: String, _ terminal: TmuxTerminal) async throws {
    try await terminal.send("n")
    try await terminal.waitFor("New task on")
    try await terminal.type(text)
    try await terminal.waitFor(text)
    try await terminal.send("C-s")
    try await terminal.waitFor("Not permitted on")
  }

  @Test func `the refusal says the permission, and e and d keep what was written`() async throws {
    try await withBoard { terminal, played, _ in
      try await send("Do it", terminal)
      let screen = try await terminal.waitFor("without the user ann")
      #expect(screen.contains("task:submit"))
      try await terminal.send("e")
      try await terminal.waitFor("Do it")
      try await terminal.send("C-s")
      try await terminal.waitFor("Not permitted on")
      try await terminal.send("d")
      try await terminal.waitFor("kept: press n")
      try await terminal.send("D")
      try await terminal.waitFor("New task on")
      #expect(played.lives.isEmpty)
    }
  }

  @Test func `a sends it without a user, and so does the next one by itself`() async throws {
    try await withBoard { terminal, played, node in
      try await send("First", terminal)
      // Offered once it can have been read.
      try await terminal.waitFor("a   sends it without the user ann")
      try await terminal.send("a")
      try await terminal.waitFor("sent to")
      try await terminal.send("n")
      try await terminal.waitFor("[without a user]")
      try await terminal.type("Second")
      try await terminal.waitFor("Second")
      try await terminal.send("C-s")
      try await terminal.waitUntilGone("New task on")
      #expect(played.lives.count == 2)
      let bodies = node.requests(for: "/api/runtime/tasks/submit").compactMap { JSONTree($0.body) }
      #expect(bodies.map { $0["prompt"]?.text } == ["First", "First", "Second"])
      // A cancel goes the same way.
      try await terminal.send("x")
      try await terminal.waitFor("Cancel this task?")
      try await terminal.send("y")
      try await terminal.waitFor("may still run")
      #expect(played.lives.values.contains { $0.contains("cancelled") })
    }
  }
}
