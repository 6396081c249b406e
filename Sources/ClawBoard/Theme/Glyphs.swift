public import ClawTerminal

/// The signs that a screen is drawn with, in two sets: for UTF-8 and for ASCII.
public struct Glyphs: Sendable, Equatable {
  public let lines: LineSet
  /// Beside the selected card.
  let cursor: Character
  /// Beside a card that was marked.
  let mark: Character
  let barDone: Character
  let barRest: Character
  let ellipsis: String
  let separator: String
  let arrow: String
  /// Cards out of sight.
  let above: String
  let below: String
  /// Where there is nothing to count.
  let noCount: String
  /// From nothing to the most, in a plot.
  let steps: [Character]
  /// Where a plot has nothing though it should.
  let gap: Character
  private let states: [BoardColumn: Character]

  func state(_ column: BoardColumn) -> Character { states[column] ?? "?" }

  public static let unicode = Glyphs(
    lines: .unicode, cursor: "▌", mark: "»", barDone: "━", barRest: "─", ellipsis: "…",
    separator: "·",
    arrow: "→", above: "↑", below: "↓", noCount: "–",
    steps: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], gap: "×",
    states: [
      .pending: "○", .planning: "◔", .running: "●", .waiting: "◆", .completed: "✓", .failed: "✗",
      .cancelled: "⊘",
    ])

  public static let ascii = Glyphs(
    lines: .ascii, cursor: ">", mark: "=", barDone: "#", barRest: ".", ellipsis: "~",
    separator: "-",
    arrow: "->", above: "^", below: "v", noCount: "-",
    steps: ["_", ".", "-", "=", "+", "*", "#", "@"], gap: "x",
    states: [
      .pending: ".", .planning: "%", .running: "*", .waiting: "?", .completed: "+", .failed: "!",
      .cancelled: "x",
    ])
}
