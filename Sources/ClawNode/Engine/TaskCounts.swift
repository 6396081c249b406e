import ClawLink
import Synchronization

/// How many tasks stand where, readable at any moment, however busy the engine is.
final class TaskCounts: Sendable {
  private let counts: Mutex<[TaskStatus: Int]>

  init(_ counts: [TaskStatus: Int]) {
    self.counts = Mutex(counts)
  }

  subscript(status: TaskStatus) -> Int { counts.withLock { $0[status, default: 0] } }

  /// By the names of the states, all seven.
  var byName: [String: Int] {
    counts.withLock { counts in
      Dictionary(
        uniqueKeysWithValues: TaskStatus.known.map { ($0.name.raw, counts[$0, default: 0]) })
    }
  }

  /// - Parameter before: `nil` for a new task.
  func move(from before: TaskStatus?, to status: TaskStatus) {
    counts.withLock { counts in
      if let before { counts[before, default: 0] -= 1 }
      counts[status, default: 0] += 1
    }
  }
}
