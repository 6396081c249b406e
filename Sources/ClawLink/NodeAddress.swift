import Foundation

/// A node's address, checked and without trailing slashes: `scheme://host[:port][/prefix]`.
public struct NodeAddress: Sendable, Hashable, CustomStringConvertible {
  /// The address as text, for requests and for people.
  public let url: String
  /// `host:port`, or the host alone where the port is the scheme's own: what a board calls a node
  /// that has no name.
  public let hostAndPort: String
  /// Nobody between the two ends can read along: https, or this machine itself.
  let isPrivateToTheEnds: Bool
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `baseUrl`.
  public init(_ text: String) throws(ClawLinkError) {
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
    isPrivateToTheEnds = scheme == "https" || host.lowercased().isLoopback
    hostAndPort = host.lowercased() + (parts.port.map { ":\($0)" } ?? "")
    var prefix = parts.percentEncodedPath
    while prefix.hasSuffix("/") { prefix.removeLast() }
    url = "\(scheme)://\(hostAndPort)\(prefix)"
  }

  /// The address as text.
  public var description: String { url }

  /// The address of an endpoint below this node. Segments and values are percent-encoded.
  func endpoint(_ path: [String], query: [(name: String, value: String)]) -> String {
    let path = path.map { "/" + $0.percentEncoded }.joined()
    let query = query.map { "\($0.name)=\($0.value.percentEncoded)" }.joined(separator: "&")
    return url + path + (query.isEmpty ? "" : "?" + query)
  }
}

extension String {
  /// An address as it may be repeated in a message: a user, a password and a query are for the node
  /// alone.
  fileprivate var withoutSecrets: String {
    let end = firstIndex { $0 == "?" || $0 == "#" } ?? endIndex
    let cut = String(self[..<end]) + (end < endIndex ? "\(self[end])…" : "")
    let host = cut.range(of: "://")?.upperBound ?? cut.startIndex
    guard let sign = cut[host...].lastIndex(of: "@") else { return cut }
    return cut[..<host] + "…" + cut[sign...]
  }

  /// Whether the host is this machine.
  fileprivate var isLoopback: Bool {
    if ["localhost", "[::1]", "::1"].contains(self) { return true }
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// Everything but the unreserved characters of RFC 3986 is encoded.
  fileprivate var percentEncoded: String {
    if utf8.allSatisfy(\.isUnreserved) { return self }
    return utf8.map { byte in
      if byte.isUnreserved { return String(Unicode.Scalar(byte)) }
      return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}

extension UInt8 {
  fileprivate var isUnreserved: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
