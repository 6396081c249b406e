/// An agent of a node, from `GET /api/runtime/agents`.
public struct AgentInfo: Sendable, Equatable, Codable {
  /// What a submission names it by.
  public let agentType: NodeText
  /// For people.
  public let name: NodeText
  /// What it is good for, where the node says it.
  public let description: NodeText?
  /// The node's `available`. On the real node it says that the agent is configured there, not that it
  /// is alive (CONTRACT quirk 13).
  public let isConfigured: Bool
  /// For example `code_generation`.
  public let capabilities: [NodeText]
  /// `null` on the real node. Ours says under `problem` why an agent is not available.
  public let metadata: [String: JSONValue]?

  /// An agent as a node lists it.
  public init(
    agentType: NodeText, name: NodeText, description: NodeText?, isConfigured: Bool,
    capabilities: [NodeText], metadata: [String: JSONValue]? = nil
  ) {
    self.agentType = agentType
    self.name = name
    self.description = description
    self.isConfigured = isConfigured
    self.capabilities = capabilities
    self.metadata = metadata
  }

  /// `metadata.problem`: why it is not available, on nodes that say it.
  public var problem: NodeText? { metadata?["problem"]?.text }

  private enum CodingKeys: String, CodingKey {
    case agentType = "agent_type"
    case name, description
    case isConfigured = "available"
    case capabilities, metadata
  }

  /// Writes every field, `null` where there is none, as the contract says.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(agentType, forKey: .agentType)
    try container.encode(name, forKey: .name)
    try container.encode(description, forKey: .description)
    try container.encode(isConfigured, forKey: .isConfigured)
    try container.encode(capabilities, forKey: .capabilities)
    try container.encode(metadata, forKey: .metadata)
  }
}

extension AgentInfo {
  /// Whether a submission that names an agent like this means this one: in any case, and `openai` is
  /// `auggie`.
  public func goes(by name: String) -> Bool {
    let name = name.lowercased()
    let own = agentType.raw.lowercased()
    return own == name || (own == "auggie" && name == "openai")
  }

  /// The agent of a submission that names none: `general-purpose` where the node lists it, else the
  /// first that is configured.
  ///
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `agent` when there is none.
  public static func defaultAgent(
    among agents: [AgentInfo], node: String
  ) throws(ClawLinkError) -> String {
    let general = agents.first { $0.agentType.raw == "general-purpose" }
    guard let agent = general ?? agents.first(where: \.isConfigured) else {
      throw .configuration(key: "agent", problem: "no agent is configured on \(node)")
    }
    return agent.agentType.raw
  }
}
