import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Print what the nodes' audit logs say, the oldest first.",
    usage: "clawboard audit [--type <type>] [--since <time>] [--json] [options]",
    discussion: """
      A node keeps its newest 10,000 events and gives 1000 of them at most. The real one does not \
      let a session with a user read its log: status 5.

      Example: clawboard audit --type permission.denied
      Example: clawboard audit --since 1h --json | jq -r '.[].resource'
      """)

  @Option(
    help: ArgumentHelp("Only events of this type.", valueName: "type"),
    completion: .list(AuditEventType.allCases.map(\.rawValue)))
  var type: String?

  @Option(help: "Only what this user did.")
  var user: String?

  @Option(help: "Only what is not older, as 10m, 2h, 1d.", transform: TimeSpan.read)
  var since: TimeSpan?

  @Option(help: "How many events of each node at most, 1 to 1000.")
  var limit = 100

  @Flag(help: "Print a JSON array.")
  var json = false

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  func validate() throws {
    guard (1...1000).contains(limit) else {
      throw ValidationError("--limit: \(limit) is out of range: give 1 to 1000")
    }
    if let type, AuditEventType(rawValue: type) == nil {
      let known = AuditEventType.allCases.map(\.rawValue)
      throw ValidationError("--type: " + UnknownWord("type", type, known: known).message)
    }
  }

  func run() async throws {
    let filter = AuditFilter(
      type: type.flatMap { AuditEventType(rawValue: $0) }, userId: user, limit: limit)
    let answers = try await node.withConnections { connections in
      await NodeSweep(connections: connections).eachNode {
        connection -> (NodeName, Result<[AuditEvent], ClawLinkError>) in
        do throws(ClawLinkError) {
          return (connection.name, .success(try await connection.adapter.listAuditEvents(filter)))
        } catch {
          return (connection.name, .failure(error))
        }
      }
    }
    try show(answers)
  }

  private func show(_ answers: [(NodeName, Result<[AuditEvent], ClawLinkError>)]) throws {
    let start = since.map { Date() - $0.seconds } ?? .distantPast
    let events = answers.flatMap { node, answer in
      ((try? answer.get()) ?? []).map { (node: node, event: $0) }
    }
    .filter { $0.event.timestamp.date >= start }
    .sorted { $0.event.timestamp.date < $1.event.timestamp.date }
    try Output.show(
      events.map { ListedEvent($0.event, on: $0.node) }, asJSON: json,
      else: lines(events, hasNodes: answers.count > 1))
    let failures = answers.compactMap { node, answer -> CommandFailure? in
      if case .failure(let error) = answer { CommandFailure(error) } else { nil }
    }
    for failure in failures { Main.complain(failure.message) }
    if let worst = ExitStatus.worst(failures.map(\.status)) { throw ExitCode(worst.rawValue) }
  }

  private func lines(
    _ events: [(node: NodeName, event: AuditEvent)], hasNodes: Bool
  ) -> [String] {
    var table = Table([
      Table.Column(title: "TIME", rank: 1), Table.Column(title: "TYPE"),
      Table.Column(title: "NODE", least: 8, rank: 3, isHidden: !hasNodes),
      Table.Column(title: "USER", least: 4, rank: 4),
      Table.Column(title: "WHAT", least: 13, rank: 2),
      Table.Column(title: "STATUS", rank: 5),
    ])
    for (node, event) in events {
      let user = event.userId.flatMap { $0.isEmpty ? nil : $0.shown(upTo: 60) } ?? "anonymous"
      table.add([
        event.timestamp.date.formatted(.iso8601), event.type.shown(upTo: 60), node.text, user,
        (event.resourceId ?? event.action ?? NodeText("")).shown(upTo: 80),
        event.status.shown(upTo: 40),
      ])
    }
    return table.lines(width: Output.width)
  }
}
