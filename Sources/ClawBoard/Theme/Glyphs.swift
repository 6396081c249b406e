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
  private let states: [BoardColumn: Character]

  func state(_ column: BoardColumn) -> Character { states[column] ?? "?" }

  public static let unicode = Glyphs(
    lines: .unicode, cursor: "▌", mark: "»", barDone: "━", barRest: "─", ellipsis: "…",
    separator: "·",
    arrow: "→", above: "↑", below: "↓", noCount: "–",
    states: [
      .pending: "○", .planning: "◔", .running: "●", .waiting: "◆", .completed: "✓", .failed: "✗",
      .cancelled: "⊘",
    ])

  public static let ascii = Glyphs(
    lines: .ascii, cursor: ">", mark: "=", barDone: "#", barRest: ".", ellipsis: "~",
    separator: "-",
    arrow: "->", above: "^", below: "v", noCount: "-",
    states: [
      .pending: ".", .planning: "%", .running: "*", .waiting: "?", .completed: "+", .failed: "!",
      .cancelled: "x",
    ])
}
