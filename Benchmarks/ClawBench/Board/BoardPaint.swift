import Foundation

extension Benchmark {
  /// How soon a board shows what it knows. The peer is the program's own start, which shows nothing
  /// but its version: the rest is the machine's.
  static let boardPaint = Benchmark(name: "board-paint", peer: "`clawboard --version`") { program in
    try BoardLedger.use(1_000, .mixed) { ledger in
      var pictures: [TerminalProgram.Answer] = []
      var cpu: [Double?] = []
      var starts: [Double] = []
      var peers: [OtherProgram: [TerminalProgram.Answer]] = [:]
      // The first round warms up.
      for round in 0...rounds {
        let (picture, seconds) = try ledger.open(program) {
          (try $0.firstPicture(upTo: "quit"), ProcessFigures.cpuSeconds(of: $0.id))
        }
        let start = try ledger.run(program, ["--version"]) { try $0.secondsToEnd() }
        guard round > 0 else { continue }
        pictures.append(picture)
        cpu.append(seconds)
        starts.append(start)
        for other in OtherProgram.installed {
          peers[other, default: []].append(try ledger.run(other.name, []) { try $0.picture() })
        }
      }
      return figures(pictures, cpu, starts)
        + peers.flatMap { other, pictures in other.figures(of: pictures) }
    }
  }

  private static let rounds = 15

  private static func figures(
    _ pictures: [TerminalProgram.Answer], _ cpu: [Double?], _ starts: [Double]
  ) -> [Figure] {
    [
      Figure(
        what: "first picture, 1,000 tasks, node down: ms",
        of: pictures.map { 1000 * $0.seconds }, peer: 1000 * starts.median,
        wanted: .oursAtMost(30)),
      Figure(what: "processor time until then, ms", of: cpu.map { $0.map { 1000 * $0 } }),
      Figure(
        what: "bytes of it", of: pictures.map { Double($0.bytes) }, wanted: .oursAtMost(6_000)),
    ].compactMap { $0 }
  }
}
