import ClawLink
import ClawMirror
import Foundation

/// How many tasks each node and each agent has, kept as they change.
struct WorkIndex: Sendable, Equatable {
  struct Counts: Sendable, Equatable {
    var live = 0
    var ended = 0
    var lost = 0
  }

  /// What one agent of a node does.
  struct AgentWork: Sendable, Equatable {
    fileprivate(set) var live = 0
    /// Its newest tasks, the newest first.
    fileprivate(set) var newest: [Submission] = []
  }

  struct Submission: Sendable, Equatable {
    let key: TaskKey
    let time: Date
  }

  private struct AgentKey: Hashable {
    let node: NodeName
    let agent: String
  }

  /// Tasks of an agent that are remembered.
  private static let limit = 3

  private var nodes: [NodeName: Counts] = [:]
  private var agents: [AgentKey: AgentWork] = [:]

  func counts(of node: NodeName) -> Counts { nodes[node] ?? Counts() }

  /// Letters of either case are the same.
  func work(of agent: NodeText, on node: NodeName) -> AgentWork {
    agents[AgentKey(node: node, agent: agent.raw.lowercased())] ?? AgentWork()
  }

  /// - Parameter before: what was known of the task.
  mutating func take(_ record: TaskRecord, before: TaskRecord?) {
    if let before {
      count(before, -1)
      if before.agent != record.agent {
        agents[key(before)]?.newest.removeAll { $0.key == before.key }
      }
    }
    count(record, 1)
    guard before?.agent != record.agent else { return }
    let submission = Submission(key: record.key, time: record.submittedAt)
    var newest = agents[key(record), default: AgentWork()].newest
    newest.insert(submission, at: newest.firstIndex { $0.time <= submission.time } ?? newest.count)
    agents[key(record)]?.newest = Array(newest.prefix(Self.limit))
  }

  private mutating func count(_ record: TaskRecord, _ step: Int) {
    let node = record.key.node
    if record.isLost {
      nodes[node, default: Counts()].lost += step
    } else if record.isLive {
      nodes[node, default: Counts()].live += step
    } else {
      nodes[node, default: Counts()].ended += step
    }
    agents[key(record), default: AgentWork()].live += record.isLive ? step : 0
  }

  private func key(_ record: TaskRecord) -> AgentKey {
    AgentKey(node: record.key.node, agent: record.agent.raw.lowercased())
  }
}
