import ArgumentParser
import ClawMirror

/// Which nodes, and who we are there: the same for every command.
struct NodeOptions: ParsableArguments {
  static let title = "Which nodes, and who we are there"

  @Option(
    help: """
      The node's address, instead of the nodes of the settings: http://…, https://…, \
      unix:/path/of/a/socket, or ssh://user@host/ and an http or unix address as seen from there.
      """)
  var url: String?

  @Option(
    name: .customLong("node"), help: "A node of the settings, by its name; can be repeated.",
    completion: .nodeName)
  var names: [String] = []

  @Option(help: "The settings. Default: ~/.config/clawboard/config.yaml.")
  var config: String?

  @Option(
    help: "The file that keeps what is known of tasks. Default: in ~/.local/state/clawboard.")
  var ledger: String?

  @Option(help: "Who submits, for the node's audit log. Without it: anonymous.")
  var userId: String?

  @Option(help: "Which machine submits.")
  var deviceId: String?

  @Option(help: "A file with the token that says who we are; its first line is sent.")
  var tokenFile: String?

  @Flag(help: "Send the token over plain http to another machine, for all on the way to read.")
  var sendTokenInClear = false

  @Option(help: "A file of certificates (PEM) to trust for https, beside the system's.")
  var caFile: String?

  @Option(help: "Milliseconds between two polls, \(Setting.pollIntervalMs.limits).")
  var pollIntervalMs: Int?

  @Option(help: "Milliseconds that one request may take, \(Setting.timeoutMs.limits).")
  var timeoutMs: Int?

  /// Runs `body` with a connection to each chosen node, and ends them.
  ///
  /// - Parameter choice: what was chosen, where that was asked already.
  func withConnections<Value: Sendable>(
    of choice: NodeChoice? = nil, requestsPerSecond: Int = 100, needsLedger: Bool = false,
    _ body: ([NodeConnection]) async throws -> Value
  ) async throws -> Value {
    let choice = try choice ?? self.choice()
    let nodes = try choice.nodes(requestsPerSecond: requestsPerSecond)
    return try await use(nodes, of: choice, needsLedger: needsLedger, body)
  }

  /// Runs `body` with a connection to the one node that is meant, and ends it.
  func withConnection<Value: Sendable>(
    _ body: (NodeConnection) async throws -> Value
  ) async throws -> Value {
    let choice = try choice()
    return try await use([try choice.node()], of: choice) { try await body($0[0]) }
  }

  /// The same with nodes of a choice that was made.
  func use<Value: Sendable>(
    _ nodes: [ChosenNode], of choice: NodeChoice, needsLedger: Bool = false,
    _ body: ([NodeConnection]) async throws -> Value
  ) async throws -> Value {
    let ledger = try choice.ledger()
    if needsLedger { try ledger.required() }
    if let remark = ledger.remark { Main.complain(remark) }
    let connections = nodes.map { NodeConnection($0, ledger: ledger) }
    return try await NodeConnection.use(connections) { connections in
      do {
        let value = try await body(connections)
        await sayWhatIsNotStored(connections, unlessSaid: ledger.fault)
        return value
      } catch {
        await sayWhatIsNotStored(connections, unlessSaid: ledger.fault)
        throw error
      }
    }
  }

  /// Why the ledger is behind what was done and printed.
  private func sayWhatIsNotStored(
    _ connections: [NodeConnection], unlessSaid said: Ledger.Failure?
  ) async {
    for connection in connections {
      guard let fault = await connection.mirror.snapshot.node.ledgerFault, fault != said else {
        continue
      }
      Main.complain("\(connection.name): \(fault); what was learned is not kept")
    }
  }
}
