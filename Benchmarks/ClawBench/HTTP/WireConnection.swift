#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A keep-alive connection over a blocking socket: it costs little beside the node on the same
/// cores, so that the node is what is measured.
final class WireConnection {
  /// No answer takes longer.
  private static let patience = timeval(tv_sec: 30, tv_usec: 0)

  private let socket: Int32
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  private var head: WireReplyHead?

  /// To this machine.
  init(port: Int) throws {
    #if canImport(Glibc)
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard socket >= 0 else { throw Self.fault() }
    try set(SOL_SOCKET, SO_RCVTIMEO, Self.patience)
    try set(SOL_SOCKET, SO_SNDTIMEO, Self.patience)
    try set(Int32(IPPROTO_TCP), TCP_NODELAY, Int32(1))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Self.fault() }
  }

  deinit { close(socket) }

  /// The body of the last answer.
  var body: [UInt8] {
    head.map { Array(buffer[$0.bodyStart..<$0.bodyStart + $0.bodyLength]) } ?? []
  }

  /// Sends a request and takes the whole answer, which must be a 200.
  func exchange(_ request: WireRequest) throws {
    guard send(socket, request.bytes, request.bytes.count, 0) == request.bytes.count else {
      throw Self.fault()
    }
    head = nil
    var filled = 0
    while true {
      filled += try receive(at: filled)
      if head == nil { head = WireReplyHead(buffer[..<filled]) }
      if let head, filled >= head.bodyStart + head.bodyLength { break }
    }
    guard head?.status == 200 else {
      throw BenchFault.unexpected(String(decoding: buffer[..<filled], as: UTF8.self))
    }
  }

  private func receive(at start: Int) throws -> Int {
    guard start < buffer.count else { throw BenchFault.unexpected("an answer of over 64 KiB") }
    let count = buffer.withUnsafeMutableBytes {
      recv(socket, $0.baseAddress! + start, $0.count - start, 0)
    }
    guard count != 0 else { throw BenchFault.connection("the node closed it") }
    guard count > 0 else { throw Self.fault() }
    return count
  }

  private func set<Value>(_ level: Int32, _ option: Int32, _ value: Value) throws {
    let result = withUnsafeBytes(of: value) {
      setsockopt(socket, level, option, $0.baseAddress, socklen_t($0.count))
    }
    guard result == 0 else { throw Self.fault() }
  }

  private static func fault() -> BenchFault { .connection(String(cString: strerror(errno))) }
}
