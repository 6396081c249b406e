public import ClawLink

/// Something that works on tasks. A node chooses it by `agent_type`, in any case.
public protocol Agent: Sendable {
  /// What `GET /api/runtime/agents` says of it.
  var info: AgentInfo { get }

  /// Works on one job and gives its result. A cancel of the task cancels the calling Swift task: an
  /// agent stops at once and throws.
  ///
  /// - Parameter report: takes each step as it happens.
  /// - Throws: ``AgentFailure`` when the work ended badly, `CancellationError` when it was stopped.
  func work(
    on job: AgentJob, report: @Sendable (AgentStep) async -> Void
  ) async throws -> NodeText
}

/// What an agent is given.
public struct AgentJob: Sendable, Equatable {
  public let prompt: NodeText
  public let context: [String: JSONValue]

  public init(prompt: NodeText, context: [String: JSONValue] = [:]) {
    self.prompt = prompt
    self.context = context
  }
}

/// What an agent says while it works.
public enum AgentStep: Sendable, Equatable {
  case planning
  case running
  case waiting
  /// Whole percent, 0 to 100.
  case progress(Int)
  case message(NodeText)
}

/// Work that ended badly, in the agent's words.
public struct AgentFailure: Error, Sendable, Equatable {
  public let message: NodeText

  public init(_ message: String) {
    self.message = NodeText(message)
  }
}
