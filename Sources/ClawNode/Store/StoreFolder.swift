import ClawStorage
import Foundation

/// The files of a node's store, for their owner alone.
public struct StoreFolder: Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  var database: PrivateFile { PrivateFile(path: path + "/node.sqlite") }
  var lock: String { path + "/node.lock" }
  /// The secret that clients of the same user pick up.
  var token: PrivateFile { PrivateFile(path: path + "/token") }
  /// Where the node that works here listens.
  var address: PrivateFile { PrivateFile(path: path + "/address") }

  /// The token of the node that works on this store right now and listens on that port of this
  /// machine; `nil` when there is none: another program on the port would get the secret.
  public func token(ofNodeOnPort port: Int) -> String? {
    guard FileLock.isHeld(path: lock),
      let address = address.line.flatMap({ URLComponents(string: $0) }), address.port == port
    else { return nil }
    return token.line
  }
}
