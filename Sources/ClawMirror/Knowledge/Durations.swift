public import Foundation

/// How long pieces of work took.
public struct Durations: Sendable, Equatable {
  /// Seconds, in ascending order.
  private var sorted: [TimeInterval] = []

  /// - Parameter seconds: in any order; what is negative, as two clocks can make it, is left out.
  public init(_ seconds: some Sequence<TimeInterval> = []) {
    sorted = seconds.filter { $0 >= 0 }.sorted()
  }

  /// How many there are.
  public var count: Int { sorted.count }

  /// Seconds that so great a share of them took at most, by the nearest rank; `nil` of none.
  ///
  /// - Parameter share: 0 to 1; 0.5 is the median.
  public func quantile(_ share: Double) -> TimeInterval? {
    guard !sorted.isEmpty else { return nil }
    let rank = Int((share * Double(sorted.count)).rounded(.up))
    return sorted[min(sorted.count, max(1, rank)) - 1]
  }
}
