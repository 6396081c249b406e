import ClawLink
import ClawMirror

/// One look at several nodes, all at once: none waits for another.
struct NodeSweep: Sendable {
  /// Requests a second that a look at everything may make of one node.
  static let rate = 1000

  let connections: [NodeConnection]
  var source = NodeMirror.Source.node

  /// What is known of each node, in their order.
  ///
  /// - Parameter tasksPerNode: how many tasks to ask each for; 0 reads the logs alone.
  func snapshots(tasksPerNode: Int) async -> [BoardSnapshot] {
    await eachNode { connection in
      await connection.mirror.sweep(source, budget: tasksPerNode)
    }
  }

  /// What `body` gives for each node, in their order.
  func eachNode<Value: Sendable>(
    _ body: @escaping @Sendable (NodeConnection) async -> Value
  ) async -> [Value] {
    await withTaskGroup(of: (Int, Value).self) { group in
      for (index, connection) in connections.enumerated() {
        group.addTask { (index, await body(connection)) }
      }
      var values: [(Int, Value)] = []
      for await value in group { values.append(value) }
      return values.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

extension NodeRecord {
  /// Why its list of tasks could not be had; `nil` when it could.
  var listingFailure: CommandFailure? {
    if case .silent(_, _, let reason) = health { return CommandFailure(reason) }
    switch discovery {
    case .untried, .working, .partial, .cutOff: return nil
    case .notPermitted(let permission):
      return CommandFailure(
        .notPermitted,
        allowsAnonymousDiscovery
          ? "\(name) lets neither \(userId ?? "us") nor an anonymous session read its audit log "
            + "(\(permission.shown)): only own tasks are listed"
          : "\(name) does not let \(userId ?? "us") read its audit log (\(permission.shown)): "
            + "leave --user-id out, or set anonymousDiscovery: true to read it without a user")
    case .failing(let reason): return CommandFailure(reason)
    }
  }
}

extension CommandFailure {
  init(_ error: ClawLinkError) {
    self.init(ExitStatus(error), error.namingFlag)
  }
}
