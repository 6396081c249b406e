extension Duration {
  /// `300 s`; shorter ones as `500 ms`.
  var words: String {
    let (seconds, attoseconds) = components
    guard seconds < 1 else { return "\(seconds) s" }
    return "\(attoseconds / 1_000_000_000_000_000) ms"
  }
}
