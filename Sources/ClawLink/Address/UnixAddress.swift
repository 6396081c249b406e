import Foundation

/// `unix:/path[:/prefix]`, checked.
struct UnixAddress: Sendable {
  /// A socket's name in the system: 108 bytes with the zero at its end.
  private static let limitBytes = 107

  let path: String
  /// As it was given: what follows the socket's path.
  let prefix: String

  /// - Parameter isFar: the socket is on another machine, and its path goes through ssh.
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `unix`.
  init(_ text: String, isFar: Bool) throws(ClawLinkError) {
    let parts = text.dropFirst("unix:".count)
      .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    prefix = parts.count == 2 ? String(parts[1]) : ""
    let shown = NodeText(path).shown
    func refuse(_ problem: String) -> ClawLinkError {
      .configuration(key: "unix", problem: "'\(shown)' \(problem)")
    }
    guard path.hasPrefix("/"), !path.hasSuffix("/") else {
      throw refuse("is not the path of a socket from the root on, as /run/claw.sock is")
    }
    guard prefix.isEmpty || prefix.hasPrefix("/") else {
      throw refuse("is followed by a colon: no colon may stand in the path of a socket")
    }
    guard path.utf8.count <= Self.limitBytes else {
      throw refuse("has \(path.utf8.count) bytes: a socket's path has \(Self.limitBytes) at most")
    }
    guard shown == path, !path.contains(where: \.isNewline) else {
      throw refuse("holds signs that cannot be shown: name the socket otherwise")
    }
    // ssh fills in what it takes for variables, and some of its versions split at white space.
    if isFar, path.contains(where: { $0.isWhitespace || "%$\\\"'".contains($0) }) {
      throw refuse("holds a sign that ssh reads in its own way: name the socket otherwise")
    }
  }

  /// The name of the file.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The address as text, with the prefix in its own spelling.
  func text(prefix: String) -> String { "unix:\(path)" + (prefix.isEmpty ? "" : ":\(prefix)") }
}
