import ArgumentParser
import ClawLink
import ClawMirror
import ClawNode
import Logging

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "The board on a node of its own with a few tasks at work.",
    discussion: """
      The node runs inside of this program on a loopback port that the system chooses. Whatever it
      writes is in a folder that goes when you leave.

      Example: clawboard demo
      """)

  @OptionGroup var look: LookOptions

  func run() async throws {
    let folder = try TemporaryFolder(named: "clawboard-demo")
    defer { folder.remove() }
    let log = StandardErrorLog(path: folder.path + "/demo.log")
    let look = try LookWatch(look.source(), settings: Settings())
    let node = DemoNode()
    let status = try await node.use { url in
      let configuration = try ClawLinkConfiguration(baseUrl: url, pollIntervalMs: 500)
      let ledger = try OpenedLedger(
        at: GivenValue(value: .text(folder.path + "/ledger.sqlite"), source: .standard),
        retention: Retention())
      let connection = NodeConnection(
        ChosenNode(
          name: NodeName(configuration.baseUrl.hostAndPort), address: configuration.baseUrl,
          configuration: configuration),
        ledger: ledger)
      return try await NodeConnection.use([connection]) { connections in
        let program = try await BoardProgram(
          connections: connections, log: log, ledger: ledger, look: look)
        return await withTaskGroup(of: Void.self) { group in
          group.addTask { await DemoWorkload(mirror: connection.mirror).run() }
          let status = await program.run()
          group.cancelAll()
          return status
        }
      }
    }
    try status.endBoard(whileSending: "the demo's node has ended, and the task with it")
  }
}

/// The embedded node of the demo.
struct DemoNode: Sendable {
  /// Few, so that tasks are seen to wait.
  private static let slots = 4

  /// Runs the node while `body` runs with its address.
  func use<Value: Sendable>(_ body: @escaping (String) async throws -> Value) async throws -> Value
  {
    // It starts before the board has the screen: nothing but trouble is worth a line there.
    var logger = Logger(
      label: "clawboard.demo", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = .warning
    let server = NodeServer(
      engine: try TaskEngine(limits: NodeLimits(slots: Self.slots)), port: 0, version: Main.version,
      logger: logger)
    let (addresses, sink) = AsyncStream<String>.makeStream()
    let serving = Task {
      defer { sink.finish() }
      try await server.run { url in sink.yield(url) }
    }
    guard let url = await addresses.first(where: { _ in true }) else {
      try await serving.value
      throw CommandFailure(.ownFault, "the demo's node did not start")
    }
    do {
      let value = try await body(url)
      serving.cancel()
      _ = await serving.result
      return value
    } catch {
      serving.cancel()
      _ = await serving.result
      throw error
    }
  }
}
