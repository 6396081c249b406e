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
      them. The exit status is 0 whatever became of the task, and 6 when no node knows it.

      Example: clawboard show 7f3a
      Example: clawboard show 7f3a --json | jq -r .result
      """)

  @OptionGroup var node: NodeOptions

  @Flag(help: "Print one JSON object: the fields of ls, and history.")
  var json = false

  @Argument(help: "Which task.")
  var id: String

  func run() async throws {
    let found = try await node.withConnections { connections in
      try await TaskFinder(connections).find(id)
    }
    let task = ShownTask(found.record, on: found.node)
    print(json ? try JSONOutput.text(task) : task.lines.joined(separator: "\n"))
    if found.record.isLost {
      throw CommandFailure(
        .unknownToNode, "\(found.node.name) does not know it any more: this is its last known state"
      )
    }
  }
}
