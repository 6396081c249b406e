import ClawLink
import ClawMirror
import ClawTerminal

/// The skills of each node, and whether our session may use them.
struct SkillsText {
  let model: Model
  let glyphs: Glyphs
  let width: Int

  func content() -> PaneContent {
    PaneContent.perNode(model, nothing: "skills", width: width) { rows(of: $0) }
  }

  private func rows(of node: NodeRecord) -> [[Line]] {
    var table = ListTable([
      ListTable.Column(least: 8), ListTable.Column(rank: 2), ListTable.Column(rank: 1, least: 23),
    ])
    for skill in node.skills {
      table.add([
        Line(skill.id.shown(upTo: 40), .strong), Line(skill.name.shown(upTo: 40)),
        needs(of: skill, on: node),
      ])
    }
    return zip(table.lines(width: width, glyphs), node.skills).map { line, skill in
      let text = skill.description.shown(upTo: 2000)
      let description = text.isEmpty ? [] : Line.wrapped(text, to: max(1, width - 2), .muted)
      return [line] + description.map { $0.indented(by: 2) }
    }
  }

  private func needs(of skill: SkillInfo, on node: NodeRecord) -> Line {
    var line = Line("needs ", .muted)
    guard !skill.requiredPermissions.isEmpty else {
      line.add("no permission", .muted)
      return line
    }
    let held = Set(node.permissions.map { PermissionName($0) })
    let isListed = node.session != nil || !node.permissions.isEmpty
    for (index, permission) in skill.requiredPermissions.map({ PermissionName($0) }).enumerated() {
      if index > 0 { line.add(", ", .muted) }
      line.add(permission.text)
      line.add(state(of: permission, among: isListed ? held : nil))
    }
    return line
  }

  /// - Parameter held: what our session has; `nil` where nobody has told.
  private func state(of permission: PermissionName, among held: Set<PermissionName>?) -> Line {
    guard let held else { return Line(" ? not known", .muted) }
    if held.contains(permission) { return Line(" \(glyphs.state(.completed)) held", .good) }
    return permission.isKnown
      ? Line(" \(glyphs.state(.failed)) not held", .warning)
      : Line(" ? no known permission", .muted)
  }
}
