public import ClawLink

/// How many tasks of a node stand where: what the board's strip shows.
public struct TaskCounts: Sendable, Equatable {
  /// By the last state that the node said; pending until it has said one. Lost ones are counted
  /// apart.
  public private(set) var states: [TaskStatus: Int] = [:]
  public private(set) var lost = 0

  public init(_ tasks: some Sequence<TaskRecord>) {
    for task in tasks {
      if task.isLost { lost += 1 } else { states[task.status, default: 0] += 1 }
    }
  }

  public subscript(status: TaskStatus) -> Int { states[status] ?? 0 }
}
