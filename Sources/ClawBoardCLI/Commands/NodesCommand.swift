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
    if json {
      Output.line(
        try JSONOutput.text(
          nodes.map { ListedNode($0.snapshot.node, lastAnswer: $0.snapshot.lastAnswer) }))
    } else {
      Output.lines(lines(nodes))
    }
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

/// One look at a node, as a command prints it.
struct NodeLook: Sendable {
  let connection: NodeConnection
  let snapshot: BoardSnapshot

  /// What is to be known beside whether it answers.
  var notes: [String] {
    let node = snapshot.node
    var notes: [String] = []
    if connection.isReadOnly { notes.append("read-only") }
    switch node.discovery {
    case .untried, .working: break
    case .partial: notes.append("older tasks not listed")
    case .cutOff(let newest, _): notes.append("audit log: newest \(newest) only")
    case .notPermitted: notes.append("own tasks only")
    case .failing: notes.append("audit log unreadable")
    }
    if node.discoversAnonymously { notes.append("log read anonymously") }
    if !node.showsProgress { notes.append("shows no progress") }
    if !node.unconfirmed.isEmpty { notes.append("\(node.unconfirmed.count) unconfirmed") }
    if node.ledgerFault != nil { notes.append("not stored") }
    return notes
  }
}

extension [NodeLook] {
  /// Says which nodes did not answer.
  ///
  /// - Throws: the status of that.
  func complain(unless isCached: Bool) throws {
    guard !isCached else { return }
    let silent = compactMap(\.snapshot.node.silence)
    for reason in silent { Main.complain(reason.namingFlag) }
    if let worst = ExitStatus.worst(silent.map { ExitStatus($0) }) {
      throw ExitCode(worst.rawValue)
    }
  }
}

extension NodeOptions {
  /// One look at each chosen node, without its tasks unless they are wanted.
  func looks(_ cache: CacheOption, tasksPerNode: Int = 0) async throws -> [NodeLook] {
    try await withConnections(
      requestsPerSecond: NodeSweep.rate, needsLedger: cache.cached
    ) { connections in
      let sweep = NodeSweep(connections: connections, source: cache.source)
      return zip(connections, await sweep.snapshots(tasksPerNode: tasksPerNode))
        .map { NodeLook(connection: $0, snapshot: $1) }
    }
  }
}
