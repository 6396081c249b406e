import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct NodesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nodes",
    abstract: "List the nodes: whether they answer, who we are there, what they tell.",
    usage: "clawboard nodes [--json] [--cached] [options]",
    discussion: """
      The exit status is 4 when one does not answer, and 0 otherwise.

      Example: clawboard nodes
      Example: clawboard nodes --json | jq -r '.[] | select(.health == "silent") | .name'
      """)

  @Flag(help: "Print a JSON array.")
  var json = false

  @OptionGroup var cache: CacheOption
  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  func run() async throws {
    let nodes = try await node.looks(cache)
    try Output.show(
      nodes.map { ListedNode($0.snapshot.node, lastAnswer: $0.snapshot.lastAnswer) }, asJSON: json,
      else: lines(nodes))
    try nodes.complain(unless: cache.cached)
  }

  private func lines(_ nodes: [NodeLook]) -> [String] {
    var table = Table([
      Table.Column(title: "NODE"), Table.Column(title: "HEALTH"),
      Table.Column(title: "USER", least: 4, rank: 3),
      Table.Column(title: "ADDRESS", least: 12, rank: 2),
      Table.Column(title: "ANSWERED", isRight: true, rank: 4),
      Table.Column(title: "NOTE", least: 10, rank: 1),
    ])
    for look in nodes {
      let node = look.snapshot.node
      table.add([
        node.name.text, ListedNode(node).health, node.userId ?? "anonymous", node.url,
        look.snapshot.lastAnswer.map { Duration.coarse(since: $0, at: Date()) } ?? "never",
        look.notes.joined(separator: ", "),
      ])
    }
    return table.lines(width: Output.width)
  }
}
