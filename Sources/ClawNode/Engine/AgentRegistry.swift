import ClawLink

/// The agents of a node, in the order in which they are listed.
struct AgentRegistry: Sendable {
  let agents: [any Agent]

  /// Found in any case: the real node takes `OLLAMA` for `ollama`.
  func agent(for type: NodeText) -> (any Agent)? {
    let wanted = type.raw.lowercased()
    return agents.first { $0.info.agentType.raw.lowercased() == wanted }
  }
}
