import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A port of the loopback where no connection opens and none is refused, like a host behind a
/// firewall that drops everything: whoever listens never accepts, and its queue is full.
public final class UnacceptingListener: Sendable {
  public let url: String
  private let listener: Int32
  private let queued: [Int32]

  /// How many connections fill the queue of a listener that asks for none.
  #if canImport(Glibc)
    private static let queueLength = 1
  #else
    private static let queueLength = 256
  #endif

  public init() throws {
    let listener = try Self.newSocket()
    let isBound = Self.withAddress(port: 0) { bind(listener, $0, $1) } == 0
    guard isBound, listen(listener, 0) == 0 else { throw Self.failure }
    let port = Self.port(of: listener)
    queued = try (0..<Self.queueLength).map { _ in
      let client = try Self.newSocket()
      _ = fcntl(client, F_SETFL, O_NONBLOCK)
      _ = Self.withAddress(port: port) { connect(client, $0, $1) }
      return client
    }
    self.listener = listener
    url = "http://127.0.0.1:\(port)"
  }

  deinit {
    for descriptor in queued + [listener] { close(descriptor) }
  }

  private static func newSocket() throws -> Int32 {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw failure }
    return descriptor
  }

  private static var failure: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

  private static func withAddress(
    port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    return withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private static func port(of descriptor: Int32) -> UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &size)
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }
}
