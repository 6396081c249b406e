/// A change of a task: its state, its progress or its message.
public struct TaskUpdateEvent: Sendable, Equatable {
  /// The whole answer that the change was seen in.
  public let state: TaskState

  /// Which task.
  public var taskId: TaskID { state.id }
  /// Where it stands.
  public var status: TaskStatus { state.status }
  /// Whole percent, 0 to 100, where the node says it.
  public var progress: Int? { state.progress }
  /// What the agent says, where the node passes it on.
  public var message: NodeText? { state.message }

  /// A change as it was seen in this answer.
  public init(_ state: TaskState) {
    self.state = state
  }

  /// Whether this says something that `earlier` did not.
  func differs(from earlier: TaskUpdateEvent) -> Bool {
    status != earlier.status || progress != earlier.progress || message != earlier.message
  }
}
