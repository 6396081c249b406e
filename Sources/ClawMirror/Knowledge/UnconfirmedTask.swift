public import ClawLink

/// A submission whose answer was lost: it may have arrived. It is never sent again by itself.
public struct UnconfirmedTask: Sendable, Equatable {
  public let submission: PendingSubmission
  /// Tasks that the audit log names and that it may have become, the nearest in time first. Which
  /// of them it is, a person decides.
  public let candidates: [TaskID]
}
