import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

/// Lines of the stream as text.
struct StreamText {
  /// Cells that a column of its own needs, at least.
  static let columnWidth = 40
  /// Cells of text beside a line's beginning, at least, where it is wrapped beside it.
  private static let hangingWidth = 20

  let model: Model
  let glyphs: Glyphs
  /// Lines say which task they are about, where that is not said elsewhere.
  var saysTask = true

  /// The line as it is drawn to a width.
  func rows(_ entry: StreamLog.Entry, width: Int) -> [Line] {
    let start = start(of: entry).marking(search)
    let body = body(of: entry).marking(search)
    guard model.streamChoice.wraps else {
      return [(start + body).clipped(to: width, ellipsis: glyphs.ellipsis)]
    }
    let indent = start.text.cellWidth
    let rows =
      width - indent < Self.hangingWidth
      ? (start + body).wrapped(to: width)
      : body.wrapped(to: width - indent).enumerated().map { index, row in
        index == 0 ? start + row : row.indented(by: indent)
      }
    return rows.map { $0.clipped(to: width, ellipsis: glyphs.ellipsis) }
  }

  /// The line uncut, in one row.
  func line(_ entry: StreamLog.Entry) -> Line {
    start(of: entry) + body(of: entry)
  }

  /// The line with all that is known.
  private func full(_ entry: StreamLog.Entry) -> Line {
    var line = Line(isDated(entry) ? Ages.dateAndClock(entry.time, in: model.timeZone) + "  " : "")
    if let key = entry.key {
      if model.hasSeveralNodes { line.add("\(key.node)  ") }
      line.add(key.id.text.shown + "  ")
    }
    return line + body(of: entry)
  }

  /// All lines of the scope, for other programs.
  var whole: [Line] {
    let lines = model.streamLines
    guard lines.count > 0 else { return [Line(model.emptyStream)] }
    return (0..<lines.count).map { full(lines[$0]) }
  }

  /// Time, node and task.
  private func start(of entry: StreamLog.Entry) -> Line {
    var line = Line()
    if model.streamChoice.showsTimes, isDated(entry) {
      line.add(Ages.clock(entry.time, in: model.timeZone) + "  ", .muted)
    }
    if saysTask, model.streamChoice.scope != .selected, let key = entry.key {
      if model.hasSeveralNodes { line.add(nodeColumn(key.node), .muted) }
      line.add(key.id.short + "  ", .strong)
    }
    return line
  }

  /// What it says happened at some time.
  private func isDated(_ entry: StreamLog.Entry) -> Bool {
    if case .earlier = entry.event { false } else { true }
  }

  private func body(of entry: StreamLog.Entry) -> Line {
    var line = Line()
    switch entry.event {
    case .task(_, let event): line.add(event, glyphs: glyphs)
    case .unseen(_, 1): line.add("1 line was not seen", .warning)
    case .unseen(_, let count): line.add("\(count) lines were not seen", .warning)
    case .silence(let node, let since):
      let time = Ages.span(since, entry.time, in: model.timeZone)
      line.add("no answer from \(node) \(time): what happened meanwhile was not seen", .warning)
    case .restart(let node): line.add("\(node) was restarted", .warning)
    case .earlier(let count): line.add("\(count) earlier", .muted)
    }
    return line
  }

  /// What stands out.
  private var search: String {
    model.focus == .pane && model.pane.tab == .stream ? model.pane.search : ""
  }

  /// A node's name, as wide as the longest of all.
  private func nodeColumn(_ node: NodeName) -> String {
    let width = min(CardView.nodeWidth, model.nodeOrder.map(\.text.cellWidth).max() ?? 0)
    let name = node.text.clipped(to: width, ellipsis: glyphs.ellipsis)
    return name + String(repeating: " ", count: width - name.cellWidth + 2)
  }
}
