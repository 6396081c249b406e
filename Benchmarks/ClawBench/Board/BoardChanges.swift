extension Benchmark {
  /// Bytes that it takes to show a card in another column.
  static let boardChanges = Benchmark(name: "board-changes") { program in
    try BoardLedger.withNode(7 * few, .even) { few, fewNode in
      try BoardLedger.withNode(7 * many, .even) { many, manyNode in
        try few.open(program) { fewBoard in
          try many.open(program) { manyBoard in
            let changes = try changes([fewBoard, manyBoard], [fewNode, manyNode])
            return figures(changes[0], "five cards a column", wanted: 700)
              + figures(changes[1], "full columns", wanted: 1_500)
          }
        }
      }
    }
  }

  /// Cards in each column.
  private static let few = 5
  private static let many = 30
  /// The second one at work.
  private static let card = 9
  private static let settling = 8.0
  /// Seconds after which a change is seen and drawn, and less than it is highlighted.
  private static let showing = 2.5
  /// Seconds after which no change is highlighted any more.
  private static let highlighting = 5.0

  /// Of each board: the bytes of a change, and of the end of its highlight.
  private static func changes(
    _ boards: [TerminalProgram], _ nodes: [StandInNode]
  ) throws -> [(shown: [Double], ended: [Double])] {
    TerminalProgram.rest(boards, settling)
    // The selection stays out of it.
    for board in boards { board.type("5") }
    TerminalProgram.rest(boards, settling)
    var changes = boards.map { _ in (shown: [Double](), ended: [Double]()) }
    for step in 0..<6 {
      // There and back: in both columns it is among those that are drawn.
      for node in nodes { node.change(card, to: step % 2 == 0 ? "waiting" : "running") }
      for (index, bytes) in TerminalProgram.rest(boards, showing).enumerated() {
        changes[index].shown.append(Double(bytes))
      }
      for (index, bytes) in TerminalProgram.rest(boards, highlighting).enumerated() {
        changes[index].ended.append(Double(bytes))
      }
    }
    return changes
  }

  private static func figures(
    _ changes: (shown: [Double], ended: [Double]), _ how: String, wanted: Double
  ) -> [Figure] {
    [
      Figure(
        what: "a card in another column, \(how): bytes", of: changes.shown,
        wanted: .oursAtMost(wanted)),
      Figure(what: "the end of its highlight", of: changes.ended),
    ].compactMap { $0 }
  }
}
