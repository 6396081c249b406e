import ClawLink
import Foundation

/// Which tasks to ask a node for now: those with possible news whose time has come, at most
/// `budget`. The selected one and those just submitted are due at every tick, visible ones before
/// the others, and of equals the never asked first, then the oldest knowledge.
struct PollPlan {
  /// Seconds between two looks at a task that changes rarely if at all.
  static let slowInterval: TimeInterval = 10
  /// Seconds after its submission for which a task is looked at closely.
  static let freshTime: TimeInterval = 10

  struct Outcome {
    var due: [TaskID] = []
    /// How many tasks are looked at once an interval or more often.
    var steadyCount = 0
    /// Tasks that need not be looked at any more.
    var over: [TaskID] = []
  }

  let node: NodeRecord
  let now: Date
  let budget: Int
  var focus = Focus()
  /// Seconds since the last look before which an ordinary task is not asked for again.
  var minimumAge: TimeInterval = 0
  /// When the node was last seen to have forgotten everything.
  var restartedAt: Date?
  /// Lost tasks are due, whatever is known of them.
  var includesLost = false

  private enum Rank: Int {
    case selected, fresh, visible, other
  }

  private struct Candidate {
    let id: TaskID
    let rank: Rank
    let askedAt: Date
    let submittedAt: Date
  }

  func due(_ records: some Sequence<TaskRecord>) -> [TaskID] { outcome(for: records).due }

  func outcome(for records: some Sequence<TaskRecord>) -> Outcome {
    var outcome = Outcome()
    var candidates: [Candidate] = []
    for record in records {
      if isOver(record) {
        outcome.over.append(record.key.id)
        continue
      }
      if !isSlow(record) { outcome.steadyCount += 1 }
      guard let rank = rank(of: record) else { continue }
      candidates.append(
        Candidate(
          id: record.key.id, rank: rank, askedAt: record.askedAt ?? .distantPast,
          submittedAt: record.submittedAt))
    }
    outcome.due = chosen(among: candidates).map(\.id)
    return outcome
  }

  // MARK: Who is due

  /// Whether the node will never have news of a task again.
  private func isOver(_ record: TaskRecord) -> Bool {
    if record.isLost { return !includesLost && isCertainlyLost(record) }
    if record.isLive { return false }
    // A cancelled task may still turn where a node does not stop its agents.
    return !record.mayStillRun(on: node, at: now) && !record.isPuttingAway(at: now)
  }

  private func isCertainlyLost(_ record: TaskRecord) -> Bool {
    record.isLostForGood || restartedAt.map { record.submittedAt <= $0 } ?? false
  }

  private func isSlow(_ record: TaskRecord) -> Bool {
    (!record.isLive && !record.isPuttingAway(at: now)) || record.isUnreadable
  }

  private func rank(of record: TaskRecord) -> Rank? {
    // A clock that was set back makes an age negative: the look counts as long ago.
    let age = record.askedAt.map { now.timeIntervalSince($0) }.map { $0 < 0 ? .infinity : $0 }
    if isSlow(record) { return (age ?? .infinity) >= Self.slowInterval ? .other : nil }
    if record.key.id == focus.selected { return .selected }
    if abs(now.timeIntervalSince(record.submittedAt)) < Self.freshTime { return .fresh }
    guard (age ?? .infinity) >= minimumAge else { return nil }
    return focus.visible.contains(record.key.id) ? .visible : .other
  }

  // MARK: Who is chosen

  /// By rank, but a quarter of the budget goes to the oldest knowledge whatever its rank, so that
  /// no task waits for ever; the whole of a budget that is too small for ranks.
  private func chosen(among candidates: [Candidate]) -> [Candidate] {
    guard candidates.count > budget else { return candidates.sorted(by: comesFirst) }
    let byAge = candidates.sorted(by: isOlder)
    guard budget >= 4 else { return Array(byAge.prefix(budget)) }
    let oldest = byAge.prefix(budget / 4)
    let oldestIDs = Set(oldest.map(\.id))
    let ranked = candidates.filter { !oldestIDs.contains($0.id) }.sorted(by: comesFirst)
    return (oldest + ranked.prefix(budget - oldest.count)).sorted(by: comesFirst)
  }

  private func comesFirst(_ left: Candidate, _ right: Candidate) -> Bool {
    left.rank == right.rank ? isOlder(left, right) : left.rank.rawValue < right.rank.rawValue
  }

  private func isOlder(_ left: Candidate, _ right: Candidate) -> Bool {
    left.askedAt == right.askedAt
      ? left.submittedAt > right.submittedAt : left.askedAt < right.askedAt
  }
}
