/// What came of a load.
struct LoadRound: Sendable {
  /// In all.
  let seconds: Double
  let requestsPerSecond: Double
  let medianSeconds: Double
  let p99Seconds: Double
  /// Processor time of the node for each request, where the system tells.
  var nodeCPUSeconds: Double?

  /// - Parameter waits: of each request, in seconds.
  init(seconds: Double, waits: [Double]) {
    let sorted = waits.sorted()
    self.seconds = seconds
    requestsPerSecond = Double(waits.count) / seconds
    medianSeconds = sorted.quantile(0.5)
    p99Seconds = sorted.quantile(0.99)
  }
}
