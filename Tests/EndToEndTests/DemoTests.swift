import Foundation
import TestSupport
import Testing

/// `clawboard demo`, from a shell, as a person sees it.
struct DemoTests {
  @Test(arguments: [(80, 24), (120, 40)])
  func `a task goes from a key press to its final column`(width: Int, height: Int) async throws {
    try await TmuxTerminal.run(Program.shell(width: width, height: height)) { terminal in
      try await terminal.waitFor("ready>")
      let modes = try await modes(of: terminal)
      try await terminal.type("clawboard demo; echo status=$?")
      try await terminal.send("Enter")

      // Tasks move through the columns without a key press.
      for glyph in ["◔", "●", "✓"] { try await terminal.waitFor(glyph) }

      let sent = try await send("Write a parser, for 4s", in: terminal)
      try await terminal.waitFor("the new card at work") { screen in
        ["○", "◔", "●"].contains { screen.contains("\($0) \(sent)") }
      }
      try await terminal.waitFor("✓ \(sent)")

      let cancelled = try await send("Take long, for 600s", in: terminal)
      try await terminal.send("x")
      try await terminal.waitFor("x or y")
      try await terminal.send("x")
      try await terminal.waitUntilGone("Cancel this task?")
      try await terminal.send("7")
      try await terminal.waitFor("⊘ \(cancelled)")

      try await terminal.send("q")
      let screen = try await terminal.waitFor("status=0")
      #expect(screen.contains("ready> clawboard demo; echo status=$?"))
      try await expectNoTrace(in: terminal)
      #expect(try await self.modes(of: terminal) == modes)
    }
  }

  /// Writes a prompt into the form and sends it.
  ///
  /// - Returns: the short id of the new card.
  private func send(_ prompt: String, in terminal: TmuxTerminal) async throws -> String {
    try await terminal.send("n")
    try await terminal.waitFor("[demo]")
    try await terminal.type(prompt)
    try await terminal.waitFor(prompt)
    try await terminal.send("C-s")
    let screen = try await terminal.waitFor("sent to 127.0.0.1")
    let notice = try #require(screen.split(separator: "\n").last)
    let id = try #require(notice.split(separator: " ").last)
    return String(id.prefix(4))
  }

  /// The modes of the terminal's line, as `stty -g` prints them.
  private func modes(of terminal: TmuxTerminal) async throws -> String {
    try await terminal.type("clear; stty -g; echo end")
    try await terminal.send("Enter")
    let screen = try await terminal.waitFor("\nend\n")
    return screen.split(separator: "\n").first { $0.contains(":") }.map(String.init) ?? ""
  }

  @Test func `^z gives the shell back and fg the board`() async throws {
    try await TmuxTerminal.run(Program.shell(["bash", "--norc"])) { terminal in
      try await terminal.waitFor("ready>")
      try await terminal.type("clawboard demo")
      try await terminal.send("Enter")
      try await terminal.waitFor("ClawBoard")
      try await terminal.send("C-z")
      try await terminal.waitFor("Stopped")
      try await terminal.waitForFacts("the shell's screen") { !$0.isOnAlternateScreen }
      try await terminal.type("fg")
      try await terminal.send("Enter")
      try await terminal.waitForFacts("the board's screen") { $0.isOnAlternateScreen }
      try await terminal.waitFor("ClawBoard")
      try await terminal.send("?")
      try await terminal.waitFor("On the board")
      try await terminal.send("q", "q")
      try await terminal.waitForFacts("the shell's screen") { !$0.isOnAlternateScreen }
    }
  }

  @Test func `^z where no shell can go on brings the board back by itself`() async throws {
    var start = Program.start("demo")
    start.hasShell = false
    try await TmuxTerminal.run(start) { terminal in
      try await terminal.waitFor("ClawBoard")
      let known = await terminal.output().count
      try await terminal.send("C-z")
      // The board is away for a moment only: the bytes tell what a look could miss.
      try await terminal.waitForOutput("the screen given back and taken again") { output in
        let news = String(decoding: output.dropFirst(known), as: UTF8.self)
        let away = news.range(of: "\u{1B}[?1049l")
        return away.map { news[$0.upperBound...].contains("\u{1B}[?1049h") } ?? false
      }
      try await terminal.send("?")
      try await terminal.waitFor("On the board")
    }
  }

  @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130)])
  func `a signal ends it and the terminal is as it was`(signal: Int32, status: Int) async throws {
    try await TmuxTerminal.run(Program.start("demo")) { terminal in
      try await terminal.waitFor("RUN")
      let board = try #require(
        process(named: "clawboard", below: try await terminal.fact("#{pane_pid}")))
      kill(board, signal)
      #expect(try await terminal.exitStatus() == status)
      try await expectNoTrace(in: terminal)
    }
  }

  /// The cursor shows and the alternate screen is off.
  private func expectNoTrace(in terminal: TmuxTerminal) async throws {
    let facts = try await terminal.facts()
    #expect(facts.showsCursor)
    #expect(!facts.isOnAlternateScreen)
    #expect(!facts.reportsMouse)
  }
}
