extension Benchmark {
  /// Processor time that the board itself takes for a frame, without a terminal.
  static let boardFrames = Benchmark(name: "board-frames") { _ in
    try [1_000, 10_000].flatMap { try frames(tasks: $0) }
  }

  private static func frames(tasks: Int) throws -> [Figure] {
    try BenchFolder.use { folder in
      let child = try ChildProcess.role(.frames, [String(tasks), "200", "60"], folder: folder)
      defer { child.end() }
      func milliseconds() throws -> [Double] {
        try child.nextLine(within: 120).split(separator: " ").compactMap { Double($0) }
          .map { 1000 * $0 }
      }
      let what = "update and draw, \(tasks) tasks, 200×60, "
      return [
        Figure(
          what: what + "a task changes: ms", of: try milliseconds(), wanted: .oursAtMost(1)),
        Figure(what: what + "a key: ms", of: try milliseconds(), wanted: .oursAtMost(1)),
      ].compactMap { $0 }
    }
  }
}
