import ClawLink
import ClawMirror
import ClawTerminal

/// The agents of each node: whether they are configured, and what they do now.
struct AgentsText {
  let model: Model
  let glyphs: Glyphs
  let width: Int

  func content() -> PaneContent {
    PaneContent.perNode(model, nothing: "agents", width: width) { rows(of: $0) }
  }

  private func rows(of node: NodeRecord) -> [[Line]] {
    var table = ListTable([
      ListTable.Column(least: 8), ListTable.Column(rank: 1), ListTable.Column(rank: 2),
      ListTable.Column(rank: 3, least: 12),
    ])
    for agent in node.agents { table.add(cells(agent, on: node)) }
    return zip(table.lines(width: width, glyphs), node.agents).map { line, agent in
      [line] + description(agent) + newest(agent, on: node)
    }
  }

  private func cells(_ agent: AgentInfo, on node: NodeRecord) -> [Line] {
    let isConfigured = agent.isConfigured
    var name = Line(isConfigured ? "\(glyphs.state(.completed)) " : "  ", .good)
    name.add(agent.agentType.shown(upTo: 30), isConfigured ? .strong : .muted)
    let live = model.work.work(of: agent.agentType, on: node.name).live
    return [
      name, Line(availability(of: agent), .muted),
      live == 0 ? Line("none live", .muted) : Line("\(live) live", .running),
      Line(agent.capabilities.map(\.shown).joined(separator: ", "), .muted),
    ]
  }

  private func availability(of agent: AgentInfo) -> String {
    agent.isConfigured
      ? "configured" : agent.problem == nil ? "not configured" : "not available"
  }

  /// Cells before what belongs to a row.
  private var indent: Int { width < 40 ? 2 : 4 }

  private func description(_ agent: AgentInfo) -> [Line] {
    let role: Role? = agent.isConfigured ? nil : .muted
    let texts = [(agent.description, role), (agent.problem, .warning)]
    return texts.flatMap { text, role in
      guard let text, !text.isEmpty else { return [Line]() }
      return Line.wrapped(text.shown(upTo: 2000), to: max(1, width - indent), role)
    }.map { $0.indented(by: indent) }
  }

  private func newest(_ agent: AgentInfo, on node: NodeRecord) -> [Line] {
    model.work.work(of: agent.agentType, on: node.name).newest.compactMap { submission in
      guard let record = model.tasks[submission.key] else { return nil }
      let column = BoardColumn(record.status)
      var line = Line("\(glyphs.state(column)) ", column.role)
      line.add(record.key.id.short + " ", .muted)
      line.add(record.shownTitle())
      return line.indented(by: indent).clipped(to: width, ellipsis: glyphs.ellipsis)
    }
  }
}

extension PaneContent {
  /// A line that cannot be chosen.
  mutating func add(_ line: Line) {
    lines.append(line)
  }

  /// Lines that are chosen together.
  mutating func add(row: [Line]) {
    rows.append(lines.count..<lines.count + row.count)
    lines += row
  }

  /// Something to be said in the place of rows.
  mutating func add(words: String, width: Int, _ role: Role = .muted) {
    lines += Line.wrapped(words, to: width, role)
  }

  /// What each node has, below its name where there are several.
  ///
  /// - Parameter things: what it is a list of.
  static func perNode(
    _ model: Model, nothing things: String, width: Int, rows: (NodeRecord) -> [[Line]]
  ) -> PaneContent {
    var content = PaneContent()
    for node in model.nodeRecords {
      let rows = rows(node)
      if model.hasSeveralNodes {
        var title = Line("\(node.name)", .strong)
        if !node.isAnswering {
          title.add(rows.isEmpty ? "  has not answered yet" : "  does not answer", .warning)
        } else if rows.isEmpty {
          title.add("  none", .muted)
        }
        content.add(title)
      } else if rows.isEmpty {
        let why =
          node.isAnswering
          ? "the node lists none. What it has is set up there."
          : "the node has not answered yet. r asks it now."
        content.add(words: "No \(things): \(why)", width: width)
      }
      for row in rows { content.add(row: row) }
    }
    return content
  }
}
