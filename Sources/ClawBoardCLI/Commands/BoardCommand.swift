import ArgumentParser
import ClawMirror

struct BoardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board",
    abstract: "The full-screen board on all nodes (also without a command).",
    usage: "clawboard [board] [--node <name>] ... [options]",
    discussion: """
      The nodes are those of the settings, or the one of --url or the variable \
      CLAWBOARD_BASE_URL; without any, http://localhost:8000.

      Example: clawboard --url http://localhost:8000
      Example: clawboard --node prod --node stage
      Example: clawboard --filter 'who:me !state:completed'
      """)

  @OptionGroup(title: NodeOptions.title)
  var node: NodeOptions
  @OptionGroup var look: LookOptions
  @OptionGroup(title: FilterOptions.title)
  var filter: FilterOptions

  func run() async throws {
    let choice = try node.choice()
    let filter = try filter.read(saved: choice.settings.filterTexts)
    let source = self.look.source(
      filter: self.filter.isGiven ? filter : nil, settingsPath: choice.settingsPath)
    let look = try LookWatch(source, settings: choice.settings)
    let nodes = try choice.nodes()
    let ledger = try choice.ledger()
    let connections = nodes.map { NodeConnection($0, ledger: ledger) }
    let status = try await NodeConnection.use(connections) { connections in
      let log = StandardErrorLog(path: StandardErrorLog.standardPath)
      let program = try await BoardProgram(
        connections: connections, standardNode: choice.settings.defaultNode.map { NodeName($0) },
        log: log, ledger: ledger, look: look,
        views: ViewKeeper(path: ViewKeeper.standardPath))
      return await program.run()
    }
    try status.endBoard(
      whileSending: "the task may be running; look for it with clawboard ls")
  }
}

extension ExitStatus {
  /// Ends a command whose board was left with this status.
  ///
  /// - Parameter remark: what is to be said of a submission that was under way.
  func endBoard(whileSending remark: String) throws -> Never {
    if self == .unconfirmed { throw CommandFailure(self, "left while sending: \(remark)") }
    throw ExitCode(rawValue)
  }
}
