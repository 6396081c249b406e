import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// One card, in one to four lines: glyph, short id, agent and age; the title; progress, or what is to
/// be said; the last message or the error.
struct CardView {
  /// Characters of a text that are looked at: more than any card has room for.
  static let textLimit = 400
  /// Cells of a node's name, at most.
  static let nodeWidth = 12
  /// Below so many cells a column is narrow.
  static let narrowWidth = 20
  /// Cells of a title from which on one line of it is enough.
  private static let wideTitle = 21
  /// Cells of a line, from which on it holds more than glyph, id, agent and age.
  private static let wholeLine = 30

  let model: Model
  let record: TaskRecord
  let isSelected: Bool
  let isNarrow: Bool
  private let marks: [Mark]

  init(model: Model, record: TaskRecord, isSelected: Bool, isNarrow: Bool) {
    self.model = model
    self.record = record
    self.isSelected = isSelected
    self.isNarrow = isNarrow
    marks = model.marks(of: record)
  }

  func draw(in area: Rect, _ painter: inout Painter) {
    drawFirstLine(in: area.line(0), isAlone: area.height == 1, &painter)
    let text = Rect(
      column: area.column + 2, row: area.row, width: area.width - 2 - margin, height: area.height)
    switch area.height {
    case ...1: break
    case 2: drawSummary(in: text.line(1), &painter)
    case 3:
      drawTitle(in: text.line(1), &painter)
      drawStatus(in: text.line(2), &painter)
    default: drawWhole(in: text, &painter)
    }
    if isOld { painter.dim(area) }
    drawEdge(in: area, &painter)
  }

  /// Between the text and the line to the right, where there is room for it.
  private var margin: Int { isNarrow ? 0 : 1 }

  /// The cursor, or that the card is marked.
  private func drawEdge(in area: Rect, _ painter: inout Painter) {
    if isSelected {
      for offset in 0..<area.height {
        painter.put(String(painter.glyphs.cursor), in: area.line(offset), .cursor)
      }
    } else if isMarked {
      painter.put(String(painter.glyphs.mark), in: area.line(0), .marked)
    }
  }

  private var isMarked: Bool { model.marked.contains(record.key) }

  // MARK: The first line

  private func drawFirstLine(in area: Rect, isAlone: Bool, _ painter: inout Painter) {
    let column = BoardColumn(record.status)
    let age = painter.ages.coarse(since: record.statusSince)
    let inner = Rect(
      column: area.column + 1, row: area.row, width: area.width - 1 - margin, height: area.height)
    let used = painter.putRight(age, in: inner, .muted)
    var line = Line("\(painter.glyphs.state(column)) ", column.role)
    line.add(record.key.id.short, isMoved ? .moved : isMarked ? .marked : .strong)
    // What is to be said has no other place: that there is something at least.
    if isAlone, inner.width <= Self.wholeLine, warning != nil { line.add("!", .warning) }
    // A letter or two of an agent's name say nothing.
    if inner.width - used - 8 >= 3 { line.add(" " + origin, .muted) }
    if isAlone, inner.width > Self.wholeLine { line.add(rest(&painter)) }
    painter.put(
      line,
      in: Rect(
        column: inner.column, row: inner.row, width: inner.width - used - 1, height: inner.height))
    if let change = model.nextMarkChange(of: record) { painter.ages.changes(at: change) }
    if let movedAt = model.moved[record.key] {
      painter.ages.changes(at: movedAt.addingTimeInterval(Model.movedTime))
    }
  }

  /// Of a card of one line: what else there is.
  private func rest(_ painter: inout Painter) -> Line {
    var line = Line()
    if model.hasSeveralNodes { line.add(" on \(record.key.node)", .muted) }
    line.add("  ")
    line.add(summary(&painter))
    return line
  }

  /// Who works on it. Where a name has hardly room, and there are several nodes, the node says more.
  private var origin: String {
    isNarrow && model.hasSeveralNodes ? record.key.node.text : record.agent.shown
  }

  private var isMoved: Bool { model.moved[record.key] != nil }

  /// Shown as it was a while ago: the node does not answer, or knows the task no more.
  private var isOld: Bool {
    marks.contains { mark in
      switch mark {
      case .stale, .lost: true
      case .unseen, .working, .cancelling, .mayStillRun, .outcomeUnknown, .finishedAfterCancel,
        .unreadable, .retried:
        false
      }
    }
  }

  // MARK: The others

  /// On one line: what is to be said, how far it is, and the title.
  private func drawSummary(in area: Rect, _ painter: inout Painter) {
    painter.put(summary(&painter), in: area)
  }

