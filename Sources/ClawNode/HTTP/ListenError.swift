extension NodeServer {
  /// Why a node could not listen.
  public enum ListenError: Error, Equatable, Sendable, CustomStringConvertible {
    case portInUse(host: String, port: Int)
    /// Somebody listens on the unix socket of that path.
    case socketInUse(String)
    case notListening(host: String, port: Int, reason: String)
    /// A certificate, a key, or what is to be a socket.
    case unusableFile(String, String)

    public var description: String {
      switch self {
      case .portInUse(let host, let port):
        "port \(port) on \(host) is in use: end the program that holds it, "
          + "or give another with --port (0 picks a free one)"
      case .socketInUse(let path):
        "\(path) is in use: end the program that listens there, or give another with --unix"
      case .notListening(let host, let port, let reason):
        "cannot listen on \(host):\(port): \(reason)"
      case .unusableFile(let path, let problem): "\(path): \(problem)"
      }
    }
  }
}
