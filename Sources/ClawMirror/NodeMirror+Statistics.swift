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
}
