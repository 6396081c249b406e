import ClawLink
import ClawMirror
import ClawTerminal

extension Model {
  /// The lines of the scope that is looked at.
  var streamLines: StreamLines {
    switch streamChoice.scope {
    case .all: StreamLines(stream)
    case .selected:
      selectedTask.map { StreamLines(stream, of: $0) } ?? StreamLines(stream, of: [])
    case .marked: StreamLines(stream, of: marked)
    }
  }

  /// Marked tasks that stand side by side: all of them, where each has room enough.
  func streamColumns(in width: Int) -> [TaskRecord] {
    guard streamChoice.scope == .marked, marked.count > 1,
      (width + 1) / marked.count > StreamText.columnWidth
    else { return [] }
    return marked.compactMap { tasks[$0] }
      .sorted {
        ($0.submittedAt, $0.key.id.text.raw) < ($1.submittedAt, $1.key.id.text.raw)
      }
  }

  /// What of the stream is in view.
  func streamPage(in area: Rect, glyphs: Glyphs) -> StreamPage {
    let records = streamColumns(in: area.width)
    let lines = streamLines
    let columns = records.map { StreamLines(stream, of: [$0.key]) }
    let text = StreamText(model: self, glyphs: glyphs, saysTask: records.isEmpty)
    let width = records.isEmpty ? area.width : (area.width + 1) / records.count - 1
    return StreamPage(
      lines: lines, columns: columns.isEmpty ? [lines] : columns,
      height: max(1, area.height - (records.isEmpty ? 0 : 1)), wraps: streamChoice.wraps
    ) { text.rows($0, width: width) }
  }

  /// Why there is no line.
  var emptyStream: String {
    let scope = key(.streamScope, in: .stream)
    return switch streamChoice.scope {
    case .all: "Nothing yet: what happens to tasks is listed here."
    case .selected: "No task is selected: \(scope) shows what happens to all."
    case .marked where marked.isEmpty:
      "No task is marked: \(key(.mark)) marks one, \(scope) goes on to all."
    case .marked: "Nothing of the marked tasks is kept here any more: \(scope) goes on to all."
    }
  }
}
