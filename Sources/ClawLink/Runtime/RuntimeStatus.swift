public import Foundation

/// How a runtime stands, from ``CoderClawRuntime/getStatus()``.
public struct RuntimeStatus: Sendable, Equatable {
  /// The version of the library.
  public let version: String
  /// Where tasks run.
  public let mode: CoderClawRuntime.Mode
  /// Seconds since the runtime was made.
  public let uptime: TimeInterval
  /// Tasks that the runtime handed over or was asked about and that had not ended when last seen.
  public let activeTasks: Int
  /// All tasks that the runtime handed over or was asked about, and that their node still knows.
  public let totalTasks: Int
  /// Each node, in the order in which the adapters were given.
  public let nodes: [NodeStatus]

  /// How one node was last seen.
  public struct NodeStatus: Sendable, Equatable {
    /// The node's address, or what the adapter calls it.
    public let node: String
    /// How it was when it was last asked.
    public let health: Health
    /// Our tasks there that had not ended when last seen.
    public let activeTasks: Int
    /// All our tasks there that the node still knows.
    public let totalTasks: Int
  }

  /// How a node was when it was last asked.
  public enum Health: Sendable, Equatable {
    /// Nothing was asked of the node yet.
    case unasked
    /// It answered, at that time.
    case healthy(at: Date)
    /// It did not answer, at that time.
    case failing(ClawLinkError, at: Date)
  }
}
