public import Foundation

/// What a node says of one task: the answer of `POST /api/runtime/tasks/submit` and of
/// `GET /api/runtime/tasks/{id}/state`.
public struct TaskState: Sendable, Equatable {
  /// Which task.
  public let id: TaskID
  /// Where it stands.
  public let status: TaskStatus
  /// True only for a completed task.
  public let success: Bool
  /// What the agent answered; a completed task may have none, or an empty one.
  public let result: NodeText?
  /// Why it failed or was cancelled, in the node's or the agent's words.
  public let error: NodeText?
  /// Seconds of work; present once a task has completed or failed. May be negative when the
  /// node's clock was set back.
  public let executionTime: Double?
  /// What the node or the agent adds; its keys differ by agent and over a task's life.
  public let metadata: [String: JSONValue]?

  /// A state as a node says it; `success` follows from the status.
  public init(
    id: TaskID, status: TaskStatus, result: NodeText? = nil, error: NodeText? = nil,
    executionTime: Double? = nil, metadata: [String: JSONValue]? = nil
  ) {
    self.id = id
    self.status = status
    self.success = status == .completed
    self.result = result
    self.error = error
    self.executionTime = executionTime
    self.metadata = metadata
  }

  /// What a node answers for an id that it does not know, with status 200 (CONTRACT quirk 3).
  public static func unknownToNode(_ id: TaskID) -> TaskState {
    TaskState(id: id, status: .failed, error: NodeText("Task not found"))
  }

  /// Whether this is that answer. A real failure always has an execution time.
  public var isUnknownToNode: Bool {
    status == .failed && error?.raw == "Task not found" && executionTime == nil && metadata == nil
  }

  /// `metadata.progress`: whole percent, 0 to 100; `nil` where the node does not say, or says
  /// something else.
  public var progress: Int? {
    guard let number = metadata?["progress"]?.number, (0...100).contains(number) else { return nil }
    return Int(number)
  }

  /// `metadata.message`: what the agent says that it is doing.
  public var message: NodeText? { metadata?["message"]?.text }

  /// `metadata.question`: what a waiting task wants to know, on nodes that say it.
  public var question: NodeText? { metadata?["question"]?.text }

  /// `metadata.submitted_at`; the real node drops it at the end (CONTRACT quirk 15).
  public var submittedAt: Date? { date("submitted_at") }
  /// `metadata.started_at`, on nodes that say it.
  public var startedAt: Date? { date("started_at") }
  /// `metadata.completed_at`, likewise.
  public var completedAt: Date? { date("completed_at") }

  /// `metadata.usage`: what the model read and wrote, on nodes that say it. The keys are those of
  /// the model's own interface: `input_tokens` and `output_tokens`, `prompt_tokens` and
  /// `completion_tokens`, or `prompt` and `completion`.
  public var usage: TokenUsage? {
    guard let usage = metadata?["usage"]?.object,
      let input = usage.count("input_tokens", "prompt_tokens", "prompt"),
      let output = usage.count("output_tokens", "completion_tokens", "completion")
    else { return nil }
    return TokenUsage(input: input, output: output)
  }

  /// What the agent adds to ``metadata``: all of it but what has a property of its own here. `nil` where
  /// there is nothing.
  public var agentMetadata: [String: JSONValue]? {
    let added = metadata?.filter { !Self.nodeKeys.contains($0.key) } ?? [:]
    return added.isEmpty ? nil : added
  }

  private static let nodeKeys: Set = [
    "submitted_at", "started_at", "completed_at", "progress", "message", "question", "usage",
  ]

  private func date(_ key: String) -> Date? {
    metadata?[key]?.text.flatMap { NodeDate($0.raw)?.date }
  }
}

extension [String: JSONValue] {
  /// The first whole number under one of these keys.
  fileprivate func count(_ keys: String...) -> Int? {
    keys.lazy.compactMap { self[$0]?.number.flatMap(Int.init(exactly:)) }.first
  }
}

extension TaskState: Codable {
  private enum CodingKeys: String, CodingKey {
    case id = "task_id"
    case executionUUID = "execution_uuid"
    case status = "state"
    case success, result, error
    case executionTime = "execution_time"
    case metadata
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(TaskID.self, forKey: .id)
    status = try container.decode(TaskStatus.self, forKey: .status)
    success = try container.decodeIfPresent(Bool.self, forKey: .success) ?? (status == .completed)
    result = try container.decodeIfPresent(NodeText.self, forKey: .result)
    error = try container.decodeIfPresent(NodeText.self, forKey: .error)
    executionTime = try container.decodeIfPresent(Double.self, forKey: .executionTime)
    metadata = try container.decodeIfPresent([String: JSONValue].self, forKey: .metadata)
  }

  /// Writes every field, `null` where there is none, as the contract says.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(id, forKey: .executionUUID)
    try container.encode(status, forKey: .status)
    try container.encode(success, forKey: .success)
    try container.encode(result, forKey: .result)
    try container.encode(error, forKey: .error)
    try container.encode(executionTime, forKey: .executionTime)
    try container.encode(metadata, forKey: .metadata)
  }
}
