/// How to reach a node, under the documented names.
public struct ClawLinkConfiguration: Sendable, Equatable {
  /// The node's address: `http` or `https` with an optional path prefix, a unix socket, or one of
  /// them behind ssh. Trailing slashes do not matter.
  public let baseUrl: NodeAddress
  /// Who submits, for the node's audit log. A session with a user needs a role on the node
  /// (CONTRACT quirk 8); without one it is anonymous.
  public private(set) var userId: String?
  /// Which machine submits; the node never returns it.
  public let deviceId: String?
  /// Milliseconds between two looks at a task, 50 to 3,600,000. Default 1000.
  public let pollIntervalMs: Int
  /// Milliseconds that one request may take from its first byte to the last of its answer, 100 to
  /// 3,600,000. Default 30000.
  public let timeoutMs: Int
  /// What binds us to a user, on nodes that want one. Sent with every request.
  public private(set) var token: BearerToken?
  /// A file of certificates that are trusted for https on top of the system's.
  public let caFile: String?
  /// Bytes of an answer that are read at most, 1,024 to 1,073,741,824. Default 8 MiB.
  public let bodyLimitBytes: Int
  /// How many looks at tasks a second at most, 1 to 10,000. Default 100.
  public let requestsPerSecond: Int
  /// What is in ``caFile``.
  let trusted: TrustedCertificates?

  /// What ``pollIntervalMs`` may be.
  public static let pollIntervalRange = 50...3_600_000
  /// What ``timeoutMs`` may be.
  public static let timeoutRange = 100...3_600_000
  /// What ``requestsPerSecond`` may be.
  public static let requestRateRange = 1...10_000

  /// Checks all values.
  ///
  /// - Parameters:
  ///   - baseUrl: for example `http://localhost:8000`, `unix:/run/claw.sock` or
  ///     `ssh://ann@build/http://localhost:8000`, which needs a ``NodeWay``; see ``NodeAddress``.
  ///     Trailing slashes do not matter, a path prefix is kept.
  ///   - userId: who submits. Default: anonymous.
  ///   - deviceId: which machine submits. Default: not said.
  ///   - pollIntervalMs: 50 to 3,600,000. Default 1000.
  ///   - timeoutMs: 100 to 3,600,000. Default 30000.
  ///   - token: a bearer token. Default: none.
  ///   - sendsTokenInClear: allows a token over plain http to another machine, where anyone on the
  ///     way can read it. Loopback, unix sockets and ssh need no such word. Default: refused.
  ///   - caFile: path of a file of certificates in PEM form, for a node whose authority the system
  ///     does not know. It is read now. Default: the system's authorities alone.
  ///   - bodyLimitBytes: 1,024 to 1,073,741,824. Default 8 MiB.
  ///   - requestsPerSecond: 1 to 10,000. Default 100.
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` naming the value that cannot be used.
  public init(
    baseUrl: String, userId: String? = nil, deviceId: String? = nil, pollIntervalMs: Int = 1000,
    timeoutMs: Int = 30_000, token: BearerToken? = nil, sendsTokenInClear: Bool = false,
    caFile: String? = nil, bodyLimitBytes: Int = 8 * 1_048_576, requestsPerSecond: Int = 100
  ) throws(ClawLinkError) {
    let address = try NodeAddress(baseUrl)
    if token != nil, !address.isPrivateToTheEnds, !sendsTokenInClear {
      throw .configuration(
        key: "token",
        problem: "\(address) is plain http to another machine, where the token could be read: "
          + "use https, or allow it with sendsTokenInClear")
    }
    self.baseUrl = address
    self.userId = userId
    self.deviceId = deviceId
    self.token = token
    self.caFile = caFile
    trusted = try caFile.map { path throws(ClawLinkError) in try TrustedCertificates(path: path) }
    self.pollIntervalMs = try Self.inRange(
      pollIntervalMs, Self.pollIntervalRange, key: "pollIntervalMs", unit: " ms")
    self.timeoutMs = try Self.inRange(
      timeoutMs, Self.timeoutRange, key: "timeoutMs", unit: " ms")
    self.bodyLimitBytes = try Self.inRange(
      bodyLimitBytes, 1024...1_073_741_824, key: "bodyLimitBytes", unit: " bytes")
    self.requestsPerSecond = try Self.inRange(
      requestsPerSecond, Self.requestRateRange, key: "requestsPerSecond", unit: "")
  }

  /// The same node for nobody in particular: without a user and without a token.
  public var anonymous: ClawLinkConfiguration {
    var configuration = self
    (configuration.userId, configuration.token) = (nil, nil)
    return configuration
  }

  /// Milliseconds that a reading request may take: the smaller of ``timeoutMs`` and the larger of
  /// 5 s and three intervals, so that a frozen node is noticed soon.
  var readTimeoutMs: Int { min(timeoutMs, max(5000, 3 * pollIntervalMs)) }

  /// Milliseconds that a connection may take to open: less than the shortest limit of a request, so
  /// that one that never opened is told as such, and not as a request whose answer was lost.
  var connectTimeoutMs: Int { readTimeoutMs * 9 / 10 }

  private static func inRange(
    _ value: Int, _ range: ClosedRange<Int>, key: String, unit: String
  ) throws(ClawLinkError) -> Int {
    guard range.contains(value) else {
      throw .configuration(
        key: key,
        problem: "\(value) is out of range: give \(range.lowerBound) to \(range.upperBound)\(unit)")
    }
    return value
  }
}
