import Foundation

/// A healthy node with 100 live tasks, mirrored alone or by a process that also mirrors one that
/// hangs and one that dies again and again.
struct NodesRound {
  private static let count = 100
  private static let changes = 30
  /// Tasks of each of the other nodes.
  private static let others = 20
  /// Seconds for which the node that dies lives.
  private static let life = Duration.seconds(5)

  /// Seconds from each change on the healthy node to the event.
  let waits: [ChangingTasks.Place: [Double]]

  init(_ program: String, isAlone: Bool) throws {
    self = try NodeProcess.run(program, options: ["--slots", String(Self.count)]) { node in
      let tasks = try ChangingTasks(
        on: node, count: Self.count, places: [.selected, .visible], changes: Self.changes)
      try tasks.settle()
      if isAlone { return try NodesRound(node, tasks) }
      return try NodeProcess.run(program) { hanging in
        try NodeProcess.run(program) { dying in
          for other in [hanging, dying] {
            try NodeTasks(port: other.port).submit(Self.others, prompt: "work for 3600s")
          }
          return try NodesRound(node, tasks, hanging, dying)
        }
      }
    }
  }

  private init(
    _ node: NodeProcess, _ tasks: ChangingTasks, _ hanging: NodeProcess? = nil,
    _ dying: NodeProcess? = nil
  ) throws {
    let others = [hanging, dying].compactMap { $0 }
    waits = try MirrorProcess.run([node.url] + others.map(\.url)) { mirror in
      try mirror.wait(forTasks: Self.count + others.count * Self.others)
      hanging?.freeze()
      var death = ContinuousClock.now
      let times = try tasks.change(watchedBy: mirror) {
        guard let dying, death.duration(to: .now) >= Self.life else { return }
        try dying.restart()
        death = .now
      }
      return try mirror.waits(for: times)
    }
  }
}
