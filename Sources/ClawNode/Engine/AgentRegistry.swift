import ClawLink

/// The agents of a node, in the order in which they are listed.
struct AgentRegistry: Sendable {
  let agents: [any Agent]
  private let byName: [String: any Agent]

  /// - Parameter agents: of several with one name the first counts.
  init(agents: [any Agent]) {
    var byName: [String: any Agent] = [:]
    var listed: [any Agent] = []
    for agent in agents where byName[agent.name] == nil {
      byName[agent.name] = agent
      listed.append(agent)
    }
    // A name of its own counts before another's alias.
    for agent in listed {
      for alias in agent.aliases where byName[alias] == nil { byName[alias] = agent }
    }
    self.agents = listed
    self.byName = byName
  }

  /// Found in any case: the real node takes `OLLAMA` for `ollama`.
  func agent(for type: NodeText) -> (any Agent)? { byName[type.raw.lowercased()] }

  /// What an agent's tasks are counted under; empty for agents that the node does not have.
  func name(of type: NodeText) -> String { agent(for: type)?.name ?? "" }

  /// What the node lists, as things stand now. All are looked at side by side.
  func list() async -> [AgentInfo] {
    await withTaskGroup(of: (Int, AgentInfo).self) { group in
      for (index, agent) in agents.enumerated() {
        group.addTask { (index, await agent.listed()) }
      }
      var infos = agents.map(\.info)
      for await (index, info) in group { infos[index] = info }
      return infos
    }
  }
}

extension Agent {
  /// What it is chosen by.
  var name: String { info.agentType.raw.lowercased() }

  fileprivate func listed() async -> AgentInfo {
    let (isAvailable, problem) =
      switch await availability() {
      case .available: (true, nil as NodeText?)
      case .unavailable(let problem): (false, problem)
      }
    return AgentInfo(
      agentType: info.agentType, name: info.name, description: info.description,
      isConfigured: isAvailable, capabilities: info.capabilities,
      metadata: problem.map { ["problem": .string($0)] } ?? info.metadata)
  }
}
