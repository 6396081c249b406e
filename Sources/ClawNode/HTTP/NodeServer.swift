import ClawLink
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import Synchronization

/// A CoderClawLink-compatible node on a socket.
public struct NodeServer: Sendable {
  /// The files for TLS, both PEM.
  public struct TLSFiles: Sendable, Equatable {
    public let certificate: String
    public let key: String

    public init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }

  private let engine: TaskEngine
  private let host: String
  private let port: Int
  private let socket: ListeningSocket?
  private let tls: TLSFiles?
  private let logger: Logger
  private let responder: NodeResponder
  private let patience: Duration
  private let agentPatience: Duration

  /// - Parameters:
  ///   - host: the address to listen on. Default `127.0.0.1`.
  ///   - port: 0 lets the system choose.
  ///   - socket: the absolute path of a unix socket to listen on in place of host and port, for its
  ///     owner alone. One that is left over from a node is replaced.
  ///   - tls: without it the node speaks in clear text.
  ///   - names: what this node is called besides `localhost`; requests for other names are refused.
  ///   - version: what `GET /health` says.
  ///   - patience: how long requests may still take once the node is to end. Default 2 s.
  ///   - agentPatience: how long agents may take after that, such as to store what a program has
  ///     changed. Default 10 s.
  public init(
    engine: TaskEngine, host: String = "127.0.0.1", port: Int = 0, socket: String? = nil,
    tls: TLSFiles? = nil, names: [String] = [], version: String, logger: Logger,
    patience: Duration = .seconds(2), agentPatience: Duration = .seconds(10)
  ) {
    self.patience = patience
    self.agentPatience = agentPatience
    self.engine = engine
    self.host = host
    self.port = port
    self.socket = socket.map { ListeningSocket(path: $0) }
    self.tls = tls
    self.logger = logger
    responder = NodeResponder(
      routes: NodeRoutes(engine: engine, version: version).table,
      hosts: HostCheck(names: names + [host]),
      bodies: BodyReader(limitBytes: engine.limits.bodyBytes), isSecure: tls != nil)
  }

  /// Serves until the calling task is cancelled; then takes no new tasks, answers what is under way,
  /// stops the agents and closes the store, within both times of patience.
  ///
  /// - Parameter onListening: told the address once connections are taken: a URL, or `unix:` and a
  ///   path.
  public func run(
    onListening: @escaping @Sendable (_ url: String) async -> Void
  ) async throws(ListenError) {
    // One thread is enough for the sockets: see LoopExecutor.
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    try await socket?.checkFree(on: loop)
    let bound = Mutex<Int?>(nil)
    let application = try application(on: loop) { [socket] url in
      socket?.protect()
      bound.withLock { $0 = socket?.number }
      await onListening(url)
    }
    var configuration = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: [], logger: logger)
    // A client that never ends its request must not keep the node.
    configuration.maximumGracefulShutdownDuration = patience
    let group = ServiceGroup(configuration: configuration)
    // On its own, so that a cancel does not tear at running requests: they are answered.
    let serving = Task(executorPreference: LoopExecutor(loop)) { try await group.run() }
    let outcome = await withTaskCancellationHandler {
      await serving.result
    } onCancel: {
      Task {
        await engine.stopTakingWork()
        await group.triggerGracefulShutdown()
      }
    }
    await engine.shutDown(patience: agentPatience)
    socket?.remove(ifStill: bound.withLock { $0 })
    if case .failure(let error) = outcome { throw listenError(error) }
  }

  private func application(
    on loop: any EventLoop, _ onListening: @escaping @Sendable (String) async -> Void
  ) throws(ListenError) -> some Service {
    let scheme = tls == nil ? "http" : "https"
    let name = host.contains(":") ? "[\(host)]" : host
    let bodyLimitBytes = responder.bodies.limitBytes
    let http = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [ContinueHandler(limitBytes: bodyLimitBytes)],
        idleTimeout: .seconds(60)))
    return Application(
      responder: responder,
      server: try tls.map { files throws(ListenError) in try files.secured(http) } ?? http,
      configuration: .init(
        address: socket.map { .unixDomainSocket(path: $0.path) } ?? .hostname(host, port: port),
        serverName: "clawboard"),
      onServerRunning: { [engine, socket] channel in
        await engine.resume()
        let port = channel.localAddress?.port ?? 0
        await onListening(socket.map { "unix:\($0.path)" } ?? "\(scheme)://\(name):\(port)")
      },
      eventLoopGroupProvider: .shared(loop), logger: logger)
  }

  private func listenError(_ error: any Error) -> ListenError {
    if let socket {
      let reason = (error as? IOError).map { String(cString: strerror($0.errnoCode)) }
      return .unusableFile(socket.path, "cannot listen there: \(reason ?? "\(error)")")
    }
    if let failure = error as? IOError, failure.errnoCode == EADDRINUSE {
      return .portInUse(host: host, port: port)
    }
    return .notListening(host: host, port: port, reason: "\(error)")
  }
}

extension NodeServer.TLSFiles {
  fileprivate func secured(
    _ http: HTTPServerBuilder
  ) throws(NodeServer.ListenError) -> HTTPServerBuilder {
    let chain: [NIOSSLCertificateSource]
    let privateKey: NIOSSLPrivateKey
    do {
      chain = try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) }
    } catch {
      throw .unusableFile(certificate, "no certificate in PEM can be read from it")
    }
    do {
      privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
    } catch {
      throw .unusableFile(key, "no private key in PEM can be read from it")
    }
    do {
      return try .tls(
        http,
        tlsConfiguration: .makeServerConfiguration(
          certificateChain: chain, privateKey: .privateKey(privateKey)))
    } catch {
      throw .unusableFile(certificate, "\(error)")
    }
  }
}
