import TestSupport
import Testing

/// Why the newest failure failed is two keys away, in a real terminal of any size.
struct NewestFailureTests {
  private static let error = "no space left on the build disk"

  private var tasks: HeldTasks {
    var tasks = HeldTasks([
      "aaaa1111": "running", "bbbb2222": "failed", "cccc3333": "failed", "dddd4444": "completed",
      "eeee5555": "failed",
    ])
    tasks.ages = ["bbbb2222": 300, "cccc3333": 20, "eeee5555": 4000]
    tasks.errors = [
      "bbbb2222": "the tests do not compile", "cccc3333": Self.error, "eeee5555": "out of tokens",
    ]
    return tasks
  }

  @Test(arguments: [
    (80, 24, ["6"]), (120, 40, ["6"]), (200, 60, ["6"]), (60, 16, ["6"]), (40, 12, ["6", "Enter"]),
  ])
  func `it is read after two keys at most`(width: Int, height: Int, keys: [String]) async throws {
    #expect(keys.count <= 2)
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      var board = Program.start("--url", node.url)
      (board.width, board.height) = (width, height)
      try await TmuxTerminal.run(board) { terminal in
        try await terminal.waitFor("all five tasks") { screen in
          let strip = screen.split(separator: "\n").dropFirst().first ?? ""
          return ["3RUN", "5DONE", "5COMPLETED", "6FAIL"].count { strip.contains($0) } == 3
            && strip.firstMatch(of: /6FAIL[ED]* 3/) != nil
        }
        for key in keys { try await terminal.send(key) }
        try await terminal.waitFor("the newest failure's error") { screen in
          Self.words(of: screen).contains(Self.error)
        }
        try await terminal.send("q")
        #expect(try await terminal.exitStatus() == 0)
      }
    }
  }

  /// However it is wrapped.
  private static func words(of screen: String) -> String {
    screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
