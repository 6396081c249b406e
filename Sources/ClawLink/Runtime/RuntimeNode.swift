/// One node of a runtime: its adapter, how it was last seen, and our tasks on it.
struct RuntimeNode: Sendable {
  let adapter: any TransportAdapter
  var health = RuntimeStatus.Health.unasked
  var tasks: [TaskID: TaskState] = [:]
  /// Tasks that are being handed over and have no id yet.
  var submissions = 0

  init(adapter: any TransportAdapter) {
    self.adapter = adapter
  }

  var liveTasks: [TaskID] {
    tasks.values.filter { !$0.status.isFinal }.map(\.id)
  }

  /// Live work, with what is on its way.
  var load: Int { liveTasks.count + submissions }

  var status: RuntimeStatus.NodeStatus {
    RuntimeStatus.NodeStatus(
      node: adapter.node, health: health, activeTasks: liveTasks.count, totalTasks: tasks.count)
  }
}
