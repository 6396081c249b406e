extension Benchmark {
  /// What a node holds after 1,300 tasks, 500 of them at work. Peer figure: CONTRACT section 6.
  static let nodeMemory = Benchmark(name: "node-memory", peer: "the real node") { program in
    // The real node works on everything at once.
    try NodeProcess.run(program, options: ["--slots", "500"]) { node in
      let tasks = NodeTasks(port: node.port)
      try tasks.submit(800, seconds: 1)
      try tasks.wait(for: 800, in: "completed")
      try tasks.submit(500, seconds: 3600)
      return figures(of: node.id)
    }
  }

  private static func figures(of node: Int32) -> [Figure] {
    guard let resident = ProcessFigures.megabytes(of: node, "VmRSS"),
      let own = ProcessFigures.megabytes(of: node, "RssAnon")
    else {
      print("Left out: this system does not tell the memory of another process.")
      return []
    }
    return [
      Figure(
        what: "after 1,300 tasks, 500 live: resident, MB", ours: resident, peer: 555,
        wanted: .timesLess(3)),
      Figure(what: "private of it, MB", ours: own),
    ]
  }
}
