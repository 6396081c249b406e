/// One entry of a node's audit log, from `GET /api/audit/events`: the only place where a node
/// names the tasks that it was given.
public struct AuditEvent: Sendable, Equatable, Codable {
  /// The event's own id: each is listed once under it.
  public let id: NodeText
  /// One of ``AuditEventType``, or a name that we do not know.
  public let type: NodeText
  /// When, by the node's clock.
  public let timestamp: NodeDate
  /// Whose session it was; `nil` or empty for an anonymous one.
  public let userId: NodeText?
  /// The session it was done in; a node may cut it: compare with ``isOf(session:)``.
  public let sessionId: NodeText?
  /// For example `task`.
  public let resourceType: NodeText?
  /// For an event about a task, the task's id.
  public let resourceId: NodeText?
  /// For example `task_submit`, where something was refused.
  public let action: NodeText?
  /// `success` or `denied`.
  public let status: NodeText
  /// For a submission `agent_type`.
  public let details: [String: JSONValue]

  /// An event as a node writes it.
  public init(
    id: String, type: AuditEventType, timestamp: NodeDate, userId: NodeText? = nil,
    sessionId: NodeText? = nil, resourceType: NodeText? = nil, resourceId: NodeText? = nil,
    action: NodeText? = nil, status: NodeText = NodeText("success"),
    details: [String: JSONValue] = [:]
  ) {
    self.id = NodeText(id)
    self.type = NodeText(type.rawValue)
    self.timestamp = timestamp
    self.userId = userId
    self.sessionId = sessionId
    self.resourceType = resourceType
    self.resourceId = resourceId
    self.action = action
    self.status = status
    self.details = details
  }

  /// Characters of a session id that a node shows at least, where it cuts ids.
  private static let shortestSession = 8

  /// Whether it was done in that session. A node may show others than an administrator no more than
  /// the beginning of a session's id in its log, eight characters at least.
  public func isOf(session id: String) -> Bool {
    guard let shown = sessionId?.raw else { return false }
    return shown == id || shown.utf8.count >= Self.shortestSession && id.hasPrefix(shown)
  }

  private enum CodingKeys: String, CodingKey {
    case id = "event_id"
    case type = "event_type"
    case timestamp
    case userId = "user_id"
    case sessionId = "session_id"
    case resourceType = "resource_type"
    case resourceId = "resource_id"
    case action, status, details
  }

  /// Writes every field, `null` where there is none, as the contract says.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(type, forKey: .type)
    try container.encode(timestamp, forKey: .timestamp)
    try container.encode(userId, forKey: .userId)
    try container.encode(sessionId, forKey: .sessionId)
    try container.encode(resourceType, forKey: .resourceType)
    try container.encode(resourceId, forKey: .resourceId)
    try container.encode(action, forKey: .action)
    try container.encode(status, forKey: .status)
    try container.encode(details, forKey: .details)
  }
}

/// The kinds of audit event that a node accepts as a filter.
public enum AuditEventType: String, Sendable, CaseIterable {
  case sessionCreated = "session.created"
  case sessionDeleted = "session.deleted"
  case taskSubmitted = "task.submitted"
  case taskStarted = "task.started"
  case taskCompleted = "task.completed"
  case taskFailed = "task.failed"
  case taskCancelled = "task.cancelled"
  case agentExecuted = "agent.executed"
  case agentConfigured = "agent.configured"
  case permissionGranted = "permission.granted"
  case permissionRevoked = "permission.revoked"
  case permissionDenied = "permission.denied"
  case resourceAccessed = "resource.accessed"
  case resourceModified = "resource.modified"
  case resourceDeleted = "resource.deleted"
}
