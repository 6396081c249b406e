import ArgumentParser
import ClawLink
import ClawMirror
import Foundation

struct SettleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settle",
    abstract: "Say what became of a submission whose answer was lost.",
    usage: "clawboard settle <submission> (--as <id> | --drop) [options]",
    discussion: """
      clawboard ls names such submissions, and the tasks that they may have become. With --as the \
      task is known as ours from then on, with its prompt; with --drop the submission is forgotten. \
      Neither sends anything again.

      Example: clawboard settle 9c1d --as 7f3a91c2-5e0b-4a52-9d5e-0d9f1c9b2a11
      """)

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  @Option(name: .customLong("as"), help: "The task that it became.", completion: .taskID)
  var id: String?

  @Flag(help: "It did not arrive, or is of no interest.")
  var drop = false

  @Argument(help: "Which submission, as ls names it.")
  var submission: String

  func validate() throws {
    guard (id != nil) != drop else { throw ValidationError("give either --as ID or --drop") }
    guard submission.count >= TaskFinder.shortest else {
      throw ValidationError(
        "the submission is too short: give \(TaskFinder.shortest) characters or more of it")
    }
  }

  func run() async throws {
    try await node.withConnections(needsLedger: true) { connections in
      let (match, connection) = try await find(on: connections)
      guard let id else {
        try await connection.mirror.settle(match, as: nil)
        return Main.say("\(match.submission.id.prefix(8)) on \(connection.name) is forgotten")
      }
      let task = try await TaskFinder([connection]).find(id)
      guard task.record.mayBe(match.submission) else {
        throw CommandFailure(
          .refusedByUs, "\(task.record.key.id) is known as another submission of ours")
      }
      try await connection.mirror.settle(match, as: task.record.key.id)
      Main.say("\(match.submission.id.prefix(8)) on \(connection.name) is \(task.record.key.id)")
    }
  }

  /// The one submission that is meant, of those on all nodes.
  private func find(
    on connections: [NodeConnection]
  ) async throws -> (UnconfirmedTask, NodeConnection) {
    var matches: [(UnconfirmedTask, NodeConnection)] = []
    for connection in connections {
      let waiting = await connection.mirror.sweep(.ledger, budget: 0).node.unconfirmed
      matches += waiting.filter { $0.submission.id.hasPrefix(submission) }.map { ($0, connection) }
    }
    guard matches.count <= 1 else {
      throw CommandFailure(.usage, "several submissions are meant by '\(submission)': give more")
    }
    guard let match = matches.first else {
      throw CommandFailure(
        .unknownToNode,
        "no submission '\(NodeText(submission).shown(upTo: 80))' waits: clawboard ls names those "
          + "that do")
    }
    return match
  }
}

extension UnconfirmedTask {
  /// One safe line: what was sent, what it may be, and the way out.
  var words: String {
    let request = submission.request
    let text = request.description ?? request.input
    // Without a title, where the ledger keeps no prompts.
    let title = text.isEmpty ? "" : ": '\(NodeText(text).shown(upTo: 60))'"
    let agent = request.agentId.map { " to \(NodeText($0).shown(upTo: 40))" } ?? ""
    let candidates =
      candidates.isEmpty
      ? "no task of the log looks like it"
      : "it may be " + candidates.map(\.description).joined(separator: " or ")
    return
      "sent at \(submission.sentAt.formatted(.iso8601))\(agent) and never answered\(title); "
      + "\(candidates): clawboard settle \(submission.id.prefix(8)) --as ID, or --drop"
  }
}
