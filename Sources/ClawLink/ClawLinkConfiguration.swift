/// How to reach a node, under the documented names.
public struct ClawLinkConfiguration: Sendable, Equatable {
  /// The node's address, `http` or `https`, with an optional path prefix. Trailing slashes do not
  /// matter.
  public let baseUrl: NodeAddress
  /// Who submits, for the node's audit log. A session with a user needs a role on the node
  /// (CONTRACT quirk 8); without one it is anonymous.
  public let userId: String?
  /// Which machine submits; the node never returns it.
  public let deviceId: String?
  /// Milliseconds between two looks at a task, 50 to 3,600,000. Default 1000.
  public let pollIntervalMs: Int
  /// Milliseconds that one request may take from its first byte to the last of its answer, 100 to
  /// 3,600,000. Default 30000.
  public let timeoutMs: Int

  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` naming the value that cannot be used.
  public init(
    baseUrl: String, userId: String? = nil, deviceId: String? = nil, pollIntervalMs: Int = 1000,
    timeoutMs: Int = 30_000
  ) throws(ClawLinkError) {
    self.baseUrl = try NodeAddress(baseUrl)
    self.userId = userId
    self.deviceId = deviceId
    self.pollIntervalMs = try Self.inRange(pollIntervalMs, 50...3_600_000, key: "pollIntervalMs")
    self.timeoutMs = try Self.inRange(timeoutMs, 100...3_600_000, key: "timeoutMs")
  }

  /// Milliseconds that a reading request may take: the smaller of ``timeoutMs`` and the larger of
  /// 5 s and three intervals, so that a frozen node is noticed soon.
  var readTimeoutMs: Int { min(timeoutMs, max(5000, 3 * pollIntervalMs)) }

  private static func inRange(
    _ value: Int, _ range: ClosedRange<Int>, key: String
  ) throws(ClawLinkError) -> Int {
    guard range.contains(value) else {
      throw .configuration(
        key: key,
        problem: "\(value) is out of range: give \(range.lowerBound) to \(range.upperBound) ms")
    }
    return value
  }
}
