import Foundation

/// `scheme://host[:port][/prefix]`, checked.
package struct WebAddress: Sendable, Hashable {
  let scheme: String
  /// `host:port`, or the host alone where the port is the scheme's own.
  let authority: String
  /// The port, the scheme's own where none is given.
  let port: Int
  let host: String
  /// Percent-encoded, without trailing slashes.
  let prefix: String

  package var url: String { "\(scheme)://\(authority)\(prefix)" }

  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `baseUrl`.
  package init(_ text: String) throws(ClawLinkError) {
    func refuse(_ problem: String) -> ClawLinkError {
      .configuration(
        key: "baseUrl", problem: "'\(NodeText(text.withoutSecrets).shown)' \(problem)")
    }
    let hint = "an address looks like http://localhost:8000"
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      text.contains("://")
    else { throw refuse("is not an address: \(hint)") }
    guard scheme == "http" || scheme == "https" else {
      throw refuse("has the scheme '\(NodeText(scheme).shown)': use http or https")
    }
    guard let host = parts.percentEncodedHost, !host.isEmpty else {
      throw refuse("names no host: \(hint)")
    }
    guard parts.user == nil, parts.password == nil else {
      throw refuse("holds a user or a password: leave them out")
    }
    guard parts.query == nil, parts.fragment == nil else {
      throw refuse("has a query or a fragment: leave off everything from '?' or '#' on")
    }
    if let port = parts.port, !(1...65_535).contains(port) {
      throw refuse("has the port \(port): ports go from 1 to 65535")
    }
    self.scheme = scheme
    self.host = host.lowercased()
    port = parts.port ?? (scheme == "https" ? 443 : 80)
    authority = self.host + (parts.port.map { ":\($0)" } ?? "")
    var prefix = parts.percentEncodedPath
    while prefix.hasSuffix("/") { prefix.removeLast() }
    self.prefix = prefix
  }

  /// Whether the host is the machine where the address is used.
  var isLoopback: Bool {
    if ["localhost", "[::1]", "::1"].contains(host) { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}

extension String {
  /// An address as it may be repeated in a message: a user, a password and a query are for the node
  /// alone.
  fileprivate var withoutSecrets: String {
    let end = firstIndex { $0 == "?" || $0 == "#" } ?? endIndex
    let cut = String(self[..<end]) + (end < endIndex ? "\(self[end])…" : "")
    // What stands before the scheme may be the rest of a password with a slash in it.
    let scheme = cut.range(of: "://").flatMap { cut[..<$0.lowerBound].contains("@") ? nil : $0 }
    let host = scheme?.upperBound ?? cut.startIndex
    guard let sign = cut[host...].lastIndex(of: "@") else { return cut }
    return cut[..<host] + "…" + cut[sign...]
  }
}
