public import ClawLink
public import ClawMirror
public import ClawTerminal
public import Foundation

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
  /// Boards that are gone have left this, the newest first.
  case drafts([Draft])
  /// The text as it came out of the user's editor.
  case edited(String, form: Int)
  /// What stands in a file that the user named.
  case file(String, form: Int)
  /// How the submission of a form ended.
  case submitted(NodeName, SubmitOutcome, form: Int = 0)
  /// How an answer to a task ended.
  case answered(TaskKey, AnswerOutcome, form: Int)
  /// How another try of this task ended.
  case retried(TaskKey, SubmitOutcome)
  /// What came of saying what a submission became.
  case settled(UnconfirmedTask, AnswerOutcome)
  /// How a cancel ended.
  case cancelled(TaskKey, CancelResult)
  /// How it stands with a command of the user's.
  case command(CommandReport)
  /// What a look at an audit log gave.
  case audit(NodeName, AuditAnswer)
  /// What a count of tasks gave.
  case statistics(NodeName, StatisticsSpan, StatisticsAnswer)
}

public enum SubmitOutcome: Sendable, Equatable {
  case accepted(TaskKey)
  /// The task that it is another try of was tried again before, as this one.
  case sentBefore(TaskKey)
  /// That try was sent at this time, and its answer is not there.
  case underWay(since: Date)
  /// It could not be written down that it is sent, and so it was not.
  case notKept(Ledger.Failure?)
  case failed(ClawLinkError)
}

public enum AnswerOutcome: Sendable, Equatable {
  case done
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
