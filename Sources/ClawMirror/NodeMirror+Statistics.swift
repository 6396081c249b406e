import ClawLink
public import Foundation

extension NodeMirror {
  /// What became of the tasks that were submitted since then, however many the ledger has; without
  /// a ledger, of those in memory. Nothing is asked of the node, and polling goes on meanwhile.
  ///
  /// - Parameter filter: only tasks that it means are counted.
  public nonisolated func workStatistics(
    since start: Date, matching filter: TaskFilter = .all
  ) async throws(Ledger.Failure) -> WorkStatistics {
    guard let ledger = await share?.ledger else {
      return await statisticsInMemory(since: start, matching: filter)
    }
    return try await ledger.statistics(of: node, since: start, matching: filter, at: now())
  }

  private func statisticsInMemory(since start: Date, matching filter: TaskFilter) -> WorkStatistics
  {
    let now = now()
    var count = WorkCount(node: node.name, since: start, at: now)
    for record in records.values.sorted(by: { $0.submittedAt < $1.submittedAt })
    where filter.matches(record, on: node, at: now) {
      count.add(WorkItem(record))
    }
    return count.statistics
  }

  /// How many tasks stand where, however old they are: of what is in memory and in the ledger.
  ///
  /// - Parameter start: what has ended before is left out.
  public func counts(endedSince start: Date = .distantPast) throws(Ledger.Failure) -> TaskCounts {
    let isWanted = { (record: TaskRecord) in record.isLive || record.statusSince >= start }
    var counts = TaskCounts(records.values.filter(isWanted))
    try visitOlder { if isWanted($0) { counts.add($0) } }
    return counts
  }

  /// Tasks that have ended, match, and are too old to be in memory.
  public func older(matching filter: TaskFilter) throws(Ledger.Failure) -> [TaskRecord] {
    let now = now()
    var older: [TaskRecord] = []
    try visitOlder { if filter.matches($0, on: node, at: now) { older.append($0) } }
    return older
  }

  /// Where fewer have ended than a mirror begins with, all are in memory.
  private func visitOlder(_ visit: (TaskRecord) -> Void) throws(Ledger.Failure) {
    guard let ledger = share?.ledger,
      records.values.count(where: { !$0.isLive }) >= Ledger.recentTasks
    else { return }
    _ = try ledger.tasks(of: node.inLedger) { record in
      if records[record.key.id] == nil { visit(record) }
      return false
    }
  }
}
