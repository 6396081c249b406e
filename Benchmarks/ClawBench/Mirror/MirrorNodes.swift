extension Benchmark {
  /// What nodes that hang or die do to how soon a change on a healthy one shows. The peer is the
  /// same process with that node alone.
  static let mirrorNodes = Benchmark(name: "mirror-nodes", peer: "that node alone") { program in
    let alone = try NodesRound(program, isAlone: true)
    let among = try NodesRound(program, isAlone: false)
    return ChangingTasks.Place.allCases.compactMap { place in
      guard let ours = among.waits[place], let peer = alone.waits[place] else { return nil }
      return Figure(
        what: "from change to event, \(place) task: median, ms", ours: 1000 * ours.median,
        peer: 1000 * peer.median, wanted: .atMost(1.5))
    }
  }
}
