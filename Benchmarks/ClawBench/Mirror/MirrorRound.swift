import Foundation

/// One node, mirrored by one process while tasks change, and asked by a bare client.
struct MirrorRound {
  typealias Place = ChangingTasks.Place

  /// Changes in each place.
  static let changes = 14
  /// Seconds after which the first requests are over.
  private static let warmUp = 1.5
  private static let requestsPerTick = 25
  private static let lanes = 2

  let load: PollingLoad
  let bare: PollingLoad
  /// Seconds from each change on the node to the event.
  let waits: [Place: [Double]]

  init(_ program: String, count: Int) throws {
    // All are at work at once.
    self = try NodeProcess.run(program, options: ["--slots", String(count)]) { node in
      let tasks = try ChangingTasks(
        on: node, count: count, places: Place.allCases, changes: Self.changes)
      let bare = try Self.bare(node, tasks.all)
      try tasks.settle()
      return try MirrorProcess.run([node.url]) { mirror in
        try mirror.wait(forTasks: count)
        try tasks.show(on: mirror)
        Thread.sleep(forTimeInterval: Self.warmUp)
        return try MirrorRound(mirror, node, tasks, bare: bare)
      }
    }
  }

  private init(
    _ mirror: MirrorProcess, _ node: NodeProcess, _ tasks: ChangingTasks, bare: PollingLoad
  ) throws {
    self.bare = bare
    var times: [Place: [String: UInt64]] = [:]
    load = try PollingLoad(of: mirror.child, on: node, requests: mirror.requests) {
      times = try tasks.change(watchedBy: mirror)
    }
    waits = try mirror.waits(for: times)
  }

  /// The mirror's requests and nothing else, before it and as long.
  private static func bare(_ node: NodeProcess, _ tasks: [String]) throws -> PollingLoad {
    try BenchFolder.use { folder in
      let child = try ChildProcess.role(
        .bare, [node.url, String(requestsPerTick), String(lanes)] + tasks, folder: folder)
      defer { child.end() }
      Thread.sleep(forTimeInterval: warmUp)
      return try PollingLoad(of: child, on: node) {
        try child.say("count")
        return try Int(child.nextLine(within: 10)) ?? 0
      }
    }
  }
}

extension MirrorProcess {
  /// Seconds from each change to its event.
  func waits(
    for times: [ChangingTasks.Place: [String: UInt64]]
  ) throws -> [ChangingTasks.Place: [Double]] {
    try times.mapValues { tasks in
      try tasks.map { task, time in
        Double(try moment(of: task, in: "running") - time) / 1_000_000_000
      }
    }
  }
}
