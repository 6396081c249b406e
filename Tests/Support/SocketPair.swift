import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Two connected sockets: one stays here, the other becomes a child's standard stream.
///
/// Sockets and no pipes, because writing to a child that has ended must be an error here, and
/// must not end the tests by SIGPIPE.
struct SocketPair {
  let ours: Int32
  let childs: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw CocoaError(.fileReadUnknown, userInfo: [NSLocalizedDescriptionKey: "socketpair"])
    }
    // No other child that is started meanwhile may hold an end open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #if !canImport(Glibc)
      var on: Int32 = 1
      setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
    (ours, childs) = (ends[0], ends[1])
  }

  /// Writes all of the bytes; false if the other end is gone.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, flags) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
