import Foundation

/// What a process that asks a node costs over some time.
struct PollingLoad {
  let requestsPerSecond: Double
  /// Over 20 s, the time of the peer's figure. `nil` where the system does not tell; the others
  /// likewise.
  let cpuSeconds: Double?
  /// The most at once.
  let connections: Int?
  let privateMiB: Double?
  let residentMiB: Double?

  static let seconds = 20.0

  /// Measures for 20 s, within which `body` is run.
  ///
  /// - Parameter requests: how many it has begun so far.
  init(
    of child: ChildProcess, on node: NodeProcess, requests: () throws -> Int,
    while body: () throws -> Void = {}
  ) throws {
    let watch = ConnectionWatch(process: child.id, port: node.port)
    let began = ContinuousClock.now
    let cpuBefore = ProcessFigures.cpuSeconds(of: child.id)
    let requestsBefore = try requests()
    try body()
    let rest = Self.seconds - (ContinuousClock.now - began) / .seconds(1)
    if rest > 0 { Thread.sleep(forTimeInterval: rest) }
    let count = try requests() - requestsBefore
    let cpuAfter = ProcessFigures.cpuSeconds(of: child.id)
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    requestsPerSecond = Double(count) / seconds
    cpuSeconds = cpuBefore.flatMap { before in
      cpuAfter.map { ($0 - before) / seconds * Self.seconds }
    }
    connections = watch.stop()
    privateMiB = ProcessFigures.mebibytes(of: child.id, "RssAnon")
    residentMiB = ProcessFigures.mebibytes(of: child.id, "VmRSS")
  }
}
