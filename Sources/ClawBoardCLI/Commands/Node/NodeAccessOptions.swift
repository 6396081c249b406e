import ArgumentParser
import ClawLink
import ClawNode
import Foundation

/// Where a node listens and whom it lets in.
struct NodeAccessOptions: ParsableArguments {
  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 lets the system choose.")
  var port = 8000

  @Option(help: "A unix socket to listen on instead, for you alone.")
  var unix: String?

  @Option(help: "The certificate for TLS, PEM.")
  var tlsCert: String?

  @Option(help: "The private key for TLS, PEM.")
  var tlsKey: String?

  @Flag(help: "Speak in clear text on an address that other machines reach.")
  var noTls = false

  @Flag(
    inversion: .prefixedNo,
    help: "Whether a user is nobody without a token. Default: not on loopback.")
  var tokens: Bool?

  @Option(
    help: """
      What callers without a user may: full (on loopback alone), read or none. Default: full on \
      loopback, else none.
      """)
  var anonymous: AccessPolicy.Anonymous?

  @Option(
    help: "The role of users that were given none. Default: developer on loopback, else guest.")
  var defaultRole: Role?

  @Option(help: "A name that clients may use for this machine; can be repeated.")
  var allowHost: [String] = []

  /// Where `unix` is, whatever folder is the current one.
  var socket: String? {
    unix.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
  }

  /// Nobody reaches it but from this machine.
  var isLoopback: Bool {
    unix != nil || host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  /// Whether an address leads to this node.
  func isReached(by url: URL) -> Bool {
    guard unix == nil, port != 0, url.port ?? (url.scheme == "https" ? 443 : 80) == port,
      let given = url.host(percentEncoded: false)?.lowercased()
    else { return false }
    let name = given.hasSuffix(".") ? String(given.dropLast()) : given
    if allowHost.contains(name) { return true }
    let (own, other) = (HostAddresses(of: host), HostAddresses(of: name))
    guard own.areAny else { return !own.all.isDisjoint(with: other.ofClient) }
    return other.areLoopback
      || !HostAddresses(of: MachineName.current).all.isDisjoint(with: other.all)
  }

  var tls: NodeServer.TLSFiles? {
    guard let tlsCert, let tlsKey else { return nil }
    return NodeServer.TLSFiles(certificate: tlsCert, key: tlsKey)
  }

  var policy: AccessPolicy {
    var policy = isLoopback ? AccessPolicy.onLoopback : .onNetwork
    if let anonymous { policy.anonymous = anonymous }
    if let defaultRole { policy.defaultRole = defaultRole }
    if let tokens { policy.wantsTokens = tokens }
    return policy
  }

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port: \(port) is no port: give 0 to 65535.")
    }
    if unix != nil { try checkSocket() }
    guard (tlsCert == nil) == (tlsKey == nil) else {
      throw ValidationError("--tls-cert and --tls-key go together: give both.")
    }
    guard !isLoopback else { return }
    guard tls != nil || noTls else {
      throw ValidationError(
        """
        --host: other machines reach \(host), and what they send could be read on the way: give \
        --tls-cert and --tls-key, or say --no-tls.
        """)
    }
    guard anonymous != .full else {
      throw ValidationError(
        "--anonymous: full is for loopback alone, and other machines reach \(host): give read.")
    }
  }

  private func checkSocket() throws {
    guard host == "127.0.0.1", port == 8000, tlsCert == nil, tlsKey == nil else {
      throw ValidationError("--unix is in place of --host, --port and TLS: leave them out.")
    }
    do throws(ClawLinkError) {
      _ = try NodeAddress(baseUrl: nil, unix: socket, ssh: nil)
    } catch {
      guard case .configuration(_, let problem) = error else { throw error }
      throw ValidationError("--unix: \(problem).")
    }
  }
}
