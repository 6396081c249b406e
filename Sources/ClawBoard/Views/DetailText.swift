import ClawLink
import ClawMirror

/// Everything known of one task, as lines.
struct DetailText {
  /// Longer texts are cut here: nobody reads a megabyte in a pane.
  static let textLimit = 65_536
  /// Entries of the history beside the columns; all of them when zoomed.
  static let shortHistory = 5

  let model: Model
  let record: TaskRecord
  let glyphs: Glyphs
  let width: Int

  func lines(_ ages: inout Ages) -> [Line] {
    var lines = [head(&ages)]
    lines += marks(&ages)
    if let title = record.title, !title.isEmpty { lines.append(Line(title.shown, .strong)) }
    if let error = record.error, !error.isEmpty { lines += section("Error", error, .failed) }
    if let result = record.result { lines += section("Result", result) }
    lines += history
    if let prompt = record.prompt {
      lines += section("Prompt", prompt)
    } else {
      lines.append(Line("The prompt is not known: a node does not tell those of others.", .muted))
    }
    return lines
  }

  private func head(_ ages: inout Ages) -> Line {
    let column = BoardColumn(record.status)
    var line = Line(record.key.id.abbreviated + "  ", .strong)
    line.add("\(record.agent.shown) on \(record.key.node)  ")
    line.add("\(glyphs.state(column)) \(record.status.shownName) ", column.role)
    if record.isLive {
      line.add(ages.exact(since: record.statusSince))
    } else if let seconds = record.executionTime {
      line.add("took \(Ages.duration(seconds))")
    }
    return line
  }

  private func marks(_ ages: inout Ages) -> [Line] {
    if let change = model.nextMarkChange(of: record) { ages.changes(at: change) }
    return model.marks(of: record).map { mark in
      Line(mark.sentence(&ages), mark.role)
    }
  }

  private var history: [Line] {
    let entries = record.history
    let shown = model.pane.isZoomed ? entries[...] : entries.suffix(Self.shortHistory)
    var lines: [Line] = []
    if model.pane.isZoomed { lines.append(Line("History", .strong)) }
    if shown.count < record.historyCount {
      lines.append(Line("\(record.historyCount - shown.count) earlier", .muted))
    }
    return lines
      + shown.map { entry in
        var line = Line(Ages.clock(entry.time, in: model.timeZone) + "  ", .muted)
        line.add(entry.event, glyphs: glyphs)
        if entry.event == .submitted { line.add(" by \(record.submitter.words)", .muted) }
        return line
      }
  }

  private func section(_ name: String, _ text: NodeText, _ role: Role? = nil) -> [Line] {
    var lines = [Line(name, .strong)]
    if text.isEmpty { lines.append(Line("(empty)", .muted)) }
    let size = text.raw.utf8.count
    let shown = size <= Self.textLimit ? text : NodeText(String(text.raw.prefix(Self.textLimit)))
    lines += Line.wrapped(shown.shownLines, to: width, role)
    if size > Self.textLimit {
      lines.append(Line("cut here: \(size / 1024) KiB in all", .warning))
    }
    return lines
  }
}
