public import ClawLink

/// A secret that an upstream knows us by. Printing it, in any way, does not show it.
public struct ModelKey: Sendable, Hashable {
  let secret: String

  /// - Parameter text: space around it, such as the end of a line in a file, is left out.
  /// - Throws: `ClawLinkError.configuration` with key `key` for one that cannot stand in a header.
  public init(_ text: String) throws(ClawLinkError) {
    let secret = text.trimmed
    guard !secret.isEmpty, secret.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
      throw .configuration(
        key: "key", problem: "it is empty or holds spaces, line breaks or other than ASCII")
    }
    self.secret = secret
  }
}

extension ModelKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "(key)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
  /// Without the white space around it.
  var trimmed: String {
    let start = drop { $0.isWhitespace }
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }
}
