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
  /// Why its list of tasks could not be had; `nil` when it could, as far as we may see it.
  var listingFailure: CommandFailure? {
    if case .silent(_, _, let reason) = health { return CommandFailure(reason) }
    if case .failing(let reason) = discovery { return CommandFailure(reason) }
    return nil
  }

  /// Why it lists own tasks only; `nil` when it lists all.
  var listingLimit: String? {
    guard case .notPermitted(let permission) = discovery else { return nil }
    let reader = allowsAnonymousDiscovery ? "nor an anonymous session " : ""
    return "\(name) \(allowsAnonymousDiscovery ? "lets neither" : "does not let") "
      + "\(userId ?? "us") \(reader)read its audit log (\(permission.shown)): only own tasks are known"
      + (allowsAnonymousDiscovery
        ? "" : "; anonymousDiscovery: true reads it without a user")
  }
}

extension CommandFailure {
  init(_ error: ClawLinkError) {
    self.init(ExitStatus(error), error.namingFlag)
  }
}
