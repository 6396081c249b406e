import ClawLink
public import Foundation

extension NodeMirror {
  /// What the ledger knows of the tasks that were submitted since then, however many. Nothing is
  /// asked of the node.
  public func statistics(
    since start: Date, matching filter: TaskFilter = .all
  ) throws(Ledger.Failure) -> [AgentStatistics] {
    guard let ledger = share?.ledger else { return [] }
    let now = now()
    var agents: [String: AgentStatistics] = [:]
    _ = try ledger.tasks(of: node.inLedger) { record in
      guard record.submittedAt >= start, filter.matches(record, on: node, at: now) else {
        return false
      }
      let agent = record.agent.raw.lowercased()
      agents[agent, default: AgentStatistics(node: node.name, agent: record.agent)].add(record)
      return false
    }
    return agents.values.sorted { $0.agent.raw < $1.agent.raw }
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
