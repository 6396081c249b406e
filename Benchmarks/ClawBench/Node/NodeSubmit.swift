extension Benchmark {
  /// How fast a node takes 500 tasks at once, and how long everybody else waits meanwhile. Peer
  /// figures: CONTRACT section 6.
  static let nodeSubmit = Benchmark(name: "node-submit", peer: "the real node") { program in
    let rounds = try (0..<5).map { _ in
      try NodeProcess.run(program) { try burst(port: $0.port) }
    }
    return [
      Figure(
        what: "500 submits over 50 connections: seconds in all",
        ours: rounds.map(\.seconds).median, peer: 9.4, wanted: .timesLess(3)),
      Figure(
        what: "longest wait of /health meanwhile, s",
        ours: rounds.map(\.longestWait).median, peer: 1.9, wanted: .timesLess(3)),
    ]
  }

  private static func burst(port: Int) throws -> (seconds: Double, longestWait: Double) {
    let load = Load(port: port, request: .submit(seconds: 3600), connections: 50, requests: 10)
    let probe = try HealthProbe(port: port)
    let result = Result { try load.run() }
    let longestWait = try probe.stop()
    return (try result.get().seconds, longestWait)
  }
}
