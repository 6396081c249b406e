import ClawLink

/// A permission as CoderClawLink names it. Sessions list `Permission.TASK_SUBMIT` for `task:submit`
/// (CONTRACT quirk 8).
struct PermissionName: Sendable, Hashable {
  private static let prefix = "Permission."

  /// For people.
  let text: String

  init(_ permission: NodeText) {
    let shown = permission.shown(upTo: 60)
    guard shown.hasPrefix(Self.prefix) else {
      text = shown
      return
    }
    let parts = shown.dropFirst(Self.prefix.count).lowercased()
      .split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
    text = parts.joined(separator: ":")
  }

  /// A role can have it. What skills of the real node need is of no scheme.
  var isKnown: Bool { ClawLink.Role.admin.permissions.contains(text) }
}
