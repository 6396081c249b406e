/// A task that a node has taken.
public struct SubmittedTask: Sendable, Equatable {
  /// The node's first answer; usually pending, and `success: false` says nothing yet.
  public let state: TaskState
  /// The agent it was handed to, also where the request left the choice to us.
  public let agentId: String
  /// The address of the node that has it.
  public let node: String
  /// The session that it was submitted in.
  public let sessionId: String?

  /// The id that the node chose.
  public var id: TaskID { state.id }
  /// The state as the node first said it.
  public var status: TaskStatus { state.status }

  /// A task as a node took it.
  public init(state: TaskState, agentId: String, node: String, sessionId: String? = nil) {
    self.state = state
    self.agentId = agentId
    self.node = node
    self.sessionId = sessionId
  }
}
