/// How many requests a second a node may be asked.
public struct PollBudget: Sendable, Equatable {
  /// As set: `requestsPerSecond`.
  public let set: Int
  /// Half of it is in force, because the node is much slower than at its best.
  public let isHalved: Bool

  public init(set: Int, isHalved: Bool = false) {
    self.set = set
    self.isHalved = isHalved
  }

  /// Requests a second now.
  public var inForce: Double { Double(set) / (isHalved ? 2 : 1) }
}
