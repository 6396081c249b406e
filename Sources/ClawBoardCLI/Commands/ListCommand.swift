import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List the tasks of all nodes: their audit logs, then one request a task.",
    usage: "clawboard ls [--json] [--node <name>] ... [options]",
    discussion: """
      With --json an array of objects, oldest task first; the fields are documented in the README. \
      A node that does not answer is said on standard error and counts in the exit status; the \
      others are listed all the same.

      Example: clawboard ls --json | jq -r '.[] | select(.state == "failed") | .id'
      """)

  @OptionGroup var node: NodeOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    // Once and then gone: a node takes some thousands a second from one connection.
    let snapshots = try await node.withConnections(requestsPerSecond: 1000) { connections in
      await NodeSweep(connections: connections).snapshots(tasksPerNode: .max)
    }
    let failures = snapshots.compactMap(\.node.listingFailure)
    // A list of which nothing could be had is no list.
    if failures.count < snapshots.count {
      try show(snapshots.filter { $0.node.listingFailure == nil })
    }
    for failure in failures { Main.complain(failure.message) }
    if let worst = ExitStatus.worst(failures.map(\.status)) { throw ExitCode(worst.rawValue) }
  }

  private func show(_ snapshots: [BoardSnapshot]) throws {
    let tasks =
      snapshots
      .flatMap { snapshot in
        snapshot.tasks.map { (record: $0, node: snapshot.node) }
      }
      .sorted { $0.record.comesBefore($1.record) }
      .map { ListedTask($0.record, on: $0.node) }
    if json {
      print(try JSONOutput.text(tasks))
    } else {
      for task in tasks { print(snapshots.count > 1 ? task.lineWithNode : task.line) }
    }
    for snapshot in snapshots { warn(of: snapshot.node) }
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
