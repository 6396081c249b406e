/// A role that a node gives to its users, with the permissions of CoderClawLink.
public enum Role: String, Sendable, CaseIterable, Codable {
  case admin, manager, developer, viewer, guest

  /// Whether the role has a permission such as `task:submit`.
  public func grants(_ permission: String) -> Bool {
    self == .admin || permissions.contains(permission)
  }

  /// Its permissions, for example `task:submit`.
  public var permissions: [String] {
    switch self {
    case .admin: Self.allPermissions
    case .manager:
      [
        "task:view", "task:cancel", "agent:list", "skill:list", "project:read", "project:write",
        "requirement:create", "requirement:read", "requirement:assign", "requirement:update",
        "work:assign", "lifecycle:control", "integration:manage", "integration:read",
        "tenant:read",
      ]
    case .developer:
      [
        "task:submit", "task:cancel", "task:view", "agent:list", "agent:execute", "skill:list",
        "skill:execute", "project:read", "project:write", "requirement:read", "integration:read",
        "tenant:read",
      ]
    case .viewer:
      [
        "task:view", "agent:list", "skill:list", "project:read", "requirement:read",
        "integration:read", "tenant:read",
      ]
    case .guest: ["agent:list", "skill:list"]
    }
  }

  /// Every permission of CoderClawLink.
  private static let allPermissions = [
    "task:submit", "task:cancel", "task:view", "agent:list", "agent:execute", "agent:configure",
    "skill:list", "skill:execute", "skill:install", "project:read", "project:write",
    "project:delete", "requirement:create", "requirement:read", "requirement:assign",
    "requirement:update", "requirement:delete", "work:assign", "lifecycle:control",
    "integration:manage", "integration:read", "tenant:manage", "tenant:read", "admin:users",
    "admin:system",
  ]

  /// The roles that have a permission, for messages: `admin, developer`.
  static func names(granting permission: String) -> String {
    allCases.filter { $0.grants(permission) }.map(\.rawValue).joined(separator: ", ")
  }
}
