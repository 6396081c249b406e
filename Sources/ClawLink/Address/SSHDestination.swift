import Foundation

/// A machine that ssh logs in to: `[user@]host[:port]`, where the host may be a name of ssh's own
/// settings.
public struct SSHDestination: Sendable, Hashable, CustomStringConvertible {
  /// As it was given, and as people know it.
  public let description: String
  /// Who logs in; `nil` leaves it to ssh's settings.
  public let user: String?
  /// A name or an address, an IPv6 one without brackets.
  public let host: String
  /// `nil` leaves it to ssh's settings.
  public let port: Int?

  /// Reads a destination.
  ///
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `ssh` for one that ssh would
  ///   take for an option, or that a shell of its settings could take for a command.
  public init(_ text: String) throws(ClawLinkError) {
    func refuse(_ problem: String) -> ClawLinkError {
      .configuration(
        key: "ssh",
        problem:
          "'\(NodeText(text.withoutPassword).shown)' \(problem): write user@host, or a host of ssh's settings"
      )
    }
    guard !text.hasPrefix("-") else { throw refuse("begins with '-', as an option does") }
    guard !text.holdsPassword else { throw refuse("holds a password, which ssh does not take") }
    guard text.unicodeScalars.allSatisfy(\.mayStandInDestination) else {
      throw refuse("holds signs that no host has")
    }
    // A user may have an @ in the name, a host has none.
    let at = text.lastIndex(of: "@")
    user = at.map { String(text[..<$0]) }
    let (host, port) = Self.hostAndPort(text[(at.map(text.index(after:)) ?? text.startIndex)...])
    guard !host.isEmpty, user != "" else { throw refuse("names no machine") }
    guard !host.hasPrefix("-") else { throw refuse("names a machine that begins with '-'") }
    guard !host.contains(where: "[]:".contains) || host.isIPv6 else {
      throw refuse("names no machine")
    }
    if let port {
      guard let number = Int(port) else { throw refuse("has a port that is no number") }
      guard (1...65_535).contains(number) else {
        throw refuse("has the port '\(port)'; ports go from 1 to 65535")
      }
      self.port = number
    } else {
      self.port = nil
    }
    self.host = host
    description = text
  }

  /// An IPv6 address has several colons: only after its brackets stands a port.
  private static func hostAndPort(_ text: Substring) -> (host: String, port: Substring?) {
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      let rest = text[text.index(after: end)...]
      let host = String(text[text.index(after: text.startIndex)..<end])
      if rest.isEmpty { return (host, nil) }
      if rest.hasPrefix(":") { return (host, rest.dropFirst()) }
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 ? (String(parts[0]), parts[1]) : (String(text), nil)
  }
}

extension String {
  /// Whether something follows a user's name behind a colon.
  fileprivate var holdsPassword: Bool {
    lastIndex(of: "@").map { self[..<$0].contains(":") } ?? false
  }

  /// A destination as it may be repeated in a message: what is neither a user, a host nor a port may
  /// be a password.
  var withoutPassword: String {
    let at = lastIndex(of: "@")
    if holdsPassword, let at, let colon = firstIndex(of: ":") {
      return self[...colon] + "…" + self[at...]
    }
    let host = at.map(index(after:)) ?? startIndex
    guard let colon = self[host...].firstIndex(of: ":"),
      self[host...].count(where: { $0 == ":" }) == 1,
      !self[index(after: colon)...].allSatisfy(\.isNumber)
    else { return self }
    return self[...colon] + "…"
  }

  /// Whether it is an address of several colons, with or without a zone.
  fileprivate var isIPv6: Bool {
    let parts = split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
    var address = in6_addr()
    return inet_pton(AF_INET6, String(parts[0]), &address) == 1
      && (parts.count == 1 || parts[1].allSatisfy { !"[]:%".contains($0) })
  }
}

extension Unicode.Scalar {
  /// No white space, no control, nothing that a shell reads in its own way, no slash.
  fileprivate var mayStandInDestination: Bool {
    if value < 0x80 {
      return value > 0x20 && value < 0x7F
        && !"'`\"$\\;&<>|(){}/?#*!,=".unicodeScalars.contains(self)
    }
    return properties.isAlphabetic || properties.numericType != nil
  }
}
