import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract:
      "List the tasks of all nodes: all that are live, and the newest 1000 that have ended.",
    usage: "clawboard ls [--json] [--cached] [--node <name>] ... [options]",
    discussion: """
      It asks each node for its audit log and its live tasks, unless a board does so already: then \
      it prints what the board knows. With --json an array of objects, oldest task first; the \
      fields are documented in the README. A node that does not answer is said on standard error \
      and counts in the exit status; its tasks are listed as they were last known.

      Example: clawboard ls --json | jq -r '.[] | select(.state == "failed") | .id'
      """)

  @OptionGroup var node: NodeOptions
  @OptionGroup var cache: CacheOption

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    // Once and then gone: a node takes some thousands a second from one connection.
    let snapshots = try await node.withConnections(
      requestsPerSecond: 1000, needsLedger: cache.cached
    ) { connections in
      await NodeSweep(connections: connections, source: cache.source)
        .snapshots(tasksPerNode: .max)
    }
    let failures = cache.cached ? [] : snapshots.compactMap(\.node.listingFailure)
    // A list of which nothing could be had is no list.
    if failures.count < snapshots.count || snapshots.contains(where: { !$0.tasks.isEmpty }) {
      try show(snapshots)
    }
    for failure in failures { Main.complain(failure.message) }
    if let worst = ExitStatus.worst(failures.map(\.status)) { throw ExitCode(worst.rawValue) }
  }

  private func show(_ snapshots: [BoardSnapshot]) throws {
    let tasks =
      snapshots
      .flatMap { snapshot in
        snapshot.tasks.map {
          (
            record: $0, node: snapshot.node,
            asOf: $0.asOf(on: snapshot.node, lastAnswer: snapshot.lastAnswer)
          )
        }
      }
      .sorted { $0.record.comesBefore($1.record) }
      .map { ListedTask($0.record, on: $0.node, asOf: $0.asOf) }
    if json {
      print(try JSONOutput.text(tasks))
    } else {
      for task in tasks { print(snapshots.count > 1 ? task.lineWithNode : task.line) }
    }
    for snapshot in snapshots {
      sayAge(snapshot)
      sayUnconfirmed(snapshot.node)
      warn(of: snapshot.node)
    }
  }

  /// Of a node that was not asked now, or did not answer.
  private func sayAge(_ snapshot: BoardSnapshot) {
    let age = snapshot.lastAnswer.map { Date().timeIntervalSince($0) }
    guard !snapshot.tasks.isEmpty, (age ?? .infinity) > 3 * snapshot.node.pollInterval else {
      return
    }
    let words = snapshot.lastAnswer.map { "as of \($0.formatted(.iso8601))" } ?? "never asked"
    Main.complain("\(snapshot.node.name): \(words)")
  }

  /// What was sent there and is not in the list, or not known to be.
  private func sayUnconfirmed(_ node: NodeRecord) {
    for task in node.unconfirmed { Main.complain("\(node.name): \(task.words)") }
  }

  /// What is not in the list although it may be on the node.
  private func warn(of node: NodeRecord) {
    switch node.discovery {
    case .partial:
      Main.complain("\(node.name) names its newest 1000 tasks only: older ones are not listed")
    case .cutOff(let newest, let since):
      let time = since.map { " (since \($0.ISO8601Format()))" } ?? ""
      Main.complain(
        "\(node.name) fails at an event of its audit log: only tasks of its newest \(newest) "
          + "submissions\(time) are listed")
    case .untried, .working, .notPermitted, .failing: break
    }
  }
}
extension TaskRecord {
  /// Oldest first.
  fileprivate func comesBefore(_ other: TaskRecord) -> Bool {
    if submittedAt != other.submittedAt { return submittedAt < other.submittedAt }
    let (id, otherId) = (key.id.text.raw, other.key.id.text.raw)
    return id == otherId ? key.node < other.key.node : id < otherId
  }
}
