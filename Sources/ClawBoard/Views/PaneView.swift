import ClawLink
import ClawMirror
import ClawTerminal

/// The pane: its tabs on a rule, then text.
struct PaneView {
  let model: Model

  private var isFocused: Bool { model.focus == .pane }

  /// - Parameter columns: where lines from above end at the pane's edge.
  func draw(in area: Rect, joining columns: [Int], _ painter: inout Painter) {
    drawTabs(in: area.line(0), joining: columns, &painter)
    let text = area.droppingFirst(1).inset(columns: 1)
    let pane = PaneText(model: model, glyphs: painter.glyphs, width: text.width)
    let lines = pane.lines(&painter.ages)
    let scroll = min(max(0, model.pane.scroll), max(0, lines.count - text.height))
    if model.pane.tab == .stream {
      let end = lines.count - scroll
      painter.put(lines[max(0, end - text.height)..<end], in: text)
    } else {
      painter.put(lines.dropFirst(scroll), in: text)
    }
    drawRest(of: lines.count, scroll: scroll, text: text, in: area.line(0), &painter)
  }

  private func drawTabs(in area: Rect, joining columns: [Int], _ painter: inout Painter) {
    let rule = String(repeating: painter.glyphs.lines.horizontal, count: area.width)
    let role: Role = isFocused ? .borderFocused : .border
    painter.put(rule, in: area, role)
    for column in columns {
      let joint = Rect(column: column, row: area.row, width: 1, height: 1)
      painter.put(String(painter.glyphs.lines.upTee), in: joint, role)
    }
    var column = area.column + 1
    for tab in Pane.Tab.allCases {
      let name = " \(tab.name)\(count(tab)) "
      let place = Rect(
        column: column, row: area.row, width: min(name.cellWidth, area.right - column), height: 1)
      column += painter.put(name, in: place, tab == model.pane.tab ? .tabSelected : .tab) + 1
    }
  }

  private func count(_ tab: Pane.Tab) -> String {
    let nodes = model.nodeRecords
    switch tab {
    case .detail, .stream: return ""
    case .agents:
      let agents = nodes.flatMap(\.agents)
      return agents.isEmpty ? "" : " \(agents.count(where: \.isConfigured))/\(agents.count)"
    case .skills:
      let count = nodes.map(\.skills.count).reduce(0, +)
      return count == 0 ? "" : " \(count)"
    }
  }

  /// How many lines are out of sight.
  private func drawRest(
    of count: Int, scroll: Int, text: Rect, in area: Rect, _ painter: inout Painter
  ) {
    let hidden = max(0, count - text.height)
    guard hidden > 0, area.width >= 70 else { return }
    let before = model.pane.tab == .stream ? hidden - scroll : scroll
    painter.putRight(
      " \(before) above \(hidden - before) below ", in: area.inset(columns: 1), .muted)
  }
}
