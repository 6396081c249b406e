import ClawLink

extension SkillInfo {
  /// The three skills that every node of the contract lists.
  static let ofEveryNode = [
    skill("code_generation", "Code Generation", "Generate code based on prompts", needs: "write"),
    skill("code_analysis", "Code Analysis", "Analyze code and provide insights", needs: "read"),
    skill("documentation", "Documentation", "Generate or update documentation", needs: "write"),
  ]

  private static func skill(
    _ id: String, _ name: String, _ description: String, needs permission: String
  ) -> SkillInfo {
    SkillInfo(
      id: NodeText(id), name: NodeText(name), description: NodeText(description),
      requiredPermissions: [NodeText(permission)])
  }
}
