public import ClawLink
public import ClawMirror
public import Foundation

/// The live tasks that are looked at, of all nodes.
public struct BoardFocus: Sendable, Equatable {
  public internal(set) var selected: TaskKey?
  public internal(set) var visible: Set<TaskKey> = []
}

/// How far back tasks are counted.
public enum StatisticsSpan: Sendable, Equatable {
  /// The last 24 hours, for the pane.
  case day
  /// The last 30 days, for how long work usually takes.
  case month

  public var seconds: TimeInterval {
    switch self {
    case .day: 86_400
    case .month: 30 * 86_400
    }
  }
}

/// Something to be done outside of the model. Values, so that tests compare them.
public enum Effect: Sendable, Equatable {
  /// Hand over what a form holds, in place of another task where it is one's other try.
  case submit(
    NodeName, TaskSubmitRequest, as: Sender = .us, retryOf: TaskID? = nil, form: Int = 0)
  /// Tell a waiting task what a form holds.
  case answer(TaskKey, String, as: Sender = .us, form: Int)
  /// Hand a task over once more as it was, one of several.
  case retry(TaskKey, TaskSubmitRequest, as: Sender = .us)
  case cancel(TaskKey, as: Sender = .us)
  /// Say what became of a submission whose answer was lost; `nil` is that it did not arrive.
  case settle(UnconfirmedTask, as: TaskID?)
  /// Ask this node again, now.
  case refresh(NodeName)
  /// Ask for these tasks first: the selected one, and those that are drawn.
  case focus(BoardFocus)
  /// Read the newest events of this node's audit log, ``Model/auditLimit`` of them.
  case readAudit(NodeName)
  /// Count what became of this node's tasks.
  case readStatistics(NodeName, StatisticsSpan)
  /// This is being written: it is to outlive the board.
  case keep([Draft])
  /// Have a text changed in the user's editor.
  case edit(String, form: Int)
  /// Read a file whose path the user typed.
  case read(file: String, form: Int)
  /// How the board is looked at has changed: it is to come back at the next start.
  case keepView(SavedView)
  /// Show a text in the user's pager.
  case page(String)
  /// Hand a text to a command of the user's, in the terminal.
  case pipe(String, command: String)
  /// Run a command of the user's own.
  case run(CommandRun)
  /// Write a text to a file, at a path that the user typed.
  case save(String, file: String)
  /// Send a text to the terminal's clipboard.
  case copy(String)
  /// Tell the user of something, who may not be looking: by the terminal, and by a command if one is
  /// given.
  case notify(Alert, command: String?)
  /// Give the terminal back and stop until the shell says to go on.
  case suspend
  /// Send the whole screen again.
  case repaint
  case quit
  /// Leave while a submission is under way, whose answer will not be seen.
  case quitWhileSending
}
