/// One node of a runtime: its adapter, how it was last seen, and our tasks on it.
struct RuntimeNode: Sendable {
  let adapter: any TransportAdapter
  var health = RuntimeStatus.Health.unasked
  var tasks: [TaskID: TaskState] = [:]

  init(adapter: any TransportAdapter) {
    self.adapter = adapter
  }

  var isHealthy: Bool {
    if case .healthy = health { true } else { false }
  }

  var liveTasks: [TaskID] {
    tasks.values.filter { !$0.status.isFinal }.map(\.id)
  }

  var status: RuntimeStatus.NodeStatus {
    RuntimeStatus.NodeStatus(
      node: adapter.node, health: health, activeTasks: liveTasks.count, totalTasks: tasks.count)
  }
}
