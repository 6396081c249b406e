import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Count the tasks of each node by state, as the board's strip does.",
    usage: "clawboard status [--line [--since <time>]] [--json] [--cached] [options]",
    discussion: """
      With --line one short line for a status bar, from the ledger alone, without a question to any \
      node: what is live, what failed lately, and how old that is.

      Example: clawboard status
      Example: set -g status-right '#(clawboard status --line)'     # in ~/.tmux.conf
      """)

  @Flag(help: "One short line, from the ledger alone.")
  var line = false

  @Option(help: "With --line: how old a failure may be. Default: 1d.", transform: TimeSpan.read)
  var since: TimeSpan?

  @Flag(help: "Print a JSON array, one object a node.")
  var json = false

  @OptionGroup var cache: CacheOption
  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  func validate() throws {
    if since != nil, !line { throw ValidationError("--since is for --line") }
    if line, json { throw ValidationError("--line and --json are two forms: give one of them") }
  }

  /// A node and its counts. The fields are documented and do not change.
  struct Listed: Encodable {
    let node: ListedNode
    /// By state.
    let counts: [String: Int]
    let lost: Int
  }

  func run() async throws {
    if line { return try await showLine() }
    let nodes = try await node.looks(cache, tasksPerNode: .max)
    var counts: [TaskCounts] = []
    for look in nodes { counts.append(await look.counts()) }
    try Output.show(
      zip(nodes, counts).map { listed($0.snapshot, $1) }, asJSON: json,
      else: lines(zip(nodes, counts).map { ($0.snapshot, $1) }))
    for look in nodes where cache.cached { look.snapshot.sayAge() }
    try nodes.complain(unless: cache.cached)
  }

  private func showLine() async throws {
    var cached = CacheOption()
    cached.cached = true
    let nodes = try await node.looks(cached)
    let start = Date() - (since?.seconds ?? 86_400)
    var counts = TaskCounts([])
    for look in nodes { counts = counts + (await look.counts(endedSince: start)) }
    Output.line(StatusLine(nodes.map(\.snapshot), counts).text)
  }

  private func listed(_ snapshot: BoardSnapshot, _ counts: TaskCounts) -> Listed {
    var named = Dictionary(uniqueKeysWithValues: TaskStatus.known.map { ($0.name.raw, counts[$0]) })
    named.merge(counts.states.map { ($0.key.name.raw, $0.value) }) { first, _ in first }
    return Listed(
      node: ListedNode(snapshot.node, lastAnswer: snapshot.lastAnswer), counts: named,
      lost: counts.lost)
  }

  private func lines(_ nodes: [(snapshot: BoardSnapshot, counts: TaskCounts)]) -> [String] {
    var table = Table(
      [Table.Column(title: "NODE", least: 8), Table.Column(title: "HEALTH", rank: 8)]
        + TaskStatus.known.map { status in
          let isEmpty = nodes.allSatisfy { $0.counts[status] == 0 }
          return Table.Column(
            title: status.shortName, isRight: true, rank: isEmpty ? 9 : status.rank)
        } + [
          Table.Column(
            title: "LOST", isRight: true, rank: nodes.allSatisfy { $0.counts.lost == 0 } ? 9 : 1)
        ])
    for (snapshot, counts) in nodes {
      table.add(
        [snapshot.node.name.text, ListedNode(snapshot.node).health]
          + TaskStatus.known.map { String(counts[$0]) } + [String(counts.lost)])
    }
    return table.lines(width: Output.width)
  }
}

extension TaskStatus {
  /// What goes first where there is no room: a failure and a question never.
  fileprivate var rank: Int {
    switch self {
    case .failed, .waiting: 0
    case .running: 1
    case .pending: 2
    case .planning: 3
    case .completed, .cancelled, .unknown: 4
    }
  }

  /// As a narrow strip has it.
  fileprivate var shortName: String {
    switch self {
    case .completed: "DONE"
    case .running: "RUN"
    default: String(name.shown.uppercased().prefix(4))
    }
  }
}
