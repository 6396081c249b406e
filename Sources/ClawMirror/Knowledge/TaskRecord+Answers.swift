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
    case .fault: countFault(at: now)
    }
    var after = self
    (after.askedAt, after.faults) = (before.askedAt, before.faults)
    after.denials = before.denials
    return after != before || isUnreadable != before.isUnreadable
  }

  /// A look that lies ahead is from before the clock was set back: no answer would be newer.
  mutating func forgetLook(after now: Date) {
    if let askedAt, askedAt > now { self.askedAt = nil }
  }

  mutating func askCancel(at now: Date) {
    cancelAskedAt = now
    note(.cancelAsked, at: now)
  }

  /// The node said clearly that it did not cancel.
  mutating func refuseCancel(at now: Date) {
    guard cancelAskedAt != nil else { return }
    cancelAskedAt = nil
    note(.cancelRefused, at: now)
  }

  private mutating func take(_ state: TaskState, at now: Date) {
    if isLost {
      isLost = false
      note(.foundAgain, at: now)
    }
    (faults, denials) = (0, 0)
    enter(state, at: now)
    let said = state.message.map { $0.cut(toBytes: Self.longestMessage) }
    if said != message || state.progress != progress, !state.status.isFinal {
      message = said
      progress = state.progress
      note(.said(message, progress: progress), at: now)
    }
    let asked = state.status == .waiting ? state.question : nil
    if let asked, asked != question, asked != message {
      note(.said(asked.cut(toBytes: Self.longestMessage), progress: state.progress), at: now)
    }
    question = asked?.cut(toBytes: Self.longestMessage)
    result = state.result
    error = state.error
    executionTime = state.executionTime
    usage = state.usage ?? usage
    metadata = state.agentMetadata
  }

  private mutating func enter(_ state: TaskState, at now: Date) {
    if !isSeen {
      isSeen = true
      guard state.status != .pending else { return }
      statusSince = moment(of: state, at: now) ?? estimatedStart(of: state, at: now)
      status = state.status
      note(.found(status), at: now)
    } else if state.status != status {
      let time = moment(of: state, at: now) ?? now
      note(.moved(from: status, to: state.status), at: time)
      status = state.status
      statusSince = time
    }
  }

  /// When a state began, as the node says: the end, and the first that is no waiting. `nil` where it
  /// does not, or its clock cannot be right.
  private func moment(of state: TaskState, at now: Date) -> Date? {
    let said =
      state.status.isFinal
      ? state.completedAt : status == .pending ? state.startedAt : nil
    guard let said, said >= submittedAt, said <= now, said >= statusSince else { return nil }
    return said
  }

  /// When a state began that was there when the task was first looked at: not now. For an end no
  /// earlier than the work took; for anything else since the submission.
  private func estimatedStart(of state: TaskState, at now: Date) -> Date {
    let seconds = state.status.isFinal ? max(0, state.executionTime ?? 0) : 0
    return min(now, submittedAt.addingTimeInterval(seconds))
  }

  private mutating func lose(at now: Date) {
    denials = min(denials + 1, Self.denialLimit)
    guard !isLost else { return }
    isLost = true
    note(.lost, at: now)
  }

  private mutating func countFault(at now: Date) {
    guard faults < Self.faultLimit else { return }
    faults += 1
    if faults == Self.faultLimit { note(.unreadable, at: now) }
  }
}

extension TaskStatus {
  /// A state that only a node which shows progress ever says.
  var showsProgress: Bool {
    switch self {
    case .planning, .running, .waiting: true
    case .pending, .completed, .failed, .cancelled, .unknown: false
    }
  }
}
