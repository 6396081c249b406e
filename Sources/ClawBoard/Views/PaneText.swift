import ClawLink
import ClawMirror
import ClawTerminal

/// What a pane shows, laid out to a width.
struct PaneContent: Sendable, Equatable {
  var lines: [Line] = []
  /// The lines of each row that can be chosen, in a list.
  var rows: [Range<Int>] = []
}

/// The text of a tab, wrapped, not yet scrolled.
struct PaneText {
  let model: Model
  let tab: Pane.Tab
  let glyphs: Glyphs
  let width: Int

  func content(_ ages: inout Ages) -> PaneContent {
    PaneContent(lines: lines(&ages))
  }

  private func lines(_ ages: inout Ages) -> [Line] {
    switch tab {
    case .detail:
      guard let record = model.detailTask else {
        return [Line("No task is selected: h j k l move, n writes a new one.", .muted)]
      }
      return DetailText(model: model, record: record, glyphs: glyphs, width: width).lines(&ages)
    case .stream: return StreamText(model: model, glyphs: glyphs).whole
    case .agents: return perNode(nothing: "No agents: the node has not answered yet.", agents)
    case .skills: return perNode(nothing: "No skills: the node has not answered yet.", skills)
    case .audit, .nodes, .stats: return []
    }
  }

  private func perNode(nothing: String, _ lines: (NodeRecord) -> [Line]) -> [Line] {
    let nodes = model.nodeRecords
    guard model.hasSeveralNodes else {
      let all = nodes.flatMap(lines)
      return all.isEmpty ? [Line(nothing, .muted)] : all
    }
    return nodes.flatMap { node in
      var title = Line("\(node.name)", .strong)
      let lines = lines(node)
      if !node.isAnswering {
        title.add(lines.isEmpty ? "  has not answered yet" : "  does not answer", .warning)
      } else if lines.isEmpty {
        title.add("  none", .muted)
      }
      return [title] + lines
    }
  }

  private func agents(_ node: NodeRecord) -> [Line] {
    node.agents.flatMap { agent -> [Line] in
      var line = Line(agent.isConfigured ? "\(glyphs.state(.completed)) " : "  ", .good)
      line.add(agent.agentType.shown.padded(to: 11), agent.isConfigured ? .strong : .muted)
      line.add(agent.isConfigured ? "configured      " : "not configured  ", .muted)
      line.add(agent.capabilities.map(\.shown).joined(separator: ", "), .muted)
      let description = agent.description.map {
        Line.wrapped($0.shown, to: max(1, width - 13), agent.isConfigured ? nil : .muted)
      }
      return [line] + (description ?? []).map { $0.indented(by: 13) }
    }
  }

  private func skills(_ node: NodeRecord) -> [Line] {
    node.skills.map { skill in
      var line = Line(skill.id.shown.padded(to: 18), .strong)
      line.add(skill.description.shown)
      let permissions = skill.requiredPermissions.map(\.shown).joined(separator: ", ")
      line.add(permissions.isEmpty ? "" : "  needs \(permissions)", .muted)
      return line
    }
  }
}

extension Line {
  mutating func add(_ event: HistoryEntry.Event, glyphs: Glyphs) {
    switch event {
    case .submitted: add("submitted")
    case .found(let status):
      add("found ", .muted)
      add(status.shownName, BoardColumn(status).role)
    case .moved(let from, let to):
      add("\(from.shownName) \(glyphs.arrow) ", .muted)
      add(to.shownName, BoardColumn(to).role)
    case .said(let text, let progress):
      if let progress { add("\(progress)%".padded(to: 5), .muted) }
      if let text { add(text.shown) }
    case .cancelAsked: add("cancel asked", .warning)
    case .cancelRefused: add("not cancelled", .warning)
    case .lost: add("LOST: the node does not know the task any more", .warning)
    case .foundAgain: add("known to the node again", .good)
    case .unreadable: add("the node fails when asked for this task", .warning)
    }
  }

  func indented(by count: Int) -> Line {
    var line = Line(String(repeating: " ", count: count))
    for run in runs { line.add(run.text, run.role) }
    return line
  }
}

extension TaskStatus {
  /// In capitals, as everywhere on the board.
  var shownName: String { name.shown.uppercased() }
}

extension String {
  /// With spaces to at least `count` characters.
  func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }
}
