import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An HTTP server on the loopback that does what no node should.
///
/// ```swift
/// let node = try MisbehavingNode(.hangsAfterHead)
/// try await node.start()
/// … requests to node.url …
/// try await node.stop()
/// ```
public final class MisbehavingNode: Sendable {
  private struct State {
    var behaviour: NodeBehaviour
    var server: (any Channel)?
    var port = 0
    var reserved: ReservedPort?
    var connections: [ObjectIdentifier: any Channel] = [:]
    var mostConnections = 0
    var requests: [ReceivedRequest] = []
    /// How often each method and path was asked since the behaviour was set.
    var numbers: [String: Int] = [:]
    var isFrozen = false
    /// What a frozen node has yet to do.
    var held: [(request: ReceivedRequest, connection: any Channel)] = []
  }

  private let tls: NIOSSLContext?
  private let state: Mutex<State>
  private let requestTally = AwaitedCount()
  private let connectionTally = AwaitedCount()
  private let closedTally = AwaitedCount()

  /// - Parameter certificate: speaks https, with that one.
  public init(_ behaviour: NodeBehaviour, certificate: LoopbackCertificate? = nil) throws {
    tls = try certificate.map { try $0.serverContext() }
    state = Mutex(State(behaviour: behaviour))
  }

  /// Runs `body` with the address of a node that behaves like this.
  public static func running<Value>(
    _ behaviour: NodeBehaviour, certificate: LoopbackCertificate? = nil,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (MisbehavingNode) async throws -> Value
  ) async throws -> Value {
    let node = try MisbehavingNode(behaviour, certificate: certificate)
    try await node.start()
    do {
      let value = try await body(node)
      try await node.stop()
      return value
    } catch {
      try await node.stop()
      throw error
    }
  }

  /// An address where nobody listens. No test can be given this port by the system meanwhile.
  public static let deserted = "http://127.0.0.1:1"

  // MARK: What a test does with it

  /// Listens; after a ``stop()`` on the same port again.
  public func start() async throws {
    let port = state.withLock { $0.port }
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.socketOption(.init(rawValue: SO_REUSEPORT)), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls = self.tls {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
          }
          try channel.pipeline.syncOperations.addHandlers(
            ByteToMessageHandler(HTTPRequestDecoder()), NodeConnection(node: self))
        }
      }
      .bind(host: "127.0.0.1", port: port).get()
    let bound = server.localAddress?.port ?? 0
    // Between a stop and the next start no other test may be given the port.
    let reserved = port == 0 ? try ReservedPort(bound) : nil
    state.withLock {
      $0.server = server
      $0.port = bound
      $0.reserved = reserved ?? $0.reserved
    }
  }

  /// Stops listening and breaks every connection.
  public func stop() async throws {
    let (server, connections) = state.withLock { state in
      defer { state.server = nil }
      return (state.server, Array(state.connections.values))
    }
    try await server?.close().get()
    for connection in connections { try? await connection.close().get() }
  }

  /// Breaks every connection and goes on listening, as a node does with idle ones.
  public func closeConnections() async throws {
    for connection in state.withLock({ Array($0.connections.values) }) {
      try? await connection.close().get()
    }
  }

  public var url: String {
    (tls == nil ? "http://127.0.0.1:" : "https://localhost:") + "\(state.withLock { $0.port })"
  }

  /// How requests are treated from now on.
  public func behave(_ behaviour: NodeBehaviour) {
    state.withLock {
      $0.behaviour = behaviour
      $0.numbers = [:]
    }
  }

  /// Takes requests in and does nothing with them until ``thaw()``: a process that was stopped, or
  /// has its one thread busy (CONTRACT quirk 20).
  public func freeze() {
    state.withLock { $0.isFrozen = true }
  }

  /// Does all that was asked for meanwhile, whoever still waits for an answer.
  public func thaw() {
    let (held, behaviour) = state.withLock { state in
      defer { (state.held, state.isFrozen) = ([], false) }
      return (state.held, state.behaviour)
    }
    for (request, connection) in held {
      NodeConnection.send(behaviour.reply(request), on: connection)
    }
  }

  /// Lets every dripping answer go on by so many bytes.
  public func drip(_ count: Int = 1) {
    for connection in state.withLock({ Array($0.connections.values) }) {
      connection.pipeline.fireUserInboundEventTriggered(NodeConnection.Drip(count: count))
    }
  }

  // MARK: What it has seen

  /// Everything that was asked so far.
  public var requests: [ReceivedRequest] { state.withLock { $0.requests } }

  /// The requests for this path.
  public func requests(for path: String) -> [ReceivedRequest] {
    requests.filter { $0.path == path }
  }

  /// How many connections were opened so far.
  public var connectionCount: Int { connectionTally.value }

  /// How many connections were open at once, at most.
  public var mostConnections: Int { state.withLock { $0.mostConnections } }

  /// Returns once `count` or more requests have come in.
  public func waitForRequests(_ count: Int) async throws {
    try await requestTally.reaches(count)
  }

  /// Returns once every connection that was opened so far is closed.
  public func waitUntilAllClosed() async throws {
    try await closedTally.reaches(connectionTally.value)
  }

  // MARK: What its connections say

  func opened(_ connection: any Channel) {
    state.withLock {
      $0.connections[ObjectIdentifier(connection)] = connection
      $0.mostConnections = max($0.mostConnections, $0.connections.count)
    }
    connectionTally.change(by: 1)
  }

  func closed(_ connection: any Channel) {
    state.withLock { _ = $0.connections.removeValue(forKey: ObjectIdentifier(connection)) }
    closedTally.change(by: 1)
  }

  /// `nil` for an answer that is held back.
  func reply(to request: ReceivedRequest, on connection: any Channel) -> NodeReply? {
    let (behaviour, request) = state.withLock { state in
      var request = request
      let key = "\(request.method) \(request.path)"
      state.numbers[key, default: 0] += 1
      request.number = state.numbers[key] ?? 1
      state.requests.append(request)
      if state.isFrozen { state.held.append((request, connection)) }
      return (state.isFrozen ? nil : state.behaviour, request)
    }
    requestTally.change(by: 1)
    return behaviour?.reply(request)
  }
}
