import ClawLink
import Foundation

/// What became of a task.
public enum WorkOutcome: Int, Sendable, CaseIterable {
  case completed, failed, cancelled
  /// The node does not know it any more.
  case lost
  /// It has not ended yet.
  case live
}

/// What is counted of a task.
struct WorkItem {
  let agent: NodeText
  let outcome: WorkOutcome
  let submittedAt: Date
  let statusSince: Date
  /// Seconds, as the node counts them.
  let executionTime: TimeInterval?
  let usage: TokenUsage?

  init(
    agent: NodeText, status: TaskStatus, isLost: Bool, submittedAt: Date, statusSince: Date,
    executionTime: TimeInterval?, usage: TokenUsage?
  ) {
    self.agent = agent
    outcome = WorkOutcome(status, isLost: isLost)
    self.submittedAt = submittedAt
    self.statusSince = statusSince
    self.executionTime = executionTime
    self.usage = usage
  }

  init(_ record: TaskRecord) {
    self.init(
      agent: record.agent, status: record.status, isLost: record.isLost,
      submittedAt: record.submittedAt, statusSince: record.statusSince,
      executionTime: record.executionTime, usage: record.usage)
  }

  /// Seconds from the submission to the end, unless the node says how long the work took; `nil`
  /// where no end was seen.
  var duration: TimeInterval? {
    switch outcome {
    case .completed, .failed, .cancelled:
      executionTime ?? statusSince.timeIntervalSince(submittedAt)
    case .lost, .live: nil
    }
  }
}

extension WorkOutcome {
  fileprivate init(_ status: TaskStatus, isLost: Bool) {
    if isLost {
      self = .lost
      return
    }
    switch status {
    case .completed: self = .completed
    case .failed: self = .failed
    case .cancelled: self = .cancelled
    case .pending, .planning, .running, .waiting, .unknown: self = .live
    }
  }
}
