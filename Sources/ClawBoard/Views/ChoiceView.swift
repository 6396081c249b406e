import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// A dialog with rows to choose from, and lines between them that say what they are about.
struct ChoiceView {
  let title: String
  /// Whether each line is one that can be chosen.
  let lines: [(line: Line, isRow: Bool)]
  let row: Int
  let keys: [(key: String, words: String)]

  private static let width = 84

  func draw(in screen: Rect, _ painter: inout Painter) {
    let width = min(Self.width, screen.width)
    let room = max(1, screen.height - 3)
    let area = screen.centered(Size(width: width, height: min(lines.count, room) + 3))
    let inner = painter.dialog(title, in: area)
    let rows = lines.indices.filter { lines[$0].isRow }
    let chosen = rows.indices.contains(row) ? rows[row] : rows.last ?? 0
    let height = max(1, inner.height - 1)
    // What a row is about stands above it.
    let first = min(max(0, chosen - height + 1), max(0, lines.count - height))
    for (offset, index) in lines.indices.dropFirst(first).prefix(height).enumerated() {
      painter.put(lines[index].line, in: inner.line(offset))
      guard index == chosen else { continue }
      painter.lay(.row, over: inner.line(offset))
      let edge = Rect(column: area.column + 1, row: inner.row + offset, width: 1, height: 1)
      painter.put(String(painter.glyphs.cursor), in: edge, .cursor)
    }
    drawKeys(in: inner.line(inner.height - 1), &painter)
  }

  private func drawKeys(in area: Rect, _ painter: inout Painter) {
    var line = Line()
    for (key, words) in keys {
      line.add(key, .key)
      line.add(" \(words)   ", .muted)
    }
    painter.put(line, in: area)
  }
}

extension ChoiceView {
  /// Everything that is being written.
  init(drafts model: Model, row: Int) {
    let lines = model.drafts.map { form in
      var line = Line(form.title + "  ", .strong)
      if form.phase == .sending {
        line.add("being sent  ", .warning)
      } else if form.isDoubtful {
        line.add("may have arrived  ", .warning)
      }
      let title = form.description.isBlank ? "" : form.description.text.trimmed + "  "
      line.add(NodeText(title + form.prompt.text.trimmed).shown(upTo: 200))
      return (line: line, isRow: true)
    }
    let key = { (action: Action) in model.key(action, in: .drafts) }
    self.init(
      title: "\(lines.count) being written", lines: lines, row: row,
      keys: [
        (key(.open), "goes on writing"), (key(.newTask), "a new one"),
        (key(.discardDraft), "discards"), (key(.back), "closes"),
      ])
  }

  /// What was sent and never answered, and what can be said of each.
  init(unconfirmed model: Model, row: Int) {
    let lines = model.unconfirmedTasks.flatMap { unconfirmed in
      [(line: Line.head(unconfirmed, in: model), isRow: false)]
        + unconfirmed.candidates.map { (line: Line.candidate($0, unconfirmed, model), isRow: true) }
        + [(line: Line("   it did not arrive: write it again"), isRow: true)]
    }
    self.init(
      title: "Sent and never answered", lines: lines, row: row,
      keys: [
        (model.key(.open, in: .unconfirmed), "says so: nothing is sent"),
        (model.key(.back, in: .unconfirmed), "closes"),
      ])
  }
}

extension Line {
  fileprivate static func head(_ unconfirmed: UnconfirmedTask, in model: Model) -> Line {
    let submission = unconfirmed.submission
    let request = submission.request
    var line = Line(Ages.hourAndMinute(submission.sentAt, in: model.timeZone) + " ", .muted)
    line.add(
      "to \(request.agentId.map { NodeText($0).shown(upTo: 40) } ?? "the node's agent")", .strong)
    line.add(" on \(submission.node)  ", .strong)
    if model.nodes[submission.node]?.isAnswering != true {
      line.add("which cannot be asked now  ", .warning)
    }
    line.add(NodeText(request.description ?? request.input).shown(upTo: 200))
    return line
  }

  fileprivate static func candidate(
    _ id: TaskID, _ unconfirmed: UnconfirmedTask, _ model: Model
  ) -> Line {
    var line = Line("   it became \(id.abbreviated)")
    guard let record = model.tasks[TaskKey(node: unconfirmed.submission.node, id: id)] else {
      return line
    }
    line.add(", submitted \(Ages.hourAndMinute(record.submittedAt, in: model.timeZone)), ", .muted)
    line.add(record.status.shownName, BoardColumn(record.status).role)
    return line
  }
}
