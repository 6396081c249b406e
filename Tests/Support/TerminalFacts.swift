/// What a terminal knows of itself beside its text.
public struct TerminalFacts: Equatable, Sendable {
  public let width: Int
  public let height: Int
  /// From 0 at the left.
  public let cursorColumn: Int
  /// From 0 at the top.
  public let cursorRow: Int
  public let showsCursor: Bool
  /// Whether the alternate screen is on, as full-screen programs ask.
  public let isOnAlternateScreen: Bool
  /// Whether the program asked for any mouse reports.
  public let reportsMouse: Bool
  /// The name of the program in the foreground.
  public let foregroundCommand: String

  static let format = [
    "pane_width", "pane_height", "cursor_x", "cursor_y", "cursor_flag", "alternate_on",
    "mouse_any_flag", "pane_current_command",
  ].map { "#{\($0)}" }.joined(separator: " ")

  /// Nil if this is not an answer to ``format``.
  init?(_ text: String) {
    let words = text.split(separator: " ", maxSplits: 7, omittingEmptySubsequences: false)
    let numbers = words.prefix(7).compactMap { Int($0) }
    guard words.count == 8, numbers.count == 7 else { return nil }
    (width, height) = (numbers[0], numbers[1])
    (cursorColumn, cursorRow) = (numbers[2], numbers[3])
    showsCursor = numbers[4] != 0
    isOnAlternateScreen = numbers[5] != 0
    reportsMouse = numbers[6] != 0
    foregroundCommand = String(words[7])
  }
}
