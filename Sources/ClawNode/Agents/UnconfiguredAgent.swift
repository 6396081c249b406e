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
  static let all = [
    named("claude", "Claude", "Anthropic Claude AI assistant", ["analysis", "conversation"]),
    named(
      "auggie", "Auggie", "OpenAI-powered assistant", ["analysis", "conversation"],
      aliases: ["openai"]),
    named("ollama", "Ollama", "Local LLM via Ollama", ["conversation"]),
    named("opendevin", "OpenDevin", "OpenDevin agent", ["system_automation"]),
    named("goose", "Goose", "Goose agent", ["system_automation"]),
  ]

  private static func named(
    _ type: String, _ name: String, _ description: String, _ capabilities: [String],
    aliases: [String] = []
  ) -> UnconfiguredAgent {
    UnconfiguredAgent(
      info: AgentInfo(
        agentType: NodeText(type), name: NodeText(name), description: NodeText(description),
        isConfigured: false,
        capabilities: (["code_generation"] + capabilities).map { NodeText($0) }),
      aliases: aliases)
  }
}
