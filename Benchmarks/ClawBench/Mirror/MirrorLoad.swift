extension Benchmark {
  /// What it costs to follow many live tasks for 20 s, and how soon a change shows. Peer figures:
  /// the reference client on the real node.
  static let mirror100 = mirror(
    MirrorLoad(
      count: 100, peer: .init(rate: 95, connections: 139, cpu: 0.57, memory: 170),
      wait: .init(median: 527, p95: 979), hidden: .init(median: 530, p95: 1_000)))

  static let mirror500 = mirror(
    MirrorLoad(
      count: 500, peer: .init(rate: 475, connections: 500, cpu: 2.07, memory: 290),
      wait: .init(median: 514, p95: 957), hidden: .init(median: 3_000, p95: 6_000)))

  private static func mirror(_ load: MirrorLoad) -> Benchmark {
    Benchmark(name: "mirror-\(load.count)", peer: "the reference client") { program in
      load.figures(try (0..<3).map { _ in try MirrorRound(program, count: load.count) })
    }
  }
}

/// The figures of mirroring so many live tasks.
struct MirrorLoad: Sendable {
  /// In 20 s, and MB.
  struct Peer {
    let rate: Double
    let connections: Double
    let cpu: Double
    let memory: Double
  }

  /// Milliseconds.
  struct Wait {
    let median: Double
    let p95: Double
  }

  let count: Int
  let peer: Peer
  /// The peer's, of every task.
  let wait: Wait
  /// What is wanted of tasks that are not in view.
  let hidden: Wait

  func figures(_ rounds: [MirrorRound]) -> [Figure] {
    let loads = rounds.map(\.load)
    let bare = rounds.map(\.bare)
    return [
      Figure(
        what: "calls of the adapter a second", ours: loads.map(\.requestsPerSecond).median,
        peer: peer.rate, wanted: .oursAtMost(100.5)),
      Figure(what: "the same of a bare client", ours: bare.map(\.requestsPerSecond).median),
      Figure(
        what: "connections, most at once",
        of: loads.map { $0.connections.map(Double.init) }, peer: peer.connections,
        wanted: .oursAtMost(4)),
      Figure(
        what: "CPU time over 20 s, s", of: loads.map(\.cpuSeconds), peer: peer.cpu,
        wanted: .oursAtMost(0.8)),
      Figure(
        what: "CPU time beside that of a bare client, s", of: loads.map(\.cpuSeconds),
        peer: bare.compactMap(\.cpuSeconds).median, wanted: .atMost(1.5)),
      Figure(
        what: "private memory, MiB", of: loads.map(\.privateMiB), wanted: .oursAtMost(8)),
      Figure(
        what: "resident memory, MiB", of: loads.map(\.residentMiB), peer: peer.memory,
        wanted: .oursAtMost(40)),
    ].compactMap { $0 }
      + waits(.selected, rounds, Wait(median: 150, p95: 270))
      + waits(.visible, rounds, Wait(median: 530, p95: 1_000))
      + waits(.hidden, rounds, hidden)
  }

  private func waits(
    _ place: ChangingTasks.Place, _ rounds: [MirrorRound], _ wanted: Wait
  ) -> [Figure] {
    let sorted = rounds.flatMap { $0.waits[place, default: []] }.sorted()
    let what = "from change to event, \(place) task: "
    return [
      Figure(
        what: what + "median, ms", ours: 1000 * sorted.quantile(0.5), peer: wait.median,
        wanted: .oursAtMost(wanted.median)),
      Figure(
        what: what + "p95, ms", ours: 1000 * sorted.quantile(0.95), peer: wait.p95,
        wanted: .oursAtMost(wanted.p95)),
    ]
  }
}
