import ArgumentParser
import ClawLink
import ClawNode

/// Where a node listens and whom it lets in.
struct NodeAccessOptions: ParsableArguments {
  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 lets the system choose.")
  var port = 8000

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

  var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

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
}
