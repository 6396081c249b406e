import ArgumentParser
import ClawBoard
import Foundation

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show what is in force at each node, and where it was said.",
    usage: "clawboard config [--json] [--node <name>] ... [options]",
    discussion: """
      Flags count before the environment, the environment before the settings. On a terminal it \
      is a table; elsewhere each line is node, key, value and source with tabs between them, the \
      node empty for what holds for all. Of a token it says only whether there is one. It asks no \
      node and opens no ledger. What cannot be used is said on standard error, with status 64.

      Example: clawboard config --node prod
      Example: clawboard config --json | jq '.[] | select(.key == "userId")'
      """)

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions

  @Flag(help: "Print an array of objects with node, key, value and source.")
  var json = false

  func run() throws {
    let choice = try node.choice()
    let nodes = try choice.nodesInForce()
    let rows = ConfigRow.rows(of: choice) + nodes.flatMap { ConfigRow.rows(of: $0) }
    try Output.show(
      rows, asJSON: json,
      else: ConfigLines(rows, width: Output.width).lines)
    let failures = failures(of: nodes, choice)
    for failure in failures { Main.complain(failure.message) }
    if !failures.isEmpty { throw ExitCode(ExitStatus.usage.rawValue) }
  }

  /// What keeps other commands from working with these nodes.
  private func failures(of nodes: [NodeInForce], _ choice: NodeChoice) -> [CommandFailure] {
    func failure(_ check: () throws(CommandFailure) -> Void) -> CommandFailure? {
      do throws(CommandFailure) {
        try check()
        return nil
      } catch {
        return error
      }
    }
    if let failure = failure({ () throws(CommandFailure) in try choice.checkToken(for: nodes) }) {
      return [failure]
    }
    let look = failure { () throws(CommandFailure) in
      let themes = ThemeFolder(path: ThemeFolder.standardPath(ProcessInfo.processInfo.environment))
      _ = try BoardSettings(choice.settings, themes: themes.library())
    }
    return [look].compactMap(\.self)
      + nodes.compactMap { node in
        failure { () throws(CommandFailure) in _ = try node.chosen() }
      }
  }
}
