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
    switch tab {
    case .detail: PaneContent(lines: detail(&ages))
    case .stream: PaneContent(lines: StreamText(model: model, glyphs: glyphs).whole)
    case .agents: AgentsText(model: model, glyphs: glyphs, width: width).content()
    case .skills: SkillsText(model: model, glyphs: glyphs, width: width).content()
    case .audit: AuditText(model: model, glyphs: glyphs, width: width).content()
    case .nodes: NodesText(model: model, glyphs: glyphs, width: width).content(&ages)
    case .stats: StatsText(model: model, glyphs: glyphs, width: width).content()
    case .output: PaneContent(lines: OutputText(model: model, width: width).lines)
    }
  }

  private func detail(_ ages: inout Ages) -> [Line] {
    guard let record = model.detailTask else {
      let moves = [Action.moveLeft, .moveDown, .moveUp, .moveRight].map { model.key($0) }
      let words = "\(moves.joined(separator: " ")) move, \(model.key(.newTask)) writes a new one."
      return [Line("No task is selected: " + words, .muted)]
    }
    return DetailText(model: model, record: record, glyphs: glyphs, width: width).lines(&ages)
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
