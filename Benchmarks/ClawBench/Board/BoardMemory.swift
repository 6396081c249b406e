extension Benchmark {
  /// What a board holds in memory when it has been open for a while.
  static let boardMemory = Benchmark(name: "board-memory") { program in
    let some = try memory(program, 1_000, .mixed)
    let many = try memory(program, 100_000, .ended)
    guard let some, let many else {
      print("Left out: this system does not tell the memory of another process.")
      return []
    }
    return [
      Figure(
        what: "1,000 tasks, one node: private, MiB", ours: some.own, wanted: .oursAtMost(8)),
      Figure(what: "the same: resident, MiB", ours: some.resident, wanted: .oursAtMost(36)),
      Figure(
        what: "100,000 ended tasks: private, MiB", ours: many.own, wanted: .oursAtMost(64)),
      Figure(what: "the same: resident, MiB", ours: many.resident),
    ]
  }

  /// Seconds after which everything was asked for once.
  private static let warmUp = 8.0

  private static func memory(
    _ program: String, _ tasks: Int, _ mix: TaskMix
  ) throws -> (own: Double, resident: Double)? {
    try BoardLedger.withNode(tasks, mix) { ledger, _ in
      try ledger.open(program) { board in
        board.rest(warmUp)
        // What is drawn after a move counts as well.
        board.type("jj")
        board.rest(1)
        guard let own = ProcessFigures.mebibytes(of: board.id, "RssAnon"),
          let resident = ProcessFigures.mebibytes(of: board.id, "VmRSS")
        else { return nil }
        return (own, resident)
      }
    }
  }
}
