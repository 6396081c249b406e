import ArgumentParser
import ClawLink
import ClawMirror

struct SkillsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skills",
    abstract: "List the skills of the nodes, and the permissions that they need.",
    usage: "clawboard skills [--json] [--cached] [options]",
    discussion: """
      Example: clawboard skills --node prod
      Example: clawboard skills --json | jq -r '.[].skill'
      """)

  @Flag(help: "Print a JSON array.")
  var json = false

  @OptionGroup var cache: CacheOption
  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  /// The fields are documented and do not change.
  struct Listed: Encodable {
    let node: String
    let skill: String
    let name: String
    let description: String
    let requiredPermissions: [String]
  }

  func run() async throws {
    let nodes = try await node.looks(cache)
    let skills = nodes.flatMap { look in
      look.snapshot.node.skills.map { (node: look.snapshot.node.name, skill: $0) }
    }
    try Output.show(
      skills.map { node, skill in
        Listed(
          node: node.text, skill: skill.id.raw, name: skill.name.raw,
          description: skill.description.raw,
          requiredPermissions: skill.requiredPermissions.map(\.raw))
      }, asJSON: json,
      else: lines(skills, hasNodes: nodes.count > 1))
    try nodes.complain(unless: cache.cached)
  }

  private func lines(
    _ skills: [(node: NodeName, skill: SkillInfo)], hasNodes: Bool
  ) -> [String] {
    var table = Table([
      Table.Column(title: "SKILL"),
      Table.Column(title: "NODE", least: 8, rank: 1, isHidden: !hasNodes),
      Table.Column(title: "DESCRIPTION", least: 10, rank: 2),
      Table.Column(title: "NEEDS", least: 10, rank: 3),
    ])
    for (node, skill) in skills {
      table.add([
        skill.id.shown(upTo: 60), node.text, skill.description.shown(upTo: 200),
        skill.requiredPermissions.map { $0.shown(upTo: 60) }.joined(separator: ", "),
      ])
    }
    return table.lines(width: Output.width)
  }
}
