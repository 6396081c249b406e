public import ClawLink

/// How many tasks of a node stand where: what the board's strip shows.
public struct TaskCounts: Sendable, Equatable {
  /// By the last state that the node said; pending until it has said one. Lost ones are counted
  /// apart.
  public private(set) var states: [TaskStatus: Int] = [:]
  public private(set) var lost = 0

  public init(_ tasks: some Sequence<TaskRecord>) {
    for task in tasks { add(task) }
  }

  mutating func add(_ task: TaskRecord) {
    if task.isLost { lost += 1 } else { states[task.status, default: 0] += 1 }
  }

  /// Those of several nodes together.
  public static func + (left: TaskCounts, right: TaskCounts) -> TaskCounts {
    var sum = left
    sum.states.merge(right.states, uniquingKeysWith: +)
    sum.lost += right.lost
    return sum
  }

  public subscript(status: TaskStatus) -> Int { states[status] ?? 0 }
}
