import ClawLink
import ClawMirror

/// What can be said of something that was sent and never answered.
struct UnconfirmedRow: Sendable, Equatable {
  /// Of a list that changes while it is looked at.
  struct ID: Sendable, Hashable {
    let submission: String
    /// The task that it became; `nil` is that it did not arrive.
    let task: TaskID?
  }

  let unconfirmed: UnconfirmedTask
  let task: TaskID?

  var id: ID { ID(submission: unconfirmed.submission.id, task: task) }
}
