import Foundation

/// A node's address, checked and in one spelling, in one of three forms:
///
/// - `scheme://host[:port][/prefix]`, `http` or `https`, without trailing slashes;
/// - `unix:/path`, a unix socket on this machine, or `unix:/path:/prefix`;
/// - `ssh://[user@]host[:port]/` and one of the other two as it is seen from that machine, `https`
///   excepted: `ssh://ann@build/http://localhost:8000`.
public struct NodeAddress: Sendable, Hashable, CustomStringConvertible {
  /// The address as text, by which a node is known. It can be read again.
  public let url: String
  /// What a board calls a node that has no name: `host:port`, or the host alone where the port is
  /// the scheme's own; the name of a unix socket's file; the machine behind which it is.
  public let hostAndPort: String
  /// The machine that ssh logs in to; `nil` when nothing lies between us and the node.
  public let ssh: SSHDestination?
  /// The unix socket that the node listens on, seen from ``ssh`` where that is given.
  public let socketPath: String?
  /// What requests name as their host, seen likewise: `host:port`, `localhost` for a unix socket.
  var authority: String { web.authority }
  private let web: WebAddress

  /// Reads an address.
  ///
  /// - Parameter text: any of the forms.
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `baseUrl`, or `unix` or `ssh`
  ///   for what is at fault there.
  public init(_ text: String) throws(ClawLinkError) {
    guard text.hasPrefix("ssh://") else {
      try self.init(near: text, ssh: nil)
      return
    }
    let parts = text.dropFirst("ssh://".count)
      .split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw .configuration(
        key: "ssh",
        problem:
          "'ssh://\(NodeText(String(parts[0]).withoutPassword).shown)' names no node behind the machine: "
          + "an address looks like ssh://ann@build/http://localhost:8000")
    }
    try self.init(near: String(parts[1]), ssh: SSHDestination(String(parts[0])))
  }

  /// Puts an address together from what settings say.
  ///
  /// - Parameters:
  ///   - baseUrl: `http` or `https`, as seen from the machine of `ssh` where that is given. With
  ///     `unix` it is `http://localhost` and an optional path prefix. Default:
  ///     `http://localhost`.
  ///   - unix: the absolute path of a unix socket, on the machine of `ssh` likewise, of 107 bytes at
  ///     most. Default: none.
  ///   - ssh: `[user@]host[:port]`, where the host may be one of ssh's own settings. Default: none.
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `baseUrl`, `unix` or `ssh`.
  public init(baseUrl: String?, unix: String?, ssh: String?) throws(ClawLinkError) {
    var near = baseUrl ?? "http://localhost"
    if let unix {
      let web = try WebAddress(near)
      guard web.scheme == "http", web.authority == "localhost" else {
        throw .configuration(
          key: "baseUrl",
          problem: "'\(web.url)' is not where a unix socket leads: leave it out, "
            + "or write http://localhost and the path")
      }
      near = "unix:" + unix + (web.prefix.isEmpty ? "" : ":" + web.prefix)
    }
    if let ssh {
      try self.init(near: near, ssh: SSHDestination(ssh))
    } else {
      try self.init(near: near, ssh: nil)
    }
  }

  /// An address as it is seen from the machine where it is used.
  private init(near text: String, ssh: SSHDestination?) throws(ClawLinkError) {
    self.ssh = ssh
    let machine = ssh.map { "ssh://\($0)/" } ?? ""
    if text.hasPrefix("unix:") {
      let socket = try UnixAddress(text, isFar: ssh != nil)
      web = try WebAddress("http://localhost" + socket.prefix)
      socketPath = socket.path
      url = machine + socket.text(prefix: web.prefix)
      hostAndPort = ssh?.host ?? socket.name
    } else {
      web = try WebAddress(text)
      if ssh != nil, web.scheme == "https" {
        throw .configuration(
          key: "baseUrl", problem: "'\(web.url)' is behind ssh, which encrypts already: use http")
      }
      socketPath = nil
      url = machine + web.url
      hostAndPort = ssh?.host ?? web.authority
    }
  }

  /// The address as text.
  public var description: String { url }

  /// Where a way to the node has to end, as ssh's `-L` wants it: a socket's path, or host and port.
  public var target: String { socketPath ?? "\(web.host):\(web.port)" }

  /// The URL of a task's state, for any client on the machine that this address is seen from: behind
  /// ``ssh`` that is the one there, over ``socketPath`` the host is `localhost`.
  ///
  /// `GET /api/runtime/tasks/{id}/state`.
  public func stateURL(of id: TaskID) -> String {
    endpoint(["api", "runtime", "tasks", id.text.raw, "state"], query: [])
  }

  /// Nobody between the two ends can read along: https, or ssh or nothing on the way to the machine
  /// that the node is on.
  var isPrivateToTheEnds: Bool { web.scheme == "https" || web.isLoopback }

  /// The URL of an endpoint below this node. Segments and values are percent-encoded.
  ///
  /// - Parameter socket: the unix socket on this machine that leads there; `nil` for the network.
  func endpoint(
    _ path: [String], query: [(name: String, value: String)], over socket: String? = nil
  ) -> String {
    let root = socket.map { "http+unix://\($0.percentEncoded)" } ?? "\(web.scheme)://\(authority)"
    let path = path.map { "/" + $0.percentEncoded }.joined()
    let query = query.map { "\($0.name)=\($0.value.percentEncoded)" }.joined(separator: "&")
    return root + web.prefix + path + (query.isEmpty ? "" : "?" + query)
  }
}

extension String {
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
