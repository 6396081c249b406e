/// How a cancel ended, from `POST /api/runtime/tasks/{id}/cancel`.
public enum CancelOutcome: Sendable, Equatable {
  /// The node took it. The real node does not stop the agent (CONTRACT quirk 2).
  case cancelled
  /// There was nothing to cancel: the task had ended like this.
  case alreadyFinal(TaskState)
  /// The node does not know the task.
  case unknownToNode
}
