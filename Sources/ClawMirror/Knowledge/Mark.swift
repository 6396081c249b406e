import ClawLink
public import Foundation

/// What is to be said of a task beside its state.
public enum Mark: Sendable, Hashable {
  /// The node does not answer; known as of then.
  case stale(since: Date)
  /// The node does not know the task any more.
  case lost
  /// The node has named the task and not yet said its state.
  case unseen
  /// Pending on a node that shows no progress: probably in work (CONTRACT quirk 1).
  case working
  /// Cancel asked, not yet confirmed.
  case cancelling
  /// Cancelled on a node whose agents go on (CONTRACT quirk 2).
  case mayStillRun
  /// Cancelled there for longer than an agent goes on: how it ended is not to be known.
  case outcomeUnknown
  /// A cancelled task that ended all the same.
  case finishedAfterCancel
  /// The node fails inside whenever it is asked for the task (CONTRACT quirk 6).
  case unreadable
  /// Another try was submitted in its place.
  case retried
}

extension Mark {
  /// What filters and scripts call it; these names do not change.
  public var name: String {
    switch self {
    case .stale: "stale"
    case .lost: "lost"
    case .unseen: "unseen"
    case .working: "working"
    case .cancelling: "cancelling"
    case .mayStillRun: "may-still-run"
    case .outcomeUnknown: "outcome-unknown"
    case .finishedAfterCancel: "ended-after-cancel"
    case .unreadable: "unreadable"
    case .retried: "retried"
    }
  }

  /// All names.
  public static let names = [
    Mark.stale(since: .distantPast), .lost, .unseen, .working, .cancelling, .mayStillRun,
    .outcomeUnknown, .finishedAfterCancel, .unreadable, .retried,
  ].map(\.name)
}

extension TaskRecord {
  /// How long a task is pending before it counts as in work where nothing shows it.
  static let workingAfter: TimeInterval = 10

  /// The marks of a task, derived from what is known and the time alone.
  public func marks(on node: NodeRecord, at now: Date) -> [Mark] {
    let retried: [Mark] = retriedAs == nil ? [] : [.retried]
    return (isLost ? [.lost] : knownMarks(on: node, at: now)) + retried
  }

  private func knownMarks(on node: NodeRecord, at now: Date) -> [Mark] {
    var marks: [Mark] = []
    if isLive, let lastAnswer = node.staleSince(at: now) {
      marks.append(.stale(since: lastAnswer))
    }
    if isUnreadable {
      marks.append(.unreadable)
    } else if !isSeen {
      marks.append(.unseen)
    }
    switch status {
    case .cancelled:
      if !node.showsProgress {
        marks.append(mayStillRun(on: node, at: now) ? .mayStillRun : .outcomeUnknown)
      }
    case .completed, .failed:
      if cancelAskedAt != nil || wasCancelled { marks.append(.finishedAfterCancel) }
    case .pending, .planning, .running, .waiting, .unknown:
      if cancelAskedAt != nil {
        marks.append(.cancelling)
      } else if isProbablyInWork(on: node, at: now) {
        marks.append(.working)
      }
    }
    return marks
  }

  /// When time alone will change the marks; `nil` for never.
  public func nextMarkChange(on node: NodeRecord, at now: Date) -> Date? {
    var times: [Date] = []
    if isLive, let staleFrom = node.staleFrom { times.append(staleFrom) }
    if !node.showsProgress {
      if status == .pending { times.append(submittedAt.addingTimeInterval(Self.workingAfter)) }
      if status == .cancelled { times.append(statusSince.addingTimeInterval(agentLimit)) }
    }
    return times.filter { $0 >= now }.min()?.addingTimeInterval(0.001)
  }

  /// Seen as cancelled before it ended otherwise, whoever had cancelled it.
  private var wasCancelled: Bool {
    history.contains { entry in
      if case .moved(from: .cancelled, _) = entry.event { true } else { false }
    }
  }

  private func isProbablyInWork(on node: NodeRecord, at now: Date) -> Bool {
    status == .pending && isSeen && !isUnreadable && !node.showsProgress
      && now.timeIntervalSince(submittedAt) > Self.workingAfter
  }

  /// Seconds after a cancel for which an agent may go on (CONTRACT quirk 35).
  var agentLimit: TimeInterval {
    ["claude", "auggie", "openai"].contains(agent.raw.lowercased()) ? 1900 : 300
  }

  /// Whether the agent of a cancelled task may go on, as far as is known.
  public func mayStillRun(on node: NodeRecord, at now: Date) -> Bool {
    status == .cancelled && !node.showsProgress && !isLost
      && now.timeIntervalSince(statusSince) < agentLimit
  }
}
