#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A socket of this machine at a free port.
enum ListeningSocket {
  static func open() throws -> (socket: Int32, port: Int) {
    #if canImport(Glibc)
      let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard socket >= 0 else { throw fault() }
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && listen(socket, 16) == 0
          && getsockname(socket, $0, &length) == 0
      }
    }
    guard bound else { throw fault() }
    return (socket, Int(in_port_t(bigEndian: address.sin_port)))
  }

  private static func fault() -> BenchFault { .connection(String(cString: strerror(errno))) }
}
