/// Something of ours that is measured beside the same of a peer.
struct Benchmark: Sendable {
  /// What the command line calls it.
  let name: String
  /// What the figures are compared with; `nil` for nothing but what is wanted.
  var peer: String?
  /// Measures, bounded in count and time.
  let run: @Sendable (_ program: String) throws -> [Figure]

  var title: String { peer.map { "\(name), beside \($0)" } ?? name }

  /// Whether it is meant by a name of its own, or by that of a group, which is how it begins.
  func isMeant(by word: String) -> Bool { name == word || name.hasPrefix(word + "-") }

  static let all: [Benchmark] = [
    .nodeState, .nodeSubmit, .nodeMemory, .mirror100, .mirror500, .mirrorNodes, .ledger,
    .boardPaint, .boardMemory, .boardMoves, .boardChanges, .boardRest, .boardKeys, .boardFrames,
  ]
}
