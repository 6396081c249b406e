/// A session on a node, from `POST /api/runtime/sessions` and `GET /api/runtime/sessions/{id}`.
public struct SessionInfo: Sendable, Equatable, Codable {
  /// What requests carry. It is a key to the session: not for logs.
  public let id: String
  /// Who the session is for; `nil` or empty is anonymous.
  public let userId: NodeText?
  /// When it was opened, by the node's clock.
  public let createdAt: NodeDate
  /// When it was last used or looked at. It ends 24 hours later.
  public let lastActivity: NodeDate
  /// As the node lists them; the real node's list is no promise (CONTRACT quirk 8).
  public let permissions: [NodeText]

  /// A session as a node lists it.
  public init(
    id: String, userId: NodeText?, createdAt: NodeDate, lastActivity: NodeDate,
    permissions: [NodeText]
  ) {
    self.id = id
    self.userId = userId
    self.createdAt = createdAt
    self.lastActivity = lastActivity
    self.permissions = permissions
  }

  private enum CodingKeys: String, CodingKey {
    case id = "session_id"
    case userId = "user_id"
    case createdAt = "created_at"
    case lastActivity = "last_activity"
    case permissions
  }

  /// Writes every field, `null` where there is none, as the contract says.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(userId, forKey: .userId)
    try container.encode(createdAt, forKey: .createdAt)
    try container.encode(lastActivity, forKey: .lastActivity)
    try container.encode(permissions, forKey: .permissions)
  }
}
