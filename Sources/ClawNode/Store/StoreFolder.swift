import ClawStorage
import Foundation

/// The files of a node's store, for their owner alone.
public struct StoreFolder: Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// Whether a node has been here.
  public var hasStore: Bool { database.exists }

  var database: PrivateFile { PrivateFile(path: path + "/node.sqlite") }
  var lock: String { path + "/node.lock" }
  /// The secret that clients of the same user pick up.
  var token: PrivateFile { PrivateFile(path: path + "/token") }
  /// Where the node that works here listens.
  var address: PrivateFile { PrivateFile(path: path + "/address") }

  /// How clients of the same user reach the node that works on this store right now, and with what;
  /// `nil` when `url` leads elsewhere: another program must not get the secret.
  ///
  /// `localhost` may mean two addresses, and somebody else may listen on the other: the address given
  /// back is the node's own.
  public func way(to url: String) -> (url: String, token: String)? {
    guard FileLock.isHeld(path: lock), let announced = address.line, let token = token.line
    else { return nil }
    if announced == url { return (url, token) }
    guard let own = URLComponents(string: announced), let asked = URLComponents(string: url),
      own.scheme == asked.scheme, own.port == asked.port, own.host != nil
    else { return nil }
    if asked.host == own.host { return (url, token) }
    guard asked.host == "localhost" else { return nil }
    // TLS makes sure of whom it talks to by the name that was asked for.
    if own.scheme == "https" { return (url, token) }
    return ["127.0.0.1", "[::1]"].contains(own.host) ? (announced, token) : nil
  }
}
