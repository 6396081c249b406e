extension Benchmark {
  /// Bytes that it takes to move the selection.
  static let boardMoves = Benchmark(name: "board-moves") { program in
    try BoardLedger.withNode(1_000, .mixed) { ledger, _ in
      try ledger.open(program) { board in
        board.rest(settling)
        // Ended tasks: of a live one the pane tells the seconds.
        _ = try board.answer(to: "5", quiet: pause)
        let open = try moves(board)
        board.type("g")
        board.rest(pause)
        let burst = try fastMoves(board)
        _ = try board.answer(to: "gd", quiet: pause)
        let closed = try moves(board)
        return figures(closed, "pane closed", wanted: 350)
          + figures(open, "detail open", wanted: 1_200)
          + [
            Figure(
              what: "20 fast moves, detail open, drawn once the keys rest: bytes",
              ours: Double(burst))
          ]
      }
    }
  }

  /// Seconds after which a board that has just opened is at rest.
  private static let settling = 8.0
  /// Seconds after which keys rest.
  private static let pause = 0.4
  /// Seconds between two keys of a hand that holds one down.
  private static let repetition = 0.033

  /// Bytes of each of 20 moves among the cards that are drawn, and of 20 beyond them.
  private static func moves(
    _ board: TerminalProgram
  ) throws -> (within: [Double], beyond: [Double]) {
    func move(_ key: String) throws -> Double {
      Double(try board.answer(to: key, quiet: pause).bytes)
    }
    let within = try (0..<20).map { try move($0 / 4 % 2 == 0 ? "j" : "k") }
    return (within, try (0..<20).map { _ in try move("j") })
  }

  private static func fastMoves(_ board: TerminalProgram) throws -> Int {
    var bytes = 0
    for _ in 0..<20 {
      board.type("j")
      bytes += board.rest(repetition)
    }
    return bytes + board.rest(pause)
  }

  private static func figures(
    _ moves: (within: [Double], beyond: [Double]), _ how: String, wanted: Double
  ) -> [Figure] {
    [
      Figure(
        what: "to the next card, \(how): bytes", of: moves.within, wanted: .oursAtMost(wanted)),
      Figure(what: "the same where the column scrolls", of: moves.beyond),
    ].compactMap { $0 }
  }
}
