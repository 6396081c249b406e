import ClawLink
import Foundation
import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
import ServiceLifecycle

/// A CoderClawLink-compatible node on a socket.
public struct NodeServer: Sendable {
  /// Why a node could not listen.
  public enum ListenError: Error, Equatable, Sendable, CustomStringConvertible {
    case portInUse(host: String, port: Int)
    case notListening(host: String, port: Int, reason: String)

    public var description: String {
      switch self {
      case .portInUse(let host, let port):
        "port \(port) on \(host) is in use: end the program that holds it, "
          + "or give another with --port (0 picks a free one)"
      case .notListening(let host, let port, let reason):
        "cannot listen on \(host):\(port): \(reason)"
      }
    }
  }

  private let engine: TaskEngine
  private let host: String
  private let port: Int
  private let logger: Logger
  private let routes: RouteTable

  /// - Parameters:
  ///   - host: the address to listen on. Default `127.0.0.1`.
  ///   - port: 0 lets the system choose.
  ///   - version: what `GET /health` says.
  public init(
    engine: TaskEngine, host: String = "127.0.0.1", port: Int, version: String, logger: Logger
  ) {
    self.engine = engine
    self.host = host
    self.port = port
    self.logger = logger
    routes = NodeRoutes(engine: engine, version: version).table
  }

  /// Serves until the calling task is cancelled; then answers what is under way and stops the
  /// agents.
  ///
  /// - Parameter onListening: told the address once connections are taken.
  public func run(
    onListening: @escaping @Sendable (_ url: String) async -> Void
  ) async throws(ListenError) {
    let host = host
    let application = Application(
      responder: NodeResponder(routes: routes),
      configuration: .init(address: .hostname(host, port: port), serverName: "clawboard"),
      onServerRunning: { channel in
        await onListening("http://\(host):\(channel.localAddress?.port ?? 0)")
      },
      logger: logger)
    let group = ServiceGroup(
      configuration: .init(services: [application], gracefulShutdownSignals: [], logger: logger))
    // On its own, so that a cancel does not tear at running requests: they are answered.
    let serving = Task { try await group.run() }
    let outcome = await withTaskCancellationHandler {
      await serving.result
    } onCancel: {
      Task { await group.triggerGracefulShutdown() }
    }
    await engine.shutDown()
    if case .failure(let error) = outcome { throw listenError(error) }
  }

  private func listenError(_ error: any Error) -> ListenError {
    if let failure = error as? IOError, failure.errnoCode == EADDRINUSE {
      return .portInUse(host: host, port: port)
    }
    return .notListening(host: host, port: port, reason: "\(error)")
  }
}
