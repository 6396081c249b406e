public import ClawLink

/// Something that works on tasks. A node chooses it by `agent_type`, in any case.
public protocol Agent: Sendable {
  /// What `GET /api/runtime/agents` says of it, as far as it does not change.
  var info: AgentInfo { get }

  /// Other names that it may be chosen by. Default none.
  var aliases: [String] { get }

  /// How many of its tasks may be in work at once, 1 or more; others wait in PENDING. Default `nil`:
  /// as many as the node has slots.
  var atOnce: Int? { get }

  /// Whether only callers with a token may give it work, as for one that runs programs. Default
  /// false.
  var wantsToken: Bool { get }

  /// Looks whether it could work now: `available` in the list of agents. It may take a while, and
  /// should not look every time. Default: what ``info`` says.
  func availability() async -> AgentAvailability

  /// Works on one job and gives its result. A cancel of the task cancels the calling Swift task: an
  /// agent stops at once and throws.
  ///
  /// - Throws: ``AgentFailure`` when the work ended badly, `CancellationError` when it was stopped.
  func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult
}

extension Agent {
  public var aliases: [String] { [] }
  public var atOnce: Int? { nil }
  public var wantsToken: Bool { false }

  public func availability() async -> AgentAvailability {
    info.isConfigured ? .available : .unavailable(nil)
  }
}

/// Whether an agent could work now.
public enum AgentAvailability: Sendable, Equatable {
  case available
  /// With the reason in a few words, where there is more to say than that it is not set up.
  case unavailable(NodeText?)
}

/// Whom an agent works for: takes what it says, and answers what it asks.
public protocol AgentClient: Sendable {
  /// The task that the work is for.
  var taskID: TaskID { get }

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
  /// Becomes part of the task's metadata at once, such as the branch that is worked on; values of keys
  /// that are there already are replaced, and `null` takes a key away. An
  /// agent that was told to stop can still say it.
  case metadata([String: JSONValue])
}

/// How work ended well.
public struct AgentResult: Sendable, Equatable {
  /// `nil` where the agent gave none.
  public let text: NodeText?
  /// What the agent adds, such as its model; becomes part of the task's metadata, as what it said
  /// while it worked has.
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
  /// As of an ``AgentResult``.
  public let metadata: [String: JSONValue]

  public init(_ message: String, metadata: [String: JSONValue] = [:]) {
    self.message = NodeText(message)
    self.metadata = metadata
  }
}
