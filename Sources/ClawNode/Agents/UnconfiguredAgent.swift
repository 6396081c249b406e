public import ClawLink

/// An agent that the contract names and this node has no upstream for: listed, never configured.
public struct UnconfiguredAgent: Agent {
  public let info: AgentInfo
  public let aliases: [String]
  /// The variable that would set it up.
  private let wanted: String

  public init(_ kind: ModelKind) {
    info = kind.info(isConfigured: false)
    aliases = kind.aliases
    wanted = kind.keyVariable ?? kind.urlVariable
  }

  public func availability() async -> AgentAvailability {
    .unavailable(NodeText("not set up: \(wanted) is not set"))
  }

  public func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
    throw AgentFailure(
      "Agent type '\(info.agentType.raw)' not available or not configured")
  }

  /// The five of the contract, in the contract's order.
  static let all = ModelKind.allCases.map { UnconfiguredAgent($0) }
}
