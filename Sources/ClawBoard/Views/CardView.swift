import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// One card: glyph, short id, agent and age; the title; progress, or what is to be said.
struct CardView {
  /// Characters of a text that are looked at: more than any card has room for.
  static let textLimit = 400
  /// Cells of a node's name, at most.
  static let nodeWidth = 12

  let model: Model
  let record: TaskRecord
  let isSelected: Bool
  let isNarrow: Bool

  func draw(in area: Rect, _ painter: inout Painter) {
    drawFirstLine(in: area.line(0), &painter)
    let text = Rect(
      column: area.column + 2, row: area.row, width: area.width - 2 - margin, height: area.height)
    drawTitle(in: text, &painter)
    if area.height > 2 { drawLastLine(in: text.line(area.height - 1), &painter) }
    if isOld { painter.dim(area) }
    if isSelected {
      for offset in 0..<area.height {
        painter.put(String(painter.glyphs.cursor), in: area.line(offset), .cursor)
      }
    }
  }

  /// Between the text and the line to the right, where there is room for it.
  private var margin: Int { isNarrow ? 0 : 1 }

  private func drawFirstLine(in area: Rect, _ painter: inout Painter) {
    let column = BoardColumn(record.status)
    let age = painter.ages.coarse(since: record.statusSince)
    let inner = Rect(
      column: area.column + 1, row: area.row, width: area.width - 1 - margin, height: area.height)
    let used = painter.putRight(age, in: inner, .muted)
    var line = Line("\(painter.glyphs.state(column)) ", column.role)
    line.add(record.key.id.short, isMoved ? .moved : .strong)
    // A letter or two of an agent's name say nothing.
    if inner.width - used - 8 >= 3 { line.add(" " + origin, .muted) }
    if area.height == 1, inner.width > 30 {
      if model.hasSeveralNodes { line.add(" on \(record.key.node)", .muted) }
      line.add("  " + title)
    }
    painter.put(
      line,
      in: Rect(
        column: inner.column, row: inner.row, width: inner.width - used - 1, height: inner.height))
    if let change = model.nextMarkChange(of: record) { painter.ages.changes(at: change) }
    if let movedAt = model.moved[record.key] {
      painter.ages.changes(at: movedAt.addingTimeInterval(Model.movedTime))
    }
  }

  /// Who works on it. Where a name has hardly room, and there are several nodes, the node says more.
  private var origin: String {
    isNarrow && model.hasSeveralNodes ? record.key.node.text : record.agent.shown
  }

  /// On the lines between the first and the last one.
  private func drawTitle(in area: Rect, _ painter: inout Painter) {
    let room = area.height - 2
    guard room > 0 else { return }
    var lines = title.wrapped(to: area.width)
    if lines.count > room {
      lines[room - 1] = lines[(room - 1)...].joined(separator: " ")
    }
    for (offset, line) in lines.prefix(room).enumerated() {
      painter.put(line, in: area.line(offset + 1), isSelected ? .selected : nil)
    }
  }

  /// Shown as it was a while ago: the node does not answer, or knows the task no more.
  private var isOld: Bool {
    model.marks(of: record).contains { mark in
      switch mark {
      case .stale, .lost: true
      case .unseen, .working, .cancelling, .mayStillRun, .outcomeUnknown, .finishedAfterCancel,
        .unreadable, .retried:
        false
      }
    }
  }

  private var isMoved: Bool { model.moved[record.key] != nil }

  private var title: String { record.shownTitle }

  /// Where there are several nodes and room for it, the node comes first.
  private func drawLastLine(in line: Rect, _ painter: inout Painter) {
    var area = line
    if model.hasSeveralNodes, !isNarrow {
      let name = record.key.node.text.clipped(
        to: Self.nodeWidth, ellipsis: painter.glyphs.ellipsis)
      let used = painter.put(name, in: line, .muted) + 2
      area = Rect(
        column: line.column + used, row: line.row, width: max(0, line.width - used), height: 1)
    }
    if let mark = model.marks(of: record).first {
      painter.put(mark.words(&painter.ages), in: area, mark.role)
    } else if case .unknown(let name) = record.status {
      painter.put("state '\(name.shown)'", in: area, .warning)
    } else if let error = record.error, record.status == .failed {
      painter.put(error.shown(upTo: Self.textLimit), in: area, .failed)
    } else if record.isLive, let progress = record.progress {
      painter.putBar(progress, in: area)
    } else if record.isLive, let message = record.message {
      painter.put(message.shown(upTo: Self.textLimit), in: area, .muted)
    } else if let seconds = record.executionTime {
      painter.put("took " + Ages.duration(seconds), in: area, .muted)
    }
  }
}

extension TaskRecord {
  /// The description, else the prompt's first line with text, else who submitted it: a node does
  /// not tell the prompts of others.
  var shownTitle: String {
    if let title, !title.isEmpty { return title.shown(upTo: CardView.textLimit) }
    if let prompt {
      let start = prompt.raw.drop { $0.isWhitespace }.prefix(CardView.textLimit)
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
