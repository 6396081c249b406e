import AsyncHTTPClient
import ClawLink
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends the requests of all agents of a node. Shut down with its last owner.
///
/// Each request has a connection of its own: beside what a model takes that costs nothing, and a
/// request is never lost on a connection that the other side has just given up. No redirect is
/// followed, since keys would go with it.
public final class UpstreamClient: Sendable {
  private let owned: OwnedClient
  private static let connectSeconds: Int64 = 10

  public init() {
    // Agents wait for slots of their node, never for a connection here.
    var pool = HTTPClient.Configuration.ConnectionPool(
      idleTimeout: .seconds(4), concurrentHTTP1ConnectionsPerHostSoftLimit: 10_000)
    pool.retryConnectionEstablishment = false
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(Self.connectSeconds)),
      connectionPool: pool)
    configuration.httpVersion = .http1Only
    configuration.maximumUsesPerConnection = 1
    owned = OwnedClient(
      HTTPClient(
        eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
        configuration: configuration, backgroundActivityLogger: OwnedClient.silent))
  }

  /// The head of an answer, and its body as it comes.
  func response(to request: HTTPClientRequest) async throws -> HTTPClientResponse {
    do {
      return try await owned.client.execute(
        request, deadline: .distantFuture, logger: OwnedClient.silent)
    } catch {
      throw Self.fault(error) ?? UpstreamFault("closed the connection without an answer")
    }
  }

  /// What an error of the library means; `nil` where the connection just broke.
  static func fault(_ error: any Error) -> (any Error)? {
    if let reason = connectingFault(error) ?? handshakeFault(error, advice: "") {
      return UpstreamFault.unreachable(reason)
    }
    switch error {
    case is CancellationError:
      return CancellationError()
    case let failure as HTTPClientError:
      return fault(of: failure)
    case ChannelError.connectTimeout:
      return noConnectionInTime
    case HTTPParserError.invalidEOFState:
      return nil
    case is HTTPParserError:
      return UpstreamFault("answers in something else than HTTP")
    default:
      return nil
    }
  }

  private static func fault(of failure: HTTPClientError) -> (any Error)? {
    switch failure {
    case .cancelled: CancellationError()
    case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout: noConnectionInTime
    default: nil
    }
  }

  private static let noConnectionInTime = UpstreamFault.unreachable(
    "no connection within \(connectSeconds) s")
}

extension UpstreamClient: CustomReflectable {
  /// What is inside holds requests that are under way, and the keys in them.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
