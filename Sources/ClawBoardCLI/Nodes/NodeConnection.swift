import ClawLink
import ClawMirror
import ClawTunnel

/// One node: how to reach it and what follows it.
struct NodeConnection: Sendable {
  let configuration: ClawLinkConfiguration
  let name: NodeName
  let isReadOnly: Bool
  /// A token says there who we are.
  var hasToken: Bool { configuration.token != nil }
  let adapter: ClawLinkTransportAdapter
  /// The way there, when the node is behind ssh.
  let tunnel: SSHTunnel?
  let mirror: NodeMirror
  /// Without a user, where we have one: it opens its session when it is first needed. It reads the
  /// audit log where ours may not and the settings let it, and does what is to be done as nobody.
  private let nobody: ClawLinkTransportAdapter?

  init(_ node: ChosenNode, ledger: OpenedLedger) {
    configuration = node.configuration
    name = node.name
    isReadOnly = node.isReadOnly
    let tunnel = SSHTunnel(
      to: node.address, configFile: node.sshConfig, limitMs: configuration.timeoutMs)
    self.tunnel = tunnel
    adapter = ClawLinkTransportAdapter(configuration, sharedIn: ledger, way: tunnel)
    let isSomebody = configuration.userId != nil || configuration.token != nil
    nobody =
      isSomebody
      ? ClawLinkTransportAdapter(configuration.anonymous, sharedIn: ledger, way: tunnel) : nil
    mirror = NodeMirror(
      node: NodeRecord(
        name: name, url: node.address.url, userId: configuration.userId,
        deviceId: configuration.deviceId, pollIntervalMs: configuration.pollIntervalMs,
        timeoutMs: configuration.timeoutMs,
        ledgerFault: ledger.fault),
      adapter: adapter, anonymous: node.allowsAnonymousDiscovery ? nobody : nil, nobody: nobody,
      ledger: ledger.ledger)
  }

  /// Runs `body` and frees the connections, however it ends.
  static func use<Value: Sendable>(
    _ connections: [NodeConnection], _ body: ([NodeConnection]) async throws -> Value
  ) async throws -> Value {
    do {
      let value = try await body(connections)
      await close(connections)
      return value
    } catch {
      await close(connections)
      throw error
    }
  }

  /// All at once: one that hangs holds up no other.
  private static func close(_ connections: [NodeConnection]) async {
    await withDiscardingTaskGroup { group in
      for connection in connections {
        group.addTask {
          for adapter in connection.adapters { await adapter.close() }
          await connection.tunnel?.close()
        }
      }
    }
  }

  private var adapters: [ClawLinkTransportAdapter] { [adapter] + (nobody.map { [$0] } ?? []) }

  /// - Throws: that nothing is to be changed here, when the settings say so.
  func checkWritable() throws(CommandFailure) {
    if isReadOnly { throw readOnlyFailure }
  }

  var readOnlyFailure: CommandFailure {
    CommandFailure(
      .refusedByUs, "\(name) is read-only: its entry in the settings says readOnly: true")
  }
}

extension ClawLinkTransportAdapter {
  /// Nothing is sent before the first call.
  fileprivate init(
    _ configuration: ClawLinkConfiguration, sharedIn ledger: OpenedLedger, way: SSHTunnel?
  ) {
    self.init(
      configuration, sessions: ledger.ledger.flatMap { configuration.sessions(in: $0) }, way: way)
  }
}

extension ClawLinkConfiguration {
  /// Where the session outlives this process. One that was opened with a token would let in who has
  /// none.
  fileprivate func sessions(in ledger: Ledger) -> LedgerSessions? {
    guard token == nil else { return nil }
    return LedgerSessions(ledger, url: baseUrl.url, userId: userId, deviceId: deviceId)
  }
}
