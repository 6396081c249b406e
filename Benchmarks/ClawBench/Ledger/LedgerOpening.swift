/// A process of ours that opens a ledger.
struct LedgerOpening {
  /// To the first snapshot.
  let seconds: Double
  /// Tasks and moves in the snapshot.
  let tasks: Int
  let moves: Int
  /// `nil` where the system does not tell.
  let privateMiB: Double?

  init(_ path: String, folder: BenchFolder) throws {
    let child = try ChildProcess.role(.open, [path], folder: folder)
    defer { child.end() }
    let numbers = try child.nextLine(within: 60).split(separator: " ").compactMap { Double($0) }
    guard numbers.count == 3 else { throw BenchFault.unexpected("no snapshot of \(path)") }
    seconds = numbers[0]
    tasks = Int(numbers[1])
    moves = Int(numbers[2])
    privateMiB = ProcessFigures.mebibytes(of: child.id, "RssAnon")
  }
}
