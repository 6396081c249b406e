/// Reads of a state beside reads of `/health` in the same minute: how they compare does not depend
/// on the machine.
struct StateReads {
  /// Requests a second, and milliseconds.
  struct Peer {
    let rate: Double
    let median: Double
    let p99: Double
  }

  private static let rounds = 7

  let node: NodeProcess
  let state: WireRequest

  func figures(connections: Int, requests: Int, peer: Peer) throws -> [Figure] {
    var states: [LoadRound] = []
    var healths: [LoadRound] = []
    // The first round warms up.
    for round in 0...Self.rounds {
      let read = try self.round(state, connections, requests)
      let health = try self.round(.health, connections, requests)
      guard round > 0 else { continue }
      states.append(read)
      healths.append(health)
    }
    let what = "GET state, \(connections) connection\(connections > 1 ? "s" : "")"
    return figures(what + ": ", states, peer)
      + figures(what + ": ", states, besides: healths)
  }

  private func round(
    _ request: WireRequest, _ connections: Int, _ requests: Int
  ) throws -> LoadRound {
    let before = ProcessFigures.cpuSeconds(of: node.id)
    var round = try Load(
      port: node.port, request: request, connections: connections, requests: requests
    ).run()
    if let before, let after = ProcessFigures.cpuSeconds(of: node.id) {
      round.nodeCPUSeconds = (after - before) / Double(connections * requests)
    }
    return round
  }

  private func figures(_ what: String, _ rounds: [LoadRound], _ peer: Peer) -> [Figure] {
    [
      Figure(
        what: what + "requests/s", ours: rounds.map(\.requestsPerSecond).median, peer: peer.rate,
        wanted: .atLeast(1)),
      Figure(
        what: what + "median, ms", ours: 1000 * rounds.map(\.medianSeconds).median,
        peer: peer.median, wanted: .atMost(1)),
      Figure(
        what: what + "p99, ms", ours: 1000 * rounds.map(\.p99Seconds).median, peer: peer.p99,
        wanted: .atMost(1)),
    ]
  }

  private func figures(
    _ what: String, _ states: [LoadRound], besides healths: [LoadRound]
  ) -> [Figure] {
    let rates = zip(states, healths).map { $0.requestsPerSecond / $1.requestsPerSecond }
    let cpu = states.compactMap(\.nodeCPUSeconds)
    let ratio = Figure(what: what + "rate to that of /health", ours: rates.median)
    if cpu.isEmpty { return [ratio] }
    return [ratio, Figure(what: what + "node's CPU time, µs", ours: 1_000_000 * cpu.median)]
  }
}
