import ArgumentParser
import ClawLink
import ClawMirror

struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Hand a task to a node and print its id.",
    usage: "clawboard submit --agent <agent> [--node <name>] [options] <prompt>",
    discussion: """
      Of several nodes it needs one: --node, or defaultNode in the settings.

      Example: clawboard submit --node prod --agent demo "Add login throttling"
      """)

  @OptionGroup var node: NodeOptions

  @Option(help: "Which agent works on it, as the node lists it.")
  var agent: String

  @Option(help: "A title for people.")
  var description: String?

  @Argument(help: "What the agent should do.")
  var prompt: String

  func run() async throws {
    let record = try await node.withConnection { connection in
      try connection.checkWritable()
      return try await connection.mirror.submit(
        TaskSubmitRequest(agentId: agent, description: description, input: prompt))
    }
    print(record.key.id)
  }
}
