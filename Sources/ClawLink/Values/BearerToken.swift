/// A secret that binds a caller to a user of a node. Printing it, in any way, does not show it.
public struct BearerToken: Sendable, Hashable {
  package let secret: String

  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `token` for one that cannot
  ///   stand in a header.
  public init(_ secret: String) throws(ClawLinkError) {
    guard !secret.isEmpty, secret.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
      throw .configuration(
        key: "token", problem: "it is empty or holds spaces, line breaks or other than ASCII")
    }
    self.secret = secret
  }
}

extension BearerToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "(token)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
