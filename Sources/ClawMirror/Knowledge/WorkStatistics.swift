public import ClawLink
public import Foundation

/// What became of a node's tasks over a span of time.
public struct WorkStatistics: Sendable, Equatable {
  public let node: NodeName
  /// Of the tasks that were submitted in the span, by the agent's name; those that had none are not
  /// there.
  public let agents: [AgentStatistics]
  /// What ended in each of the last 24 hours, whenever it was submitted, oldest first; the last one
  /// ends now.
  public let finishedPerHour: [FinishedHour]

  /// The tasks of an agent; letters of either case are the same.
  public func agent(_ name: NodeText) -> AgentStatistics? {
    let name = name.raw.lowercased()
    return agents.first { $0.agent.raw.lowercased() == name }
  }
}

/// How many tasks ended in an hour.
public struct FinishedHour: Sendable, Equatable {
  /// When it began.
  public let start: Date
  public internal(set) var completed = 0
  public internal(set) var failed = 0
  public internal(set) var cancelled = 0

  public init(start: Date) {
    self.start = start
  }
}
