import ClawLink
import ClawMirror
import Foundation

/// Everything known of one task, as lines.
struct DetailText {
  /// Longer texts are cut here: nobody reads a megabyte in a pane.
  static let textLimit = 65_536
  /// Entries of the history beside the columns; all of them when zoomed.
  static let shortHistory = 5

  /// Characters of a value of the context; `p` shows all of it.
  private static let valueLimit = 2000

  let model: Model
  let record: TaskRecord
  let glyphs: Glyphs
  /// Cells; `Int.max` for the whole text, as other programs get it.
  let width: Int

  func lines(_ ages: inout Ages) -> [Line] {
    var lines = head(&ages).wrapped(to: width)
    lines += marks(&ages)
    if let title = record.title, !title.isEmpty {
      lines += Line.wrapped(title.shown, to: width, .strong)
    }
    if record.isLive, let question = record.question {
      lines += section("Asks", question, .warning)
      lines.append(Line("\(model.key(.answer, in: .board)) answers", .muted))
    }
    if let error = record.error, !error.isEmpty { lines += section("Error", error, .failed) }
    if let result = record.result { lines += section("Result", result) }
    lines += changes
    lines += history(&ages)
    if let prompt = record.prompt {
      lines += section("Prompt", prompt)
    } else {
      lines.append(Line("The prompt is not known: a node does not tell those of others.", .muted))
    }
    return lines + context + metadata
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
    if let usage = record.usage {
      line.add("  \(usage.input) tokens in, \(usage.output) out", .muted)
    }
    return line
  }

  private func marks(_ ages: inout Ages) -> [Line] {
    if let change = model.nextMarkChange(of: record) { ages.changes(at: change) }
    let marks = model.marks(of: record).flatMap {
      Line.wrapped($0.sentence(&ages), to: width, $0.role)
    }
    return marks + (model.usualDuration(of: record).map { [Line($0.words, .muted)] } ?? [])
  }

  /// Ages where there is the room of the whole body for them.
  private func history(_ ages: inout Ages) -> [Line] {
    let entries = record.history
    let isWhole = width == .max || model.pane.isZoomed || model.layout.stream != nil
    let shown = isWhole ? entries[...] : entries.suffix(Self.shortHistory)
    var lines: [Line] = []
    if isWhole { lines.append(Line("History", .heading)) }
    if shown.count < record.historyCount {
      lines.append(Line("\(record.historyCount - shown.count) earlier", .muted))
    }
    for entry in shown {
      var line = Line(Ages.clock(entry.time, in: model.timeZone) + "  ", .muted)
      if isWhole, width >= 60 {
        line.add(ages.coarse(since: entry.time).padded(to: 5), .muted)
      }
      line.add(entry.event, glyphs: glyphs)
      if entry.event == .submitted { line.add(" by \(record.submitter.words)", .muted) }
      lines += line.wrapped(to: width)
    }
    return lines
  }

  /// What the work has changed.
  private var changes: [Line] {
    if let diff = record.diff {
      var lines = section("Diff", diff)
      if let stat = record.diffStat { lines[0].add("  \(stat.words)", .muted) }
      return lines
    }
    guard let stat = record.diffStat else { return [] }
    return [Line(stat.files == 0 ? "No file was changed." : "Changed: \(stat.words)", .muted)]
  }

  /// What went with the prompt, and the tries before and after.
  private var context: [Line] {
    var lines: [Line] = []
    if let original = record.retryOf {
      lines.append(Line("another try of \(original.abbreviated)", .muted))
    }
    if let other = record.retriedAs {
      lines.append(Line("tried again as \(other.abbreviated)", .muted))
    }
    return lines + list("Context", (record.context ?? [:]).sorted { $0.key < $1.key })
  }

  /// What the agent says of its work besides.
  private var metadata: [Line] {
    list("Metadata", record.shownMetadata ?? [])
  }

  private func list(_ title: String, _ values: [(key: String, value: JSONValue)]) -> [Line] {
    guard !values.isEmpty else { return [] }
    var lines = [Line(title, .heading)]
    for (key, value) in values {
      var line = Line(NodeText(key).shown(upTo: 40) + "  ", .strong)
      line.add(value.shown(upTo: width == .max ? .max : Self.valueLimit))
      lines += line.wrapped(to: width)
    }
    return lines
  }

  private func section(_ name: String, _ text: NodeText, _ role: Role? = nil) -> [Line] {
    var lines = [Line(name, .heading)]
    if text.isEmpty { lines.append(Line("(empty)", .muted)) }
    let size = text.raw.utf8.count
    let isCut = size > Self.textLimit && width < .max
    let shown = !isCut ? text : NodeText(String(text.raw.prefix(Self.textLimit)))
    lines +=
      role.map { Line.wrapped(shown.shownLines, to: width, $0) }
      ?? RichText.lines(shown.shownLines, to: width)
    if isCut {
      let key = model.key(.page, in: .detail)
      lines.append(
        Line("cut here: \(size / 1024) KiB in all, \(key) shows all of it", .warning))
    }
    return lines
  }
}

extension DiffStat {
  /// `2 files, +3 -1`.
  fileprivate var words: String {
    "\(files) \(files == 1 ? "file" : "files"), +\(insertions) -\(deletions)"
  }
}
