import TestSupport
import Testing

/// Another theme, chosen on the board and seen in the colours of its cells, in a real terminal.
struct ThemeChoiceTests {
  private let tasks = HeldTasks(["aaaa1111": "running", "bbbb2222": "failed"])

  /// What a theme makes of the board's name: its colour, and of its background.
  private static let looks = [
    "colour-blind-safe": "\u{1B}[1m\u{1B}[38;5;74m\u{1B}[48;5;234m ClawBoard",
    "light": "\u{1B}[1m\u{1B}[38;5;25m\u{1B}[48;5;231m ClawBoard",
    "terminal": "\u{1B}[1m\u{1B}[36m ClawBoard",
  ]

  /// Runs `body` on boards that keep how they are looked at in one place.
  private func onBoard(
    _ bodies: @Sendable (TmuxTerminal) async throws -> Void...
  ) async throws {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      try await TemporaryFolder.use { folder in
        for body in bodies {
          let board = Program.start("--url", node.url, state: folder.path)
          try await TmuxTerminal.run(board) { terminal in
            try await terminal.waitFor("bbbb")
            try await body(terminal)
            try await terminal.send("q")
            #expect(try await terminal.exitStatus() == 0)
          }
        }
      }
    }
  }

  /// Waits until the board looks so.
  private static func seesTheme(_ name: String, on terminal: TmuxTerminal) async throws {
    let look = try #require(looks[name])
    try await terminal.waitForStyled("the theme \(name)") { $0.contains(look) }
  }

  /// Opens the list of themes.
  private static func openThemes(on terminal: TmuxTerminal) async throws {
    try await seesTheme("terminal", on: terminal)
    try await terminal.type(":the")
    try await terminal.waitFor("Tab completes")
    try await terminal.send("Tab")
    try await terminal.waitFor("▌theme terminal")
  }

  @Test func `one that is tried is seen at once, and Esc leaves the old one`() async throws {
    try await onBoard(
      { terminal in
        try await Self.openThemes(on: terminal)
        try await terminal.send("Down", "Down")
        try await terminal.waitFor("▌theme light")
        try await Self.seesTheme("light", on: terminal)
        try await terminal.send("Down", "Down")
        try await terminal.waitFor("▌theme colour-blind-safe")
        try await Self.seesTheme("colour-blind-safe", on: terminal)
        try await terminal.send("Escape")
        try await Self.seesTheme("terminal", on: terminal)
      },
      { try await Self.seesTheme("terminal", on: $0) })
  }

  @Test func `Enter keeps one, and it comes back at the next start`() async throws {
    try await onBoard(
      { terminal in
        try await Self.openThemes(on: terminal)
        try await terminal.type("li")
        try await Self.seesTheme("light", on: terminal)
        try await terminal.send("Tab", "Enter")
        try await terminal.waitUntilGone("to choose from")
        try await Self.seesTheme("light", on: terminal)
      },
      { terminal in
        try await Self.seesTheme("light", on: terminal)
        // The list begins at what is in force.
        try await terminal.type(":theme ")
        try await terminal.waitFor("▌theme light")
        try await Self.seesTheme("light", on: terminal)
        try await terminal.send("Escape")
        try await terminal.waitUntilGone("to choose from")
      })
  }
}
