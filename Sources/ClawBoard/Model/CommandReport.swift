public import ClawLink

/// How it stands with a command of the user's.
public struct CommandReport: Sendable, Equatable {
  public enum State: Sendable, Equatable {
    case running
    /// The status as a shell says it: 128 and the number of a signal.
    case ended(Int32)
    /// It was not started: why.
    case failed(String)
  }

  /// Bytes of what it writes that are kept, the newest.
  public static let limitBytes = 65_536

  let run: CommandRun
  let state: State
  /// What it has written: no longer than ``limitBytes``.
  let text: NodeText
  /// It wrote more before that.
  let isCut: Bool

  public init(of run: CommandRun, _ state: State, text: NodeText, isCut: Bool) {
    self.run = run
    self.state = state
    self.text = text
    self.isCut = isCut
  }

  /// The last line that says something.
  var lastLine: String? {
    text.shownLines.split(separator: "\n").last { !String($0).trimmed.isEmpty }
      .map { String($0).trimmed }
  }
}
