/// Something of ours that is measured beside the same of a peer.
struct Benchmark: Sendable {
  /// What the command line calls it.
  let name: String
  /// What the figures are compared with.
  let peer: String
  /// Measures, bounded in count and time.
  let run: @Sendable (_ program: String) throws -> [Figure]

  static let all: [Benchmark] = [.nodeState, .nodeSubmit, .nodeMemory]
}
