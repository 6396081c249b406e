import Foundation

/// How long to leave a node alone after failures in a row: 1, 2, 4, 8, then 10 s, each up to a
/// fifth longer so that many boards do not come back in step.
struct Backoff {
  private(set) var failures = 0

  mutating func failed(jitter: Double = .random(in: 0...1)) -> TimeInterval {
    let delay = min(10, pow(2, Double(min(failures, 4))))
    failures += 1
    return delay * (1 + 0.2 * jitter)
  }

  mutating func succeeded() {
    failures = 0
  }
}
