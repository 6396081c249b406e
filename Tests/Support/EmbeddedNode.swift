public import ClawNode
import Logging

/// Our own node on a free port of the loopback, for as long as a test needs it.
public enum EmbeddedNode {
  public struct NotListening: Error {}

  /// Runs `body` with the address of a node around the engine, and shuts both down after it.
  ///
  /// - Parameter socket: a unix socket for it in place of the port.
  public static func running<Value>(
    _ engine: TaskEngine, socket: String? = nil, tls: NodeServer.TLSFiles? = nil,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (_ url: String) async throws -> Value
  ) async throws -> Value {
    let server = NodeServer(
      engine: engine, port: 0, socket: socket, tls: tls, version: "test",
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      patience: .milliseconds(50))
    let (urls, sink) = AsyncStream<String>.makeStream()
    let running = Task {
      defer { sink.finish() }
      try await server.run { sink.yield($0) }
    }
    do {
      guard let url = await urls.first(where: { _ in true }) else { throw NotListening() }
      let value = try await body(url)
      running.cancel()
      try await running.value
      return value
    } catch {
      running.cancel()
      try? await running.value
      throw error
    }
  }
}
