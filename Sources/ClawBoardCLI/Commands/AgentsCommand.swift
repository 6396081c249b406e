import ArgumentParser
import ClawLink
import ClawMirror

struct AgentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agents",
    abstract: "List the agents of the nodes.",
    usage: "clawboard agents [--json] [--cached] [options]",
    discussion: """
      Configured does not mean that what is behind it is alive: only our own node tries.

      Example: clawboard agents --node prod
      Example: clawboard agents --json | jq -r '.[] | select(.configured) | .agent'
      """)

  @Flag(help: "Print a JSON array.")
  var json = false

  @OptionGroup var cache: CacheOption
  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  /// The fields are documented and do not change.
  struct Listed: Encodable {
    let node: String
    let agent: String
    let name: String
    let description: String?
    let configured: Bool
    let problem: String?
    let capabilities: [String]
  }

  func run() async throws {
    let nodes = try await node.looks(cache)
    let agents = nodes.flatMap { look in
      look.snapshot.node.agents.map { (node: look.snapshot.node.name, agent: $0) }
    }
    try Output.show(
      agents.map { node, agent in
        Listed(
          node: node.text, agent: agent.agentType.raw, name: agent.name.raw,
          description: agent.description?.raw, configured: agent.isConfigured,
          problem: agent.problem?.raw,
          capabilities: agent.capabilities.map(\.raw))
      }, asJSON: json,
      else: lines(agents, hasNodes: nodes.count > 1))
    try nodes.complain(unless: cache.cached)
  }

  private func lines(
    _ agents: [(node: NodeName, agent: AgentInfo)], hasNodes: Bool
  ) -> [String] {
    var table = Table([
      Table.Column(title: "AGENT"), Table.Column(title: "CONFIGURED"),
      Table.Column(title: "NODE", least: 8, rank: 1, isHidden: !hasNodes),
      Table.Column(title: "NAME", least: 6, rank: 3),
      Table.Column(title: "CAN", least: 10, rank: 2),
      Table.Column(title: "NOTE", least: 10, rank: 4),
    ])
    for (node, agent) in agents {
      table.add([
        agent.agentType.shown(upTo: 60), agent.isConfigured ? "yes" : "no", node.text,
        agent.name.shown(upTo: 80),
        agent.capabilities.map { $0.shown(upTo: 60) }.joined(separator: ", "),
        agent.problem?.shown(upTo: 200) ?? "",
      ])
    }
    return table.lines(width: Output.width)
  }
}
