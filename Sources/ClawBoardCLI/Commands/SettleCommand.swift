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

  @Option(name: .customLong("as"), help: "The task that it became.")
  var id: String?

  @Flag(help: "It did not arrive, or is of no interest.")
  var drop = false

  @Argument(help: "Which submission, as ls names it.")
  var submission: String

  func validate() throws {
    guard (id != nil) != drop else { throw ValidationError("give either --as ID or --drop") }
  }

  func run() async throws {
    try await node.withConnections(needsLedger: true) { connections in
      for connection in connections {
        let node = await connection.mirror.sweep(.ledger, budget: 0).node
        let matches = node.unconfirmed.filter { $0.submission.id.hasPrefix(submission) }
        guard let match = matches.first else { continue }
        guard matches.count == 1 else {
          throw CommandFailure(
            .usage, "several submissions are meant by '\(submission)': give more")
        }
        try await connection.mirror.settle(match, as: id.map { TaskID($0) })
        return
      }
      throw CommandFailure(
        .unknownToNode,
        "no submission '\(NodeText(submission).shown(upTo: 80))' waits: clawboard ls names those "
          + "that do")
    }
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
