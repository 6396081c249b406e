extension Sequence<Double> {
  /// Not a number when there is none.
  var median: Double { sorted().quantile(0.5) }
}

extension [Double] {
  /// Of sorted numbers: the one below which that part of them is.
  func quantile(_ part: Double) -> Double {
    isEmpty ? .nan : self[Swift.min(count - 1, Int(Double(count) * part))]
  }
}
