extension Benchmark {
  /// How fast a node says the state of a live task. Peer figures: CONTRACT section 6.
  static let nodeState = Benchmark(name: "node-state", peer: "the real node") { program in
    try NodeProcess.run(program) { node in
      let task = try NodeTasks(port: node.port).submit(prompt: "work for 3600s")
      let reads = StateReads(node: node, state: .get("/api/runtime/tasks/\(task)/state"))
      return try reads.figures(
        connections: 1, requests: 2_000, peer: .init(rate: 5_200, median: 0.18, p99: 0.3))
        + reads.figures(
          connections: 16, requests: 500, peer: .init(rate: 6_400, median: 2.3, p99: 5))
    }
  }
}
