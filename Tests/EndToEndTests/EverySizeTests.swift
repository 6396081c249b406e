import TestSupport
import Testing

/// The board at every size at which its layout changes, while tasks move, in a real terminal.
struct EverySizeTests {
  /// What a size is drawn as.
  private enum Layout {
    /// The counts and nothing else.
    case statusLine
    /// A line for each card of one column.
    case list
    /// So many columns, the pane below.
    case columns(Int)
    /// Seven columns, the pane at their side.
    case wide
  }

  private struct Look {
    let width: Int
    let height: Int
    let layout: Layout

    init(_ width: Int, _ height: Int, _ layout: Layout) {
      (self.width, self.height, self.layout) = (width, height, layout)
    }
  }

  /// From the largest to the smallest.
  private static let looks = [
    Look(200, 60, .wide), Look(160, 40, .wide), Look(159, 40, .columns(7)),
    Look(98, 30, .columns(7)), Look(97, 30, .columns(3)), Look(72, 24, .columns(3)),
    Look(71, 24, .columns(2)), Look(60, 16, .columns(2)), Look(60, 15, .list), Look(59, 16, .list),
    Look(20, 5, .list), Look(19, 4, .statusLine),
  ]

  /// The second of two that have failed: no second is counted of what has ended.
  private static let selected = "▌✗ cccc"

  /// The task that moves.
  private static let mover = "aaaa1111"

  /// Where it goes, and how the counts say so: another one is running.
  private struct Stop {
    let state: String
    let name: String
    let glyph: String
    var count = 1
  }

  private static let stops = [
    Stop(state: "planning", name: "2PLAN", glyph: "◔"),
    Stop(state: "running", name: "3RUN", glyph: "●", count: 2),
    Stop(state: "waiting", name: "4WAIT", glyph: "◆"),
    Stop(state: "pending", name: "1PEND", glyph: "○"),
  ]

  @Test func `each has its layout, and what is selected stays selected`() async throws {
    var tasks = HeldTasks([
      Self.mover: "pending", "bbbb2222": "failed", "cccc3333": "failed", "dddd4444": "completed",
      "eeee5555": "running",
    ])
    tasks.ages = ["bbbb2222": 10, "cccc3333": 300]
    let held = tasks
    try await MisbehavingNode.running(held.behaviour()) { node in
      let start = Program.start("--url", node.url, "--poll-interval-ms", "500")
      try await TmuxTerminal.run(start) { terminal in
        try await terminal.waitFor("every task") { screen in
          ["1PEND 1", "3RUN 1", "5DONE 1", "6FAIL 2"].allSatisfy { screen.contains($0) }
        }
        try await terminal.send("6", "6", "j", "]", "]", "Tab")
        var isInPane = true
        for (index, look) in (Self.looks + Self.looks.reversed()).enumerated() {
          let stop = Self.stops[index % Self.stops.count]
          tasks.states[Self.mover] = stop.state
          try await terminal.resize(width: look.width, height: look.height)
          node.behave(try tasks.behaviour())
          // Where there is no pane, the board has the keys, and keeps them.
          switch look.layout {
          case .statusLine, .list: isInPane = false
          case .columns, .wide: break
          }
          let inPane = isInPane
          let whole = { @Sendable (screen: String) in
            Self.shows(screen, look, stop, isInPane: inPane)
          }
          try await terminal.waitFor("\(look), \(stop), pane: \(inPane)", where: whole)
          try await finishFrame(on: terminal, look)
          let screen = try await terminal.waitFor("\(look), \(stop)", where: whole)
          try await expectNothingLeft(on: terminal, of: screen)
        }
        try await terminal.send("q")
        #expect(try await terminal.exitStatus() == 0)
      }
    }
  }

  /// Whether this is a whole board in that size, with the mover where it went.
  private static func shows(_ screen: String, _ look: Look, _ stop: Stop, isInPane: Bool) -> Bool {
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.allSatisfy({ $0.count <= look.width }) else { return false }
    if case .statusLine = look.layout {
      return lines.count == 1 && says(lines[0], stop) && lines[0].contains("[✗2]")
    }
    guard lines.count == look.height, lines[0].hasPrefix(" ClawBoard"),
      says(lines[1], stop), screen.contains(selected), lines[look.height - 1].contains("q quit")
    else { return false }
    let edges = lines[2].count { $0 == "┬" }
    let tabs = lines.lastIndex { $0.contains(" Audit ") && $0.contains(" Skills ") }
    switch look.layout {
    case .statusLine: return false
    case .list: return edges == 0 && tabs == nil && lines[2].hasPrefix("─ FAILED 2 ─")
    case .columns(let count):
      return edges == count - 1 && (tabs ?? 0) > 5 && screen.contains("configured")
        && isInPane != lines[look.height - 1].contains("x cancel")
    case .wide:
      return edges == 6 && tabs == 2 && screen.contains("configured")
        && lines.contains { $0.hasPrefix("─ Stream ─") }
        && isInPane != lines[look.height - 1].contains("x cancel")
    }
  }

  /// Whether the counts say where the mover is, in names or glyphs.
  private static func says(_ strip: String, _ stop: Stop) -> Bool {
    let words = strip.split { " []".contains($0) }
    return words.contains { $0 == "\(stop.glyph)\(stop.count)" }
      || zip(words, words.dropFirst()).contains {
        $0.hasPrefix(stop.name) && $1 == "\(stop.count)"
      }
  }

  /// What is on its way to the screen is all there once the last line has changed and is back.
  private func finishFrame(on terminal: TmuxTerminal, _ look: Look) async throws {
    if case .statusLine = look.layout { return }
    try await terminal.send("/")
    try await terminal.waitFor("the line that is typed") { screen in
      screen.split(separator: "\n").last?.hasPrefix(" /") == true
    }
    try await terminal.send("Escape")
  }

  /// The same is on the screen when all of it was painted again.
  private func expectNothingLeft(on terminal: TmuxTerminal, of screen: String) async throws {
    let known = await terminal.output().count
    try await terminal.send("C-l")
    try await terminal.waitForOutput("a screen that is cleared") { output in
      let news = String(decoding: output.dropFirst(known), as: UTF8.self)
      return news.contains("\u{1B}[H\u{1B}[J") || news.contains("\u{1B}[2J")
    }
    let before = Self.still(screen)
    try await terminal.waitFor("what stood there:\n\(screen)\n") { Self.still($0) == before }
  }

  /// Without the first line, which says how fast the node is, and ages of about a minute.
  private static func still(_ screen: String) -> String {
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst(lines.count == 1 ? 0 : 1).joined(separator: "\n")
      .replacing("<1m", with: " 1m")
  }
}
