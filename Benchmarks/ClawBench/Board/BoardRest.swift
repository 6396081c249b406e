extension Benchmark {
  /// What boards do of which nobody wants anything, for a minute, all at once. The peer is a process
  /// that mirrors the same node and draws nothing.
  static let boardRest = Benchmark(name: "board-rest", peer: "a mirror alone") { program in
    try BoardLedger.withNode(1_000, .ended) { idle, _ in
      // The same ledger would have one of both ask.
      try BoardLedger.use(1_000, .ended, url: idle.url) { mirrored in
        try BoardLedger.withNode(40, .half) { busy, _ in
          try BoardLedger.withNode(40, .half) { live, _ in
            try mirrored.mirror { mirror in
              try idle.open(program) { idle in
                try busy.open(program) { busy in
                  try live.open(program) { live in
                    figures(BoardRest(idle: idle, busy: busy, live: live, mirror: mirror))
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static func figures(_ rest: BoardRest) -> [Figure] {
    [
      Figure(
        what: "no live task, 60 s: bytes, the clock's among them", ours: rest.idleBytes,
        wanted: .oursAtMost(40)),
      rest.idleCPU.map {
        Figure(what: "the same: CPU time, s", ours: $0, peer: rest.mirrorCPU)
      },
      rest.drawingCPU.map {
        Figure(what: "the same: CPU besides polling, %", ours: $0, wanted: .oursAtMost(0.1))
      },
      Figure(
        what: "20 tasks at work, 60 s: bytes", ours: rest.busyBytes, wanted: .oursAtMost(2_000)),
      rest.busyCPU.map { Figure(what: "the same: CPU time, s", ours: $0) },
      Figure(
        what: "a live task selected, detail open: bytes a second", ours: rest.liveBytes / 60,
        wanted: .oursAtMost(40)),
    ].compactMap { $0 }
  }
}

/// What three boards and a mirror did in a minute.
struct BoardRest {
  private static let seconds = 60.0
  private static let settling = 10.0

  let idleBytes: Double
  let busyBytes: Double
  let liveBytes: Double
  /// Seconds; `nil` where the system does not tell.
  let idleCPU: Double?
  let busyCPU: Double?
  let mirrorCPU: Double?

  /// Percent of a processor that a board takes beside what the mirror takes.
  var drawingCPU: Double? {
    idleCPU.flatMap { idle in mirrorCPU.map { 100 * max(0, idle - $0) / Self.seconds } }
  }

  /// - Parameters:
  ///   - busy: a board whose selected task is to be none that is at work.
  ///   - live: likewise one that is.
  init(
    idle: TerminalProgram, busy: TerminalProgram, live: TerminalProgram, mirror: ChildProcess
  ) {
    let boards = [idle, busy, live]
    TerminalProgram.rest(boards, Self.settling)
    busy.type("5")
    live.type("3")
    TerminalProgram.rest(boards, Self.settling)
    let processes = [idle.id, busy.id, mirror.id]
    let before = processes.map { ProcessFigures.cpuSeconds(of: $0) }
    let bytes = TerminalProgram.rest(boards, Self.seconds).map { Double($0) }
    let cpu = zip(processes, before).map { process, before in
      before.flatMap { before in ProcessFigures.cpuSeconds(of: process).map { $0 - before } }
    }
    (idleBytes, busyBytes, liveBytes) = (bytes[0], bytes[1], bytes[2])
    (idleCPU, busyCPU, mirrorCPU) = (cpu[0], cpu[1], cpu[2])
  }
}
