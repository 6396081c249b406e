/// Something of ours that is measured beside the same of a peer.
struct Benchmark: Sendable {
  /// What the command line calls it.
  let name: String
  /// What the figures are compared with; `nil` for nothing but what is wanted.
  var peer: String?
  /// Measures, bounded in count and time.
  let run: @Sendable (_ program: String) throws -> [Figure]

  var title: String { peer.map { "\(name), beside \($0)" } ?? name }

  static let all: [Benchmark] = [
    .nodeState, .nodeSubmit, .nodeMemory, .mirror100, .mirror500, .mirrorNodes, .ledger,
  ]
}
