public import Foundation

/// A request as a misbehaving node took it in.
public struct ReceivedRequest: Sendable, Equatable {
  public let method: String
  /// Path and query as they were on the wire.
  public let target: String
  public let headers: [String: String]
  public let body: Data
  /// Which request with this method and path it is since the behaviour was set, from 1.
  public internal(set) var number = 1

  init(method: String, target: String, headers: [String: String], body: Data) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// The target without its query.
  public var path: String { String(target.prefix { $0 != "?" }) }

  /// The query, decoded.
  public var query: [String: String] {
    let items = URLComponents(string: target)?.queryItems ?? []
    return Dictionary(items.map { ($0.name, $0.value ?? "") }) { $1 }
  }

  /// Whether this asks for a new session.
  public var opensSession: Bool { method == "POST" && path == "/api/runtime/sessions" }
}
