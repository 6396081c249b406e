public import ClawLink
public import Foundation

/// What became of an agent's tasks on a node.
public struct AgentStatistics: Sendable, Equatable {
  public let node: NodeName
  public let agent: NodeText
  public private(set) var submitted = 0
  public private(set) var completed = 0
  public private(set) var failed = 0
  public private(set) var cancelled = 0
  public private(set) var lost = 0
  public private(set) var usage = TokenUsage(input: 0, output: 0)
  /// Seconds of work of those that completed, in ascending order.
  private var durations: [TimeInterval] = []

  init(node: NodeName, agent: NodeText) {
    self.node = node
    self.agent = agent
  }

  public var live: Int { submitted - completed - failed - cancelled - lost }

  mutating func add(_ record: TaskRecord) {
    submitted += 1
    if let tokens = record.usage {
      usage = TokenUsage(input: usage.input + tokens.input, output: usage.output + tokens.output)
    }
    if record.isLost {
      lost += 1
      return
    }
    switch record.status {
    case .completed:
      completed += 1
      let duration =
        record.executionTime ?? record.statusSince.timeIntervalSince(record.submittedAt)
      if duration >= 0 { durations.append(duration) }
    case .failed: failed += 1
    case .cancelled: cancelled += 1
    case .pending, .planning, .running, .waiting, .unknown: break
    }
  }

  /// Seconds that so great a share of the completed tasks took at most, by the nearest rank; `nil`
  /// when none completed.
  ///
  /// - Parameter share: 0.5 is the median.
  public func duration(_ share: Double) -> TimeInterval? {
    let sorted = durations.sorted()
    guard !sorted.isEmpty else { return nil }
    return sorted[
      min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
  }
}
