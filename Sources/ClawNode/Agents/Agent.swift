public import ClawLink

/// Something that works on tasks. A node chooses it by `agent_type`, in any case.
public protocol Agent: Sendable {
  /// What `GET /api/runtime/agents` says of it.
  var info: AgentInfo { get }

  /// Whether only callers with a token may give it work, as for one that runs programs. Default
  /// false.
  var wantsToken: Bool { get }

  /// Works on one job and gives its result. A cancel of the task cancels the calling Swift task: an
  /// agent stops at once and throws.
  ///
  /// - Throws: ``AgentFailure`` when the work ended badly, `CancellationError` when it was stopped.
  func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult
}

extension Agent {
  public var wantsToken: Bool { false }
}

/// Whom an agent works for: takes what it says, and answers what it asks.
public protocol AgentClient: Sendable {
  /// Takes a step as it happens.
  func take(_ step: AgentStep) async

  /// Asks something; the task is WAITING until somebody answers.
  ///
  /// - Throws: `CancellationError` when the task is cancelled meanwhile.
  func ask(_ question: NodeText) async throws -> NodeText
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

/// How work ended well.
public struct AgentResult: Sendable, Equatable {
  /// `nil` where the agent gave none.
  public let text: NodeText?
  /// What the agent adds, such as its model; becomes part of the task's metadata.
  public let metadata: [String: JSONValue]

  /// - Parameter value: text as it is; anything else is written as JSON, so that it can be read
  ///   (on the real node such a task is never readable again).
  public init(_ value: JSONValue, metadata: [String: JSONValue] = [:]) {
    text = value.asText
    self.metadata = metadata
  }

  public init(_ text: NodeText?, metadata: [String: JSONValue] = [:]) {
    self.text = text
    self.metadata = metadata
  }
}

/// Work that ended badly, in the agent's words.
public struct AgentFailure: Error, Sendable, Equatable {
  public let message: NodeText

  public init(_ message: String) {
    self.message = NodeText(message)
  }
}
