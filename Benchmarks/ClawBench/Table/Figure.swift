/// One line of a table: a figure of ours beside the peer's.
struct Figure: Sendable {
  /// What the ratio of ours to the peer's has to be, or ours whatever the peer's.
  enum Wanted: Sendable {
    case atLeast(Double)
    case atMost(Double)
    case oursAtMost(Double)
  }

  /// With its unit.
  let what: String
  let ours: Double
  /// `nil` where there is nothing to compare with.
  var peer: Double?
  var wanted: Wanted?
  /// Between which nine tenths of what was measured are, of what was measured often.
  var spread: ClosedRange<Double>?

  /// Ours to the peer's.
  var ratio: Double? { peer.map { ours / $0 } }

  var isMissed: Bool {
    switch wanted {
    case .atLeast(let least): ratio.map { $0 < least } ?? false
    case .atMost(let most): ratio.map { $0 > most } ?? false
    case .oursAtMost(let most): ours > most
    case nil: false
    }
  }
}

extension Figure {
  /// The median of what was measured; `nil` where the system did not tell.
  init?(what: String, of values: [Double?], peer: Double? = nil, wanted: Wanted? = nil) {
    let told = values.compactMap { $0 }
    guard !told.isEmpty else { return nil }
    self.init(
      what: what, ours: told.median, peer: peer, wanted: wanted, spread: told.spread)
  }
}

extension Figure.Wanted {
  /// That many times less than the peer.
  static func timesLess(_ factor: Double) -> Figure.Wanted { .atMost(1 / factor) }
}
