import ClawLink
import Foundation

/// What was learned of a node: the process that asks it keeps this for the others, and for the next
/// time.
struct NodeKnowledge: Sendable, Equatable, Codable {
  let health: NodeRecord.Health
  private(set) var discovery: NodeRecord.Discovery
  private(set) var discoversAnonymously: Bool
  let agents: [AgentInfo]
  let skills: [SkillInfo]
  private(set) var permissions: [NodeText]
  let showsProgress: Bool
  let stretch: TimeInterval?
  let instance: NodeText?
  let boot: NodeText?
  let restartedAt: Date?

  init(_ node: NodeRecord) {
    health = node.health
    discovery = node.discovery
    discoversAnonymously = node.discoversAnonymously
    agents = node.agents
    skills = node.skills
    permissions = node.permissions
    showsProgress = node.showsProgress
    stretch = node.stretch
    instance = node.instance
    boot = node.boot
    restartedAt = node.restartedAt
  }

  /// Without what depends on who asks.
  var forAnybody: NodeKnowledge {
    var knowledge = self
    knowledge.discovery = .untried
    knowledge.discoversAnonymously = false
    knowledge.permissions = []
    return knowledge
  }
}

extension NodeRecord {
  /// Takes over what another process has learned just now.
  mutating func learn(_ knowledge: NodeKnowledge) {
    remember(knowledge)
    health = knowledge.health
    stretch = knowledge.stretch
  }

  /// Takes over what was learned before: all but how the node answers now.
  mutating func remember(_ knowledge: NodeKnowledge) {
    discovery = knowledge.discovery
    discoversAnonymously = knowledge.discoversAnonymously
    agents = knowledge.agents
    skills = knowledge.skills
    permissions = knowledge.permissions
    showsProgress = knowledge.showsProgress
    instance = knowledge.instance
    boot = knowledge.boot
    restartedAt = knowledge.restartedAt
  }
}