  private func summary(_ painter: inout Painter) -> Line {
    var line = Line()
    if let remark = remark(in: 0, &painter) {
      line.add(remark)
      line.add(" \(painter.glyphs.separator) ", .muted)
    } else if record.isLive, let progress = record.progress {
      line.add("\(progress)% ", .bar)
    }
    line.add(record.shownTitle(), isSelected ? .selected : nil)
    return line
  }

  private func drawTitle(in area: Rect, _ painter: inout Painter) {
    let room = area.height
    // No more is looked at than can be drawn: a character has a cell at least.
    var lines = record.shownTitle(upTo: area.width * room + 1).wrapped(to: area.width)
    if lines.count > room {
      lines[room - 1] = lines[(room - 1)...].joined(separator: " ")
    }
    for (offset, line) in lines.prefix(room).enumerated() {
      painter.put(line, in: area.line(offset), isSelected ? .selected : nil)
    }
  }

  /// Four lines: a narrow card needs two of them for its title, a wide one has room for what the
  /// agent says.
  private func drawWhole(in area: Rect, _ painter: inout Painter) {
    guard area.width >= Self.wideTitle else {
      let title = Rect(
        column: area.column, row: area.row + 1, width: area.width, height: area.height - 2)
      drawTitle(in: title, &painter)
      return drawStatus(in: area.line(area.height - 1), &painter)
    }
    drawTitle(in: area.line(1), &painter)
    drawStatus(in: area.line(2), &painter)
    if let words { painter.put(words, in: area.line(3)) }
  }

  /// What the agent or the node said last, where the line above says something else.
  private var words: Line? {
    if let error = record.error, record.status == .failed, warning != nil {
      return Line(error.shown(upTo: Self.textLimit), .failed)
    }
    guard record.isLive, let message = record.message, record.progress != nil || warning != nil
    else { return nil }
    return Line(message.shown(upTo: Self.textLimit), .muted)
  }

  /// Where there are several nodes and room for it, the node comes first.
  private func drawStatus(in line: Rect, _ painter: inout Painter) {
    var area = line
    if model.hasSeveralNodes, !isNarrow {
      let name = record.key.node.text.clipped(
        to: Self.nodeWidth, ellipsis: painter.glyphs.ellipsis)
      let used = painter.put(name, in: line, .muted) + 2
      area = Rect(
        column: line.column + used, row: line.row, width: max(0, line.width - used), height: 1)
    }
    // That it was tried again does not say why it failed.
    if let error = record.error, record.status == .failed, warning == nil {
      painter.put(error.shown(upTo: Self.textLimit), in: area, .failed)
    } else if let remark = remark(in: area.width, &painter) {
      painter.put(remark, in: area)
    } else if record.isLive, let question = record.question {
      painter.put("asks: " + question.shown(upTo: Self.textLimit), in: area, .warning)
    } else if record.isLive, let progress = record.progress {
      painter.putBar(progress, in: area)
    } else if record.isLive, let message = record.message {
      painter.put(message.shown(upTo: Self.textLimit), in: area, .muted)
    } else if let seconds = record.executionTime {
      painter.put("took " + Ages.duration(seconds), in: area, .muted)
    }
  }

  // MARK: What is to be said

  /// The marks, or the name of a state that we do not know.
  ///
  /// - Parameter room: cells; where there are enough, how long it usually takes is said as well.
  private func remark(in room: Int, _ painter: inout Painter) -> Line? {
    if !marks.isEmpty {
      var line = Line()
      for mark in marks {
        line.add(line.text.isEmpty ? "" : ", ", .muted)
        line.add(mark.words(&painter.ages), mark.role)
      }
      if let usual = model.usualDuration(of: record) {
        let words = [", \(usual.shortWords)", ", usually \(usual.medianWord)"]
        let fitting = words.first { line.text.cellWidth + $0.cellWidth <= room }
        line.add(fitting ?? "", .muted)
      }
      return line
    }
    guard case .unknown(let name) = record.status else { return nil }
    return Line("state '\(name.shown)'", .warning)
  }

  /// Something that is no matter of course.
  private var warning: Mark? { marks.first { $0.role == .warning } }
}

extension TaskRecord {
  /// The description, else the prompt's first line with text, else who submitted it: a node does
  /// not tell the prompts of others.
  ///
  /// - Parameter limit: characters that are looked at.
  func shownTitle(upTo limit: Int = CardView.textLimit) -> String {
    if let title, !title.isEmpty { return title.shown(upTo: limit) }
    if let prompt {
      let start = prompt.raw.drop { $0.isWhitespace }.prefix(limit)
      let line = start.prefix { !$0.isNewline }
      return line.isEmpty ? "(empty prompt)" : NodeText(String(line)).shown
    }
    return "by \(submitter.words)"
  }
}

extension TaskRecord.Submitter {
  var words: String {
    switch self {
    case .us: "this board"
    case .other(let user?) where !user.isEmpty: user.shown
    case .other: "another session"
    }
  }
}
