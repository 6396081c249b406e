import Foundation

/// How long to leave a node alone after failures in a row: 1, 2, 4, 8, then 10 s, each up to a
/// fifth longer so that many clients do not come back in step.
public struct Backoff: Sendable {
  private var failures = 0

  /// Without a failure so far.
  public init() {}

  /// Counts a failure.
  ///
  /// - Parameter jitter: 0 to 1, how much of the fifth is taken. Random by default.
  /// - Returns: seconds to wait.
  public mutating func failed(jitter: Double = .random(in: 0...1)) -> Double {
    let delay = min(10, pow(2, Double(min(failures, 4))))
    failures += 1
    return delay * (1 + 0.2 * jitter)
  }

  /// The node answered: the next failure counts as the first.
  public mutating func succeeded() {
    failures = 0
  }
}
