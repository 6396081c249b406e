import ClawLink

extension TaskStatus {
  /// Whether our engine may move a task from here to `next`. The seven states and their legal
  /// moves; the last three are final.
  func mayMove(to next: TaskStatus) -> Bool {
    switch self {
    case .pending: [.planning, .cancelled].contains(next)
    case .planning: [.running, .failed, .cancelled].contains(next)
    case .running: [.waiting, .completed, .failed, .cancelled].contains(next)
    case .waiting: [.running, .failed, .cancelled].contains(next)
    case .completed, .failed, .cancelled, .unknown: false
    }
  }

  /// The legal moves that lead from here to `goal`, the shortest way, `goal` last. Empty when it is
  /// reached already or cannot be reached: an agent that answers at once still passes through
  /// planning and running.
  func moves(to goal: TaskStatus) -> [TaskStatus] {
    guard self != goal else { return [] }
    if mayMove(to: goal) { return [goal] }
    switch self {
    case .pending: return Self.planning.moves(to: goal).prefixed(by: .planning)
    case .planning, .waiting: return Self.running.moves(to: goal).prefixed(by: .running)
    case .running, .completed, .failed, .cancelled, .unknown: return []
    }
  }
}

extension [TaskStatus] {
  fileprivate func prefixed(by first: TaskStatus) -> [TaskStatus] {
    isEmpty ? [] : [first] + self
  }
}
