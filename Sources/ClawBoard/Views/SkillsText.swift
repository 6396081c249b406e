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
    for (index, permission) in skill.requiredPermissions.enumerated() {
      if index > 0 { line.add(", ", .muted) }
      line.add(permission.shown(upTo: 40))
      line.add(state(of: permission, on: node))
    }
    return line
  }

  /// A session whose permissions nobody has told may have it or not.
  private func state(of permission: NodeText, on node: NodeRecord) -> Line {
    if node.permissions.contains(permission) {
      return Line(" \(glyphs.state(.completed)) we have it", .good)
    }
    let isKnown = node.session != nil || !node.permissions.isEmpty
    return isKnown
      ? Line(" \(glyphs.state(.failed)) we lack it", .warning) : Line(" ? not known", .muted)
  }
}
