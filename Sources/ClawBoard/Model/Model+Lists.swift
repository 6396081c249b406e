import ClawLink
import ClawMirror

/// What the rows of the list panes stand for, in their order.
extension Model {
  struct AgentRow: Sendable, Equatable {
    let node: NodeName
    let agent: AgentInfo
  }

  struct SkillRow: Sendable, Equatable {
    let node: NodeName
    let skill: SkillInfo
  }

  var agentRows: [AgentRow] {
    nodeRecords.flatMap { node in node.agents.map { AgentRow(node: node.name, agent: $0) } }
  }

  var skillRows: [SkillRow] {
    nodeRecords.flatMap { node in node.skills.map { SkillRow(node: node.name, skill: $0) } }
  }

  /// The one of these rows that is chosen.
  func chosen<Row>(of rows: [Row]) -> Row? {
    rows.isEmpty ? nil : rows[min(max(0, pane.place.row), rows.count - 1)]
  }
}
