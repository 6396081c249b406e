extension Sequence<Double> {
  /// Not a number when there is none.
  var median: Double { sorted().quantile(0.5) }

  /// Without the lowest and the highest twentieth; `nil` of fewer than two.
  var spread: ClosedRange<Double>? {
    let sorted = sorted()
    return sorted.count < 2 ? nil : sorted.quantile(0.05)...sorted.quantile(0.95)
  }
}

extension [Double] {
  /// Of sorted numbers: the one below which that part of them is.
  func quantile(_ part: Double) -> Double {
    isEmpty ? .nan : self[Swift.min(count - 1, Int(Double(count) * part))]
  }
}
