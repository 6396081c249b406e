import ClawLink
import Foundation

/// What a node answered about one task.
enum TaskAnswer: Sendable, Equatable {
  case state(TaskState)
  /// It does not know the task (CONTRACT quirk 3).
  case unknownToNode
  /// It failed inside (CONTRACT quirk 6).
  case fault
}

extension TaskRecord {
  /// Takes an answer in. An answer to a request that began before the one whose answer is held
  /// is late and left out.
  ///
  /// - Returns: whether anything that is shown has changed.
  mutating func take(_ answer: TaskAnswer, askedAt: Date, at now: Date) -> Bool {
    if let held = self.askedAt, askedAt < held { return false }
    let before = self
    self.askedAt = askedAt
    switch answer {
    case .state(let state): take(state, at: now)
    case .unknownToNode: lose(at: now)
    case .fault: becomeUnreadable(at: now)
    }
    var after = self
    after.askedAt = before.askedAt
    return after != before
  }

  mutating func askCancel(at now: Date) {
    cancelAskedAt = now
    note(.cancelAsked, at: now)
  }

  private mutating func take(_ state: TaskState, at now: Date) {
    if isLost {
      isLost = false
      note(.foundAgain, at: now)
    }
    isUnreadable = false
    if state.status != status {
      let time = moment(of: state, at: now)
      note(.moved(from: status, to: state.status), at: time)
      status = state.status
      statusSince = time
    }
    if state.message != message || state.progress != progress, !state.status.isFinal {
      message = state.message
      progress = state.progress
      note(.said(message, progress: progress), at: now)
    }
    result = state.result
    error = state.error
    executionTime = state.executionTime
  }

  /// When a state began: as the node says, unless its clock cannot be right.
  private func moment(of state: TaskState, at now: Date) -> Date {
    guard state.status.isFinal, let completed = state.completedAt, completed >= submittedAt,
      completed <= now
    else { return now }
    return completed
  }

  private mutating func lose(at now: Date) {
    guard !isLost else { return }
    isLost = true
    note(.lost, at: now)
  }

  private mutating func becomeUnreadable(at now: Date) {
    guard !isUnreadable else { return }
    isUnreadable = true
    note(.unreadable, at: now)
  }
}
