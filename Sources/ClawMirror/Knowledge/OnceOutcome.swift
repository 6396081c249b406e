public import ClawLink

/// What came of handing over a task that is to be handed over once at most.
public enum OnceOutcome: Sendable {
  case submitted(TaskRecord)
  /// It was handed over before and became this task; after another try of that, the newest.
  case known(TaskID)
  /// It was sent before and not answered: it may be on its way just now, or at work.
  case underWay(PendingSubmission)
  /// Nothing was sent: without a ledger nobody can say whether it was before.
  case notKept(Ledger.Failure?)
}
