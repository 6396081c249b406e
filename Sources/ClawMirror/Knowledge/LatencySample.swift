public import Foundation

/// How long a node took to answer in one span of ``span`` seconds.
public struct LatencySample: Sendable, Equatable {
  /// Seconds that one sample stands for.
  public static let span: TimeInterval = 10
  /// How many of them a node's record holds: five minutes.
  public static let limit = 30
  /// Milliseconds.
  private static let steps = [
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000,
  ]

  /// When the span began; all nodes' spans begin at the same moments.
  public let time: Date
  /// Milliseconds that its slowest answer took at most, in steps of 1, 2, 5, 10 and so on up to
  /// 60,000; `nil` when the node was asked and did not answer.
  public let ms: Int?

  /// A sample as it is shown.
  public init(time: Date, ms: Int?) {
    self.time = time
    self.ms = ms
  }

  /// - Parameter slowest: seconds.
  init(time: Date, slowest: TimeInterval?) {
    self.time = time
    ms = slowest.map { seconds in
      Self.steps.first { seconds * 1000 <= Double($0) } ?? Self.steps[Self.steps.count - 1]
    }
  }
}
