import ClawLink
import Foundation

/// Which tasks to ask a node for now: those with possible news whose time has come, at most
/// `budget`; the never asked first, then the oldest knowledge.
struct PollPlan {
  /// Seconds between two looks at a task that changes rarely if at all.
  static let slowInterval: TimeInterval = 10

  let node: NodeRecord
  let now: Date
  let budget: Int

  func due(_ records: some Sequence<TaskRecord>) -> [TaskID] {
    let due = records.filter { isDue($0) }
    let ordered = due.sorted { left, right in
      let never = Date.distantPast
      let (asked, other) = (left.askedAt ?? never, right.askedAt ?? never)
      return asked == other ? left.submittedAt > right.submittedAt : asked < other
    }
    return ordered.prefix(budget).map(\.key.id)
  }

  private func isDue(_ record: TaskRecord) -> Bool {
    guard let asked = record.askedAt else { return true }
    let elapsed = now.timeIntervalSince(asked)
    if record.isLive { return !record.isUnreadable || elapsed >= Self.slowInterval }
    // A cancelled task may still turn where a node does not stop its agents.
    return record.mayStillRun(on: node, at: now) && elapsed >= Self.slowInterval
  }
}
