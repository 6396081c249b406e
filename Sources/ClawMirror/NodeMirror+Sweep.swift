public import ClawLink
public import Foundation

/// One look at a node, for a command that prints and ends.
extension NodeMirror {
  /// Who is asked.
  public enum Source: Sendable {
    /// The node; while another process asks it already, what that one stores.
    case node
    /// The ledger alone.
    case ledger
  }

  /// Brings what is known up to date, and gives it.
  ///
  /// - Parameter budget: how many tasks to ask for at most; 0 reads the audit log alone.
  public func sweep(_ source: Source = .node, budget: Int) async -> BoardSnapshot {
    if source == .node {
      lookAround()
      if !isFollowed { await look(budget: budget) }
    }
    lookForUnconfirmed()
    return snapshot
  }

  /// That the node answered makes tasks no newer for which nobody asked.
  private func look(budget: Int) async {
    asksForAll = budget == .max
    defer { asksForAll = true }
    let before = lastAnswer
    await pollOnce(budget: budget)
    guard asksForAll, asks, let lastAnswer, lastAnswer != before else { return }
    note { ledger throws(Ledger.Failure) in try ledger.answered(node.inLedger, at: lastAnswer) }
  }

  /// Another process asks the node, and has had answers lately: what it stores is all there is to
  /// know. One that has just begun, or is not answered, knows no more than the ledger.
  private var isFollowed: Bool {
    guard !asks, node.discovery != .untried, let lastAnswer else { return false }
    return now().timeIntervalSince(lastAnswer) <= 3 * max(node.pollInterval, 1)
  }

  /// One task: as known where nothing newer is to be had, else as the node says.
  ///
  /// - Returns: `nil` when nobody knows the task.
  /// - Throws: what the adapter throws, where nothing is known.
  public func find(_ id: TaskID, in source: Source = .node) async throws(ClawLinkError) -> TaskView?
  {
    recall(id)
    if let record = records[id] {
      let isUpToDate = source == .ledger || isFollowed || record.isOver(on: node, at: now())
      if isUpToDate, record.isSeen || source == .ledger { return view(record) }
    } else if source == .ledger {
      return nil
    }
    do {
      return try await look(at: id).map { view($0) }
    } catch {
      guard let record = records[id], record.isSeen else { throw error }
      return view(record, failure: error)
    }
  }

  private func view(_ record: TaskRecord, failure: ClawLinkError? = nil) -> TaskView {
    TaskView(
      record: record, node: node, asOf: record.asOf(on: node, lastAnswer: lastAnswer),
      failure: failure)
  }

  /// The ids of all tasks that begin so, however old, at most `limit`.
  public func ids(beginningWith start: String, limit: Int = 10) -> [TaskID] {
    var ids = Set(
      records.values.lazy.map(\.key.id).filter { $0.text.raw.utf8.starts(with: start.utf8) }
        .prefix(limit))
    note { ledger throws(Ledger.Failure) in
      ids.formUnion(try ledger.ids(of: node.inLedger, beginningWith: start, limit: limit))
    }
    return Array(ids)
  }
}

/// One task as it was found.
public struct TaskView: Sendable {
  public let record: TaskRecord
  public let node: NodeRecord
  /// When the task was last known to be so.
  public let asOf: Date?
  /// Why the node could not be asked just now.
  public let failure: ClawLinkError?

  public init(
    record: TaskRecord, node: NodeRecord, asOf: Date?, failure: ClawLinkError? = nil
  ) {
    self.record = record
    self.node = node
    self.asOf = asOf
    self.failure = failure
  }
}

extension TaskRecord {
  /// When the task was last known to be so: as long as its node answers, what is live is asked for
  /// again and again, and stored when it changes.
  public func asOf(on node: NodeRecord, lastAnswer: Date?) -> Date? {
    guard isSeen else { return nil }
    // The node answers, but not of this task: then as of the last that was seen of it.
    if faults > 0 { return history.last { $0.event != .unreadable }?.time }
    guard isLive, let lastAnswer else { return askedAt }
    let looked = lastAnswer - (node.stretch ?? 0)
    return max(looked, askedAt ?? looked)
  }

  /// Whether the node will have no news of it.
  func isOver(on node: NodeRecord, at now: Date) -> Bool {
    isLost ? isLostForGood : !isLive && !mayStillRun(on: node, at: now) && !isPuttingAway(at: now)
  }
}
