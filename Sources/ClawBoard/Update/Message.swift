public import ClawLink
public import ClawMirror
public import ClawTerminal

/// Something that happened.
public enum Message: Sendable, Equatable {
  /// What the terminal had ready at once.
  case input([Input])
  case resized(Size)
  case mirror(MirrorEvent)
  /// Time has passed that something shown depends on.
  case tick
  /// Something that the user should know.
  case note(String)
  /// Something that went wrong, and the way out.
  case fault(String)
  /// The settings or the themes were read again.
  case preferences(BoardSettings, themes: [Theme])
  /// A board that is gone has left this.
  case draft(Draft)
  /// How a submission ended.
  case submitted(NodeName, SubmitOutcome)
  /// How a cancel ended.
  case cancelled(TaskKey, CancelResult)
  /// What a look at an audit log gave.
  case audit(NodeName, AuditAnswer)
  /// What a count of tasks gave.
  case statistics(NodeName, StatisticsSpan, StatisticsAnswer)
}

public enum SubmitOutcome: Sendable, Equatable {
  case accepted(TaskKey)
  case failed(ClawLinkError)
}

public enum CancelResult: Sendable, Equatable {
  case done(CancelOutcome)
  case failed(ClawLinkError)
}

public enum AuditAnswer: Sendable, Equatable {
  /// The newest first.
  case events([AuditEvent])
  case failed(ClawLinkError)
}

public enum StatisticsAnswer: Sendable, Equatable {
  case counted(WorkStatistics)
  case failed(Ledger.Failure)
}
