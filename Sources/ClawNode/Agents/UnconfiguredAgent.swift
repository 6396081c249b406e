import ClawLink

/// An agent that the contract names and this node has no upstream for: listed, never configured.
struct UnconfiguredAgent: Agent {
  let info: AgentInfo
  let aliases: [String]

  func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
    throw AgentFailure(
      "Agent type '\(info.agentType.raw)' not available or not configured")
  }

  /// The five of the contract, in the contract's order.
  static let all = ModelKind.allCases.map {
    UnconfiguredAgent(info: $0.info(isConfigured: false), aliases: $0.aliases)
  }
}
