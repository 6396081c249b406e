import ArgumentParser

struct NodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "node",
    abstract: "A node of our own: run it, and say who may do what on it.",
    discussion: """
      Without a subcommand it runs; clawboard node run --help lists what can be set.

      Example: clawboard node --port 8000
      """,
    subcommands: [NodeRunCommand.self, NodeRoleCommand.self, NodeTokenCommand.self],
    defaultSubcommand: NodeRunCommand.self)
}
