public import ClawLink
public import ClawMirror

/// The live tasks that are looked at, of all nodes.
public struct BoardFocus: Sendable, Equatable {
  public internal(set) var selected: TaskKey?
  public internal(set) var visible: Set<TaskKey> = []
}

/// Something to be done outside of the model. Values, so that tests compare them.
public enum Effect: Sendable, Equatable {
  case submit(NodeName, TaskSubmitRequest)
  case cancel(TaskKey)
  /// Ask this node again, now.
  case refresh(NodeName)
  /// Ask for these tasks first: the selected one, and those that are drawn.
  case focus(BoardFocus)
  /// This is being written: it is to outlive the board. `nil` for nothing.
  case keep(Draft?)
  /// Give the terminal back and stop until the shell says to go on.
  case suspend
  /// Send the whole screen again.
  case repaint
  case quit
  /// Leave while a submission is under way, whose answer will not be seen.
  case quitWhileSending
}
