import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends requests to one node: few connections, one deadline around head and body, a bounded body,
/// no redirects, and one repetition of a GET whose connection turned out to be dying.
struct NodeHTTPClient: Sendable {
  private let address: NodeAddress
  private let timeoutMs: Int
  private let readTimeoutMs: Int
  private let connectTimeoutMs: Int
  private let bodyLimitBytes: Int
  private let token: BearerToken?
  private let deadlines: Deadlines
  /// What has to be opened before anything is sent.
  private let way: (any NodeWay)?
  /// Two connections at most, kept for 4 s: the node closes idle ones at 5.0 s (CONTRACT quirk 21).
  private let pooled: OwnedClient
  /// A new connection for each request, for what must not meet a dying one, as the pool may hand
  /// out after a 500 (CONTRACT quirk 7): whatever changes something, and a GET that met one.
  private let fresh: OwnedClient

  init(
    _ configuration: ClawLinkConfiguration, way: (any NodeWay)? = nil, clock: any Clock<Duration>
  ) {
    self.way = way
    address = configuration.baseUrl
    timeoutMs = configuration.timeoutMs
    readTimeoutMs = configuration.readTimeoutMs
    connectTimeoutMs = configuration.connectTimeoutMs
    bodyLimitBytes = configuration.bodyLimitBytes
    token = configuration.token
    deadlines = Deadlines(clock: clock)
    pooled = OwnedClient(Self.makeClient(configuration, usesPerConnection: nil))
    fresh = OwnedClient(Self.makeClient(configuration, usesPerConnection: 1))
  }

