import ArgumentParser
import ClawLink
import ClawMirror
import ClawNode
import Foundation

/// Which node, and who we are there: the same for every command.
struct NodeOptions: ParsableArguments {
  @Option(help: "The node's address, http or https.")
  var url = "http://localhost:8000"

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

  @Option(help: "Milliseconds between two polls, 50 to 3600000.")
  var pollIntervalMs = 1000

  @Option(help: "Milliseconds that one request may take, 100 to 3600000.")
  var timeoutMs = 30_000

  func configuration(requestsPerSecond: Int = 100) throws(ClawLinkError) -> ClawLinkConfiguration {
    let (url, user, token) = try identity()
    return try ClawLinkConfiguration(
      baseUrl: url, userId: user, deviceId: deviceId, pollIntervalMs: pollIntervalMs,
      timeoutMs: timeoutMs, token: token, sendsTokenInClear: sendTokenInClear, caFile: caFile,
      requestsPerSecond: requestsPerSecond)
  }

  /// Who we are: as given, else the owner of the node of ours that listens there.
  private func identity() throws(ClawLinkError) -> (
    url: String, user: String?, token: BearerToken?
  ) {
    if let token = try token() { return (url, userId, token) }
    let owner = NSUserName()
    guard userId == nil || userId == owner,
      let way = NodeStoreOption.standardFolder.way(to: try NodeAddress(url).url)
    else { return (url, userId, nil) }
    return (way.url, owner, try BearerToken(way.token))
  }

  private func token() throws(ClawLinkError) -> BearerToken? {
    guard let tokenFile else { return nil }
    let file = try TokenFile(path: tokenFile)
    if file.isOpenToOthers {
      let name = NodeText(tokenFile).shown
      Main.complain("--token-file: others can read '\(name)': chmod 600 keeps it yours")
    }
    return file.token
  }

  /// Runs `body` with a connection to the node, and ends it.
  func withConnection<Value: Sendable>(
    requestsPerSecond: Int = 100, _ body: (NodeConnection) async throws -> Value
  ) async throws -> Value {
    try await NodeConnection(configuration(requestsPerSecond: requestsPerSecond)).use(body)
  }
}

/// One node: how to reach it and what follows it.
struct NodeConnection: Sendable {
  let configuration: ClawLinkConfiguration
  let name: NodeName
  let adapter: ClawLinkTransportAdapter
  let mirror: NodeMirror

  init(_ configuration: ClawLinkConfiguration) {
    self.configuration = configuration
    name = NodeName(configuration.baseUrl.hostAndPort)
    adapter = ClawLinkTransportAdapter(configuration)
    mirror = NodeMirror(
      node: NodeRecord(
        name: name, url: configuration.baseUrl.url, userId: configuration.userId,
        pollIntervalMs: configuration.pollIntervalMs),
      adapter: adapter)
  }

  /// Runs `body` and frees the connections, however it ends.
  func use<Value: Sendable>(_ body: (NodeConnection) async throws -> Value) async throws -> Value {
    do {
      let value = try await body(self)
      await adapter.close()
      return value
    } catch {
      await adapter.close()
      throw error
    }
  }
}
