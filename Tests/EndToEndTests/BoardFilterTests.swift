import TestSupport
import Testing

/// The board on a part of the tasks, in a real terminal.
struct BoardFilterTests {
  private let tasks = HeldTasks(["aaaa1111": "running", "bbbb2222": "failed", "cccc3333": "failed"])

  @Test func `it opens on what a filter means, and shows all when asked`() async throws {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      let board = Program.start("--url", node.url, "--filter", "state:running")
      try await TmuxTerminal.run(board) { terminal in
        let screen = try await terminal.waitFor("hidden 2")
        #expect(screen.contains("/state:running"))
        #expect(!screen.contains("bbbb"))
        try await terminal.send("Escape")
        try await terminal.waitFor("bbbb")
        try await terminal.send("/", "i", "d", ":", "c", "c", "c", "c")
        try await terminal.waitFor("1 of 3")
        try await terminal.send("Enter", "q")
        #expect(try await terminal.exitStatus() == 0)
      }
    }
  }

  @Test func `what is no filter is said before the terminal is taken`() async throws {
    let outcome = try await Program.run("--filter", "state:runing")
    #expect(outcome.status == 64)
    #expect(
      outcome.complaint == """
        clawboard: --filter: 'state:runing': there is no state 'runing': do you mean 'running'?

        """)
  }
}