  private static func makeClient(
    _ node: ClawLinkConfiguration, usesPerConnection: Int?
  ) -> HTTPClient {
    var pool = HTTPClient.Configuration.ConnectionPool(
      idleTimeout: .seconds(4), concurrentHTTP1ConnectionsPerHostSoftLimit: 2)
    pool.retryConnectionEstablishment = false
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: .milliseconds(Int64(node.connectTimeoutMs))),
      connectionPool: pool)
    configuration.tlsConfiguration = node.trusted?.tlsConfiguration
    configuration.httpVersion = .http1Only
    configuration.maximumUsesPerConnection = usesPerConnection
    return HTTPClient(
      eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
      configuration: configuration, backgroundActivityLogger: OwnedClient.silent)
  }

  func answer(to request: NodeRequest) async throws(ClawLinkError) -> NodeAnswer {
    guard address.ssh != nil else { return try await answer(to: request, over: address.socketPath) }
    guard let way else {
      throw .configuration(
        key: "baseUrl", problem: "\(address) is behind ssh: give the adapter a way to it")
    }
    if !request.isRepeatable { try await probe(way) }
    let socket = try await way.open()
    do {
      return try await answer(to: request, over: socket)
    } catch  where request.isRepeatable && error.isOfConnection {
      throw await way.fault() ?? error
    }
  }

  /// Makes sure that a node answers at the end of a way, before something goes there that must not
  /// go twice: a connection that the far end refuses looks here as one that was made and broke.
  private func probe(_ way: any NodeWay) async throws(ClawLinkError) {
    do {
      _ = try await answer(to: .get("health", operation: "ask for health"))
    } catch {
      guard let doubt = error.doubt, error != .cancelled, error != .closed else { throw error }
      throw .unreachable(node: address.url, reason: doubt)
    }
  }

  /// - Parameter socket: the unix socket that leads to the node; `nil` for the network.
  private func answer(
    to request: NodeRequest, over socket: String?
  ) async throws(ClawLinkError) -> NodeAnswer {
    let client = request.isRepeatable ? pooled.client : fresh.client
    do {
      return try await attempt(request, over: socket, on: client).get()
    } catch .connectionLost where request.isRepeatable {
      return try await attempt(request, over: socket, on: fresh.client).get()
    }
  }

  func close() async {
    deadlines.close()
    try? await pooled.client.shutdown()
    try? await fresh.client.shutdown()
  }

  /// The exchange against the clock. The client's own deadline ends at the head of the answer, so
  /// that a dripping body would be read on for ever.
  private func attempt(
    _ request: NodeRequest, over socket: String?, on client: HTTPClient
  ) async -> Result<NodeAnswer, ClawLinkError> {
    let limitMs = request.isQuick ? readTimeoutMs : timeoutMs
    let work = Task.soon { await exchange(request, over: socket, on: client) }
    let deadline = deadlines.begin(after: .milliseconds(limitMs)) { work.cancel() }
    let result = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      work.cancel()
    }
    if deadlines.end(deadline), case .failure = result {
      return .failure(
        .timedOut(node: address.url, operation: request.operation, afterMs: limitMs))
    }
    return result
  }

  private func exchange(
    _ request: NodeRequest, over socket: String?, on client: HTTPClient
  ) async -> Result<NodeAnswer, ClawLinkError> {
    do {
      let response = try await client.execute(
        clientRequest(request, over: socket), deadline: .distantFuture, logger: OwnedClient.silent)
      let body = try await response.body.collect(upTo: bodyLimitBytes)
      return .success(
        NodeAnswer(
          status: Int(response.status.code),
          contentType: response.headers.mediaType,
          body: Data(body.readableBytesView)))
    } catch {
      if let reason = connectingFault(error) ?? handshakeFault(error) {
        return .failure(.unreachable(node: address.url, reason: reason))
      }
      return .failure(translated(error, request: request))
    }
  }

  private func clientRequest(_ request: NodeRequest, over socket: String?) -> HTTPClientRequest {
    var clientRequest = HTTPClientRequest(
      url: address.endpoint(request.path, query: request.query, over: socket))
    clientRequest.method = request.method
    // Of a socket the library makes no host; a node refuses requests without one, or for others.
    if socket != nil { clientRequest.headers.add(name: "Host", value: address.authority) }
    clientRequest.headers.add(name: "Accept", value: "application/json")
    if let token {
      clientRequest.headers.add(name: "Authorization", value: "Bearer \(token.secret)")
    }
    if let body = request.body {
      clientRequest.headers.add(name: "Content-Type", value: "application/json")
      clientRequest.body = .bytes(ByteBuffer(bytes: body))
    }
    return clientRequest
  }

  private func translated(_ error: any Error, request: NodeRequest) -> ClawLinkError {
    switch error {
    case is CancellationError:
      .cancelled
    case let failure as HTTPClientError:
      translated(failure, request: request)
    case is NIOTooManyBytesError:
      .answerTooLarge(
        node: address.url, operation: request.operation, limitBytes: bodyLimitBytes)
    case ChannelError.connectTimeout:
      noConnectionInTime
    case HTTPParserError.invalidEOFState:
      .connectionLost(node: address.url, operation: request.operation)
    case is HTTPParserError:
      .foreignServer(node: address.url, found: "its answer is not HTTP")
    default:
      .connectionLost(node: address.url, operation: request.operation)
    }
  }

  private func translated(_ failure: HTTPClientError, request: NodeRequest) -> ClawLinkError {
    switch failure {
    case .cancelled:
      .cancelled
    case .alreadyShutdown:
      .closed
    case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout:
      noConnectionInTime
    default:
      .connectionLost(node: address.url, operation: request.operation)
    }
  }

  private var noConnectionInTime: ClawLinkError {
    .unreachable(node: address.url, reason: "no connection within \(connectTimeoutMs) ms")
  }
}

extension Task where Failure == Never {
  /// Begins on this thread, where the system can: to wake another one costs more than the rest.
  fileprivate static func soon(
    _ operation: @escaping @Sendable () async -> Success
  ) -> Task<Success, Never> {
    if #available(macOS 26, *) { return .immediate { await operation() } }
    return Task { await operation() }
  }
}

extension ClawLinkError {
  /// No connection came about, or it broke.
  fileprivate var isOfConnection: Bool {
    switch self {
    case .unreachable, .connectionLost: true
    default: false
    }
  }
}
