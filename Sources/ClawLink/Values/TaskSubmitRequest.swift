/// A task to hand to a node.
public struct TaskSubmitRequest: Sendable, Equatable, Codable {
  /// Which agent works on it; goes as `agent_type`. `nil` leaves the choice to the adapter.
  public var agentId: String?
  /// A title for people; travels in `context`, no agent reads it as a setting (CONTRACT quirk 34).
  public var description: String?
  /// The prompt.
  public var input: String
  /// Which model the agent should use; travels in `context`.
  public var model: String?
  /// How long it may think; travels in `context`.
  public var thinking: ThinkingLevel?
  /// The task that this one is a part of; travels in `context`.
  public var parentTaskId: TaskID?
  /// Merged into `context` last, so that it wins over the fields above.
  public var metadata: [String: JSONValue]

  /// A task; only the prompt is needed.
  public init(
    agentId: String? = nil, description: String? = nil, input: String, model: String? = nil,
    thinking: ThinkingLevel? = nil, parentTaskId: TaskID? = nil, metadata: [String: JSONValue] = [:]
  ) {
    self.agentId = agentId
    self.description = description
    self.input = input
    self.model = model
    self.thinking = thinking
    self.parentTaskId = parentTaskId
    self.metadata = metadata
  }

  /// What goes as `context`; `nil` when there is nothing to say.
  public var context: [String: JSONValue]? {
    var context: [String: JSONValue] = [:]
    context["description"] = description.map(JSONValue.string)
    context["model"] = model.map(JSONValue.string)
    context["thinking"] = thinking.map { .string($0.rawValue) }
    context["parentTaskId"] = parentTaskId.map { .string($0.text) }
    context.merge(metadata) { $1 }
    return context.isEmpty ? nil : context
  }
}
