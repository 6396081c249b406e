import ClawLink
import ClawMirror

/// What is wrong with a key that the settings give, and the way out.
public struct KeyFault: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }

  /// - Parameter known: the names that there are.
  init(unknown name: String, among known: [String]) {
    let near = UnknownWord.nearest(to: name, among: known).map { "do you mean '\($0)'?" }
    let wayOut = near ?? "give a sign, ^ and a letter, F1 to F63, or one as Enter, Space, PgDn"
    self.init("there is no key '\(NodeText(name).shown(upTo: 60))': \(wayOut)")
  }
}

extension Character {
  /// Safe to show.
  var shown: String { NodeText(String(self)).shown }
}

extension KeyFault {
  /// It is no text, and no list of texts.
  public static let notKeys = KeyFault("it has no key: give one, a list of them, or none")
}
