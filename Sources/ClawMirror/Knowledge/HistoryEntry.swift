public import ClawLink
public import Foundation

/// One thing that was seen to happen to a task.
public struct HistoryEntry: Sendable, Equatable {
  public enum Event: Sendable, Equatable {
    case submitted
    /// The first state that the node said; what was before it was not seen.
    case found(TaskStatus)
    case moved(from: TaskStatus, to: TaskStatus)
    /// What the agent said, with its progress in whole percent where it is known.
    case said(NodeText?, progress: Int?)
    case cancelAsked
    /// The node took no cancel.
    case cancelRefused
    case lost
    case foundAgain
    case unreadable
  }

  /// When it was seen, or when it happened where the node says so.
  public let time: Date
  public let event: Event

  public init(time: Date, event: Event) {
    self.time = time
    self.event = event
  }
}
