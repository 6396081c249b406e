/// Why something that a test asked of a terminal did not happen. Read as a test's message, so it
/// shows the screen.
public enum TmuxTerminalError: Error, Equatable, CustomStringConvertible {
  /// tmux did not start: it is not installed, or the message says what it dislikes.
  case notStarted(message: String)
  /// tmux refused a command.
  case refused(command: String, message: String)
  /// What was awaited was not seen in time.
  case notSeen(awaited: String, screen: String)
  /// The terminal was closed, or tmux has ended.
  case closed(lastScreen: String)

  public var description: String {
    switch self {
    case .notStarted(let message):
      "tmux did not start (is it installed?): \(message)"
    case .refused(let command, let message):
      "tmux refused `\(command)`: \(message)"
    case .notSeen(let awaited, let screen):
      "not seen in time: \(awaited)\n\(Self.framed(screen))"
    case .closed(let screen):
      "the terminal is closed; its last screen:\n\(Self.framed(screen))"
    }
  }

  private static func framed(_ screen: String) -> String {
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
    return (["+--- screen"] + lines.map { "| \($0)" } + ["+---"]).joined(separator: "\n")
  }
}
