import ArgumentParser
import ClawLink
import ClawMirror

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one task: where it stands, what came of it, what happened.",
    usage: "clawboard show [--json] <id> [options]",
    discussion: """
      The id may be cut to its first characters, four or more, while no other task begins with \
      them. A task that has ended, or that a board follows already, is shown as the ledger has it; \
      so is one whose node does not answer, with status 4. The exit status is 0 whatever became of \
      the task, and 6 when no node knows it.

      Example: clawboard show 7f3a
      Example: clawboard show 7f3a --json | jq -r .result
      """)

  @OptionGroup var node: NodeOptions
  @OptionGroup var cache: CacheOption

  @Flag(help: "Print one JSON object: the fields of ls, and history.")
  var json = false

  @Argument(help: "Which task.")
  var id: String

  func run() async throws {
    let found = try await node.withConnections(needsLedger: cache.cached) { connections in
      try await TaskFinder(connections, in: cache.source).find(id)
    }
    let task = ShownTask(found.record, on: found.node, asOf: found.view.asOf)
    print(json ? try JSONOutput.text(task) : task.lines.joined(separator: "\n"))
    if let failure = found.view.failure {
      throw CommandFailure(ExitStatus(failure), "as last known: \(failure.namingFlag)")
    }
    if found.record.isLost {
      throw CommandFailure(
        .unknownToNode, "\(found.node.name) does not know it any more: this is its last known state"
      )
    }
  }
}
