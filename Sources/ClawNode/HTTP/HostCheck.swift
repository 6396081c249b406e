import Foundation
import NIOCore

/// Refuses requests that a browser was talked into: those for a name that is not this node's (a
/// foreign name can be made to point here), and those of a page of somebody else.
struct HostCheck: Sendable {
  private let names: Set<String>

  /// - Parameter names: what this node is called besides `localhost`; addresses need no mention,
  ///   since nobody can point an address elsewhere.
  init(names: [String]) {
    self.names = Set((names + ["localhost"]).map { $0.lowercased() })
  }

  /// What a refused request is told; `nil` lets it through.
  func refusal(of request: RouteRequest) -> RouteAnswer? {
    if let host = request.host, !isOurs(host) {
      return .refusal(
        403, "Host not allowed: use the node's address, or start it with --allow-host")
    }
    if let origin = request.origin, !isSame(origin, as: request.host) {
      return .refusal(403, "Origin not allowed: this node serves no web pages")
    }
    return nil
  }

  private func isOurs(_ host: String) -> Bool {
    // A URL's parser knows where a port begins, in IPv6 too.
    guard let name = URLComponents(string: "http://" + host)?.host?.lowercased() else {
      return false
    }
    let bare = name.hasPrefix("[") ? String(name.dropFirst().dropLast()) : name
    return names.contains(bare) || (try? SocketAddress(ipAddress: bare, port: 0)) != nil
  }

  private func isSame(_ origin: String, as host: String?) -> Bool {
    guard let host else { return false }
    return ["http://\(host)", "https://\(host)"].contains(origin)
  }
}
