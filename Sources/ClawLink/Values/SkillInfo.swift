/// A skill of a node, from `GET /api/runtime/skills`.
public struct SkillInfo: Sendable, Equatable, Codable {
  /// What a node calls it, for example `code_generation`.
  public let id: NodeText
  /// For people.
  public let name: NodeText
  /// What it does.
  public let description: NodeText
  /// As the node names them; the real node's belong to none of its permission schemes.
  public let requiredPermissions: [NodeText]
  /// `null` on the real node.
  public let metadata: [String: JSONValue]?

  /// A skill as a node lists it.
  public init(id: NodeText, name: NodeText, description: NodeText, requiredPermissions: [NodeText])
  {
    self.id = id
    self.name = name
    self.description = description
    self.requiredPermissions = requiredPermissions
    self.metadata = nil
  }

  private enum CodingKeys: String, CodingKey {
    case id = "skill_id"
    case name, description
    case requiredPermissions = "required_permissions"
    case metadata
  }

  /// Writes every field, `null` where there is none, as the contract says.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(description, forKey: .description)
    try container.encode(requiredPermissions, forKey: .requiredPermissions)
    try container.encode(metadata, forKey: .metadata)
  }
}
