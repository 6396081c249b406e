import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List the tasks of a node: its audit log, then one request a task.",
    usage: "clawboard ls [--json] [--url <url>] [options]",
    discussion: """
      With --json an array of objects, oldest task first; the fields are documented in the README.

      Example: clawboard ls --json | jq -r '.[] | select(.state == "failed") | .id'
      """)

  @OptionGroup var node: NodeOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    // Once and then gone: a node takes some thousands a second from one connection.
    let snapshot = try await node.withConnection { connection in
      await connection.mirror.pollOnce(budget: .max)
      return await connection.mirror.snapshot
    }
    try check(snapshot.node)
    let tasks = snapshot.tasks
      .sorted { ($0.submittedAt, $0.key.id.text.raw) < ($1.submittedAt, $1.key.id.text.raw) }
      .map { ListedTask($0, on: snapshot.node) }
    if json {
      print(try JSONOutput.text(tasks))
    } else {
      for task in tasks { print(task.line) }
    }
  }

  /// A list that could not be had whole is no list.
  private func check(_ node: NodeRecord) throws {
    if case .silent(_, _, let reason) = node.health { throw reason }
    switch node.discovery {
    case .untried, .working: return
    case .partial:
      Main.complain("\(node.name) names its newest 1000 tasks only: older ones are not listed")
    case .cutOff(let newest, let since):
      let time = since.map { " (since \($0.ISO8601Format()))" } ?? ""
      Main.complain(
        "\(node.name) fails at an event of its audit log: only tasks of its newest \(newest) "
          + "submissions\(time) are listed")
    case .notPermitted(let permission):
      throw CommandFailure(
        .notPermitted,
        "\(node.name) does not let \(node.userId ?? "us") read its audit log "
          + "(\(permission.shown)): leave --user-id out")
    case .failing(let reason): throw reason
    }
  }
}
