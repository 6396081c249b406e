/// One line of a table: a figure of ours beside the peer's.
struct Figure: Sendable {
  /// What the ratio of ours to the peer's has to be.
  enum Wanted: Sendable {
    case atLeast(Double)
    case atMost(Double)
  }

  /// With its unit.
  let what: String
  let ours: Double
  /// `nil` where there is nothing to compare with.
  var peer: Double?
  var wanted: Wanted?

  /// Ours to the peer's.
  var ratio: Double? { peer.map { ours / $0 } }

  var isMissed: Bool {
    guard let ratio else { return false }
    return switch wanted {
    case .atLeast(let least): ratio < least
    case .atMost(let most): ratio > most
    case nil: false
    }
  }
}

extension Figure.Wanted {
  /// That many times less than the peer.
  static func timesLess(_ factor: Double) -> Figure.Wanted { .atMost(1 / factor) }
}
