import Foundation

extension Benchmark {
  /// How soon a board has what it knows already, what that takes of memory, and how fast it is
  /// written.
  static let ledger = Benchmark(name: "ledger-100000") { _ in
    try opening(1_000, privateMiB: 8) + opening(100_000, privateMiB: 64) + moving(1_000, moves: 10)
  }

  private static let rounds = 7

  /// - Parameter privateMiB: what it may take.
  private static func opening(_ tasks: Int, privateMiB: Double) throws -> [Figure] {
    try BenchFolder.use { folder in
      let path = folder.path + "/ledger"
      let filling = try ChildProcess.role(.fill, [path, String(tasks)], folder: folder)
      defer { filling.end() }
      _ = try filling.nextLine(within: 600)
      let openings = try (0..<rounds).map { _ in try LedgerOpening(path, folder: folder) }
      let what = "ledger of \(tasks) ended tasks: "
      return [
        Figure(
          what: what + "to the first snapshot, ms",
          ours: 1000 * openings.map(\.seconds).median, wanted: .oursAtMost(100)),
        Figure(
          what: what + "private memory, MiB", of: openings.map(\.privateMiB),
          wanted: .oursAtMost(privateMiB)),
      ].compactMap { $0 }
    }
  }

  /// Written, and there after the writer was killed.
  private static func moving(_ tasks: Int, moves: Int) throws -> [Figure] {
    var lost = 0
    let seconds = try (0..<rounds).map { _ in
      try BenchFolder.use { folder in
        let path = folder.path + "/ledger"
        let writer = try ChildProcess.role(
          .move, [path, String(tasks), String(moves)], folder: folder)
        let line = Result { try writer.nextLine(within: 600) }
        writer.end(with: SIGKILL)
        let seconds = try Double(line.get()) ?? .nan
        lost += try tasks * moves - LedgerOpening(path, folder: folder).moves
        return seconds
      }
    }
    return [
      Figure(
        what: "\(tasks * moves) transitions written, s", ours: seconds.median,
        wanted: .oursAtMost(1)),
      Figure(
        what: "lost of them when the writer is killed", ours: Double(lost),
        wanted: .oursAtMost(0)),
    ]
  }
}
