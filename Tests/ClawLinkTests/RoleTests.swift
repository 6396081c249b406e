import ClawLink
import Testing

/// The permissions of CoderClawLink's roles, and how a refusal names them.
struct RoleTests {
  @Test(arguments: [
    ("task:submit", [Role.admin, .developer]),
    ("task:cancel", [.admin, .manager, .developer]),
    ("task:view", [.admin, .manager, .developer, .viewer]),
    ("agent:list", Role.allCases), ("skill:list", Role.allCases),
    ("agent:execute", [.admin, .developer]),
    ("project:write", [.admin, .manager, .developer]),
    ("lifecycle:control", [.admin, .manager]),
    ("audit:view", [.admin]), ("system:admin", [.admin]),
  ])
  func `a permission is granted by these roles`(permission: String, roles: [Role]) {
    #expect(Role.allCases.filter { $0.grants(permission) } == roles)
  }

  @Test(arguments: [
    ("task:submit", "admin, developer"), ("task:cancel", "admin, manager, developer"),
    ("made:up", "admin"),
  ])
  func `a refusal names the permission and what grants it`(permission: String, roles: String) {
    let error = ClawLinkError.notPermitted(node: "n", permission: NodeText(permission))
    #expect(
      "\(error)"
        == "not permitted on n: \(permission) is missing; the roles that grant it: \(roles). "
        + "Ask the node's administrator, or go without a user id")
  }

  @Test(arguments: ["Admin permission required to view audit logs", "no way", "note: not so"])
  func `a node's own sentence stays as it is`(sentence: String) {
    let error = ClawLinkError.notPermitted(node: "n", permission: NodeText(sentence))
    #expect("\(error)" == "not permitted on n: \(sentence)")
  }
}
