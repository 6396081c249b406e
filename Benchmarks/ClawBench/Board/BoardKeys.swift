extension Benchmark {
  /// From a key to the last byte of what is drawn for it, one key after the other.
  static let boardKeys = Benchmark(name: "board-keys") { program in
    try [1_000, 10_000].flatMap { tasks in
      try BoardLedger.withNode(tasks, .mixed) { ledger, _ in
        try ledger.open(program) { board in
          board.rest(settling)
          // Where nothing changes by itself.
          _ = try board.answer(to: "5", quiet: rest)
          let open = try seconds(board, pause: rest)
          _ = try board.answer(to: "d", quiet: rest)
          let closed = try seconds(board, pause: 0)
          return figures(open, "\(tasks) tasks, detail open")
            + figures(closed, "\(tasks) tasks, pane closed")
        }
      }
    }
  }

  private static let settling = 8.0
  private static let count = 300
  /// There and back, in the columns of what has ended.
  private static let keys = ["j", "j", "j", "l", "j", "k", "h", "k", "k", "k"]
  /// Seconds after a key without which the pane is drawn later.
  private static let rest = 0.15
  /// Seconds after which nothing more comes of a key.
  private static let quiet = 0.02

  private static func seconds(_ board: TerminalProgram, pause: Double) throws -> [Double] {
    try (0..<count).map { number in
      let key = keys[number % keys.count]
      let seconds = try board.answer(to: key, quiet: quiet).seconds
      board.rest(pause)
      return seconds
    }
  }

  private static func figures(_ seconds: [Double], _ how: String) -> [Figure] {
    let milliseconds = seconds.map { 1000 * $0 }
    return [
      Figure(what: "key to answer, \(how): ms", of: milliseconds, wanted: .oursAtMost(2)),
      Figure(
        what: "the same: p99, ms", ours: milliseconds.sorted().quantile(0.99),
        wanted: .oursAtMost(8)),
    ].compactMap { $0 }
  }
}
