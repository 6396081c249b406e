import ClawLink
import Foundation

/// One thing that was learned of a task: what is held is changed by it, and what is stored.
enum TaskChange: Sendable, Equatable {
  /// The answer to a request that began then.
  case answer(TaskAnswer, askedAt: Date, at: Date)
  case cancelAsked(at: Date)
  /// The node said clearly that it did not cancel.
  case cancelRefused(at: Date)
  /// The task is ours, handed over by this request, in place of another one perhaps.
  case claimed(TaskSubmitRequest, by: String?, retryOf: TaskID? = nil)
  /// Another try was handed over in its place.
  case retried(as: TaskID)
}

extension TaskRecord {
  /// - Returns: whether anything that is shown has changed.
  @discardableResult
  mutating func apply(_ change: TaskChange) -> Bool {
    switch change {
    case .answer(let answer, let askedAt, let now):
      return take(answer, askedAt: askedAt, at: now)
    case .cancelAsked(let now): askCancel(at: now)
    case .cancelRefused(let now): refuseCancel(at: now)
    case .claimed(let request, let user, let original):
      claim(request, by: user)
      retryOf = original ?? retryOf
    case .retried(let id): retriedAs = id
    }
    return true
  }
}
