import ClawLink
import ClawMirror
import ClawTerminal

/// The pane: its tabs on a rule, then text.
struct PaneView {
  let model: Model
  let tab: Pane.Tab

  /// It has the keys.
  private var isFocused: Bool { model.focus == .pane && model.pane.tab == tab }

  /// The stream below the columns, which has no other tabs.
  private var isAlone: Bool { tab == .stream && model.layout.stream != nil }

  /// - Parameter columns: where lines from above end at the pane's edge.
  func draw(in area: Rect, joining columns: [Int], _ painter: inout Painter) {
    if tab == .stream { return drawStream(in: area, joining: columns, &painter) }
    drawTabs(in: area.line(0), joining: columns, &painter)
    let text = BoardLayout.text(in: area)
    let content = PaneText(model: model, tab: tab, glyphs: painter.glyphs, width: text.width)
      .content(&painter.ages)
    var place = model.pane[tab]
    place.keepInView(content, height: text.height)
    let lines = content.lines.dropFirst(place.scroll).prefix(text.height)
    painter.put(isFocused ? lines.map { $0.marking(model.pane.search) } : Array(lines), in: text)
    if isFocused { drawRow(of: content, place, in: area, text, &painter) }
    let below = max(0, content.lines.count - text.height - place.scroll)
    drawRest(above: place.scroll, below: below, in: area.line(0), &painter)
  }

  /// The row that is chosen: its own background, and the cursor beside it.
  private func drawRow(
    of content: PaneContent, _ place: Pane.Place, in area: Rect, _ text: Rect,
    _ painter: inout Painter
  ) {
    guard content.rows.indices.contains(place.row) else { return }
    for line in content.rows[place.row] {
      let offset = line - place.scroll
      guard (0..<text.height).contains(offset) else { continue }
      painter.lay(.row, over: text.line(offset))
      let edge = Rect(column: area.column, row: text.row + offset, width: 1, height: 1)
      painter.put(String(painter.glyphs.cursor), in: edge, .cursor)
    }
  }

  /// How it stands with the stream is said beside the tabs, or in place of some.
  private func drawStream(in area: Rect, joining columns: [Int], _ painter: inout Painter) {
    let stream = stream(in: area, painter.glyphs)
    stream.draw(&painter)
    let rule = area.line(0)
    let words = words(of: stream, in: rule)
    drawTabs(in: rule, joining: columns, until: rule.right - words.cellWidth - 1, &painter)
    painter.putRight(
      words, in: rule.inset(columns: 1), model.streamChoice.isFollowing ? .muted : .strong)
  }

  private func stream(in area: Rect, _ glyphs: Glyphs) -> StreamView {
    StreamView(
      model: model, area: BoardLayout.text(in: area), glyphs: glyphs, isFocused: isFocused)
  }

  private func words(of stream: StreamView, in rule: Rect) -> String {
    stream.status.words(
      beside: rule.width - width(of: tabs), alone: rule.width - width(of: [tab]))
  }

  /// The tab that stands at a cell of a pane.
  func tab(at point: Point, in area: Rect, _ glyphs: Glyphs) -> Pane.Tab? {
    let rule = area.line(0)
    var end = Int.max
    if tab == .stream {
      end = rule.right - words(of: stream(in: area, glyphs), in: rule).cellWidth - 1
    }
    return places(in: rule, until: end).first { $0.place.contains(point) }?.tab
  }

  private var tabs: [Pane.Tab] {
    if isAlone { return [.stream] }
    return model.tabs.filter { $0 != .stream || model.layout.stream == nil }
  }

  /// - Parameter end: no tab but the active one goes beyond it.
  private func drawTabs(
    in area: Rect, joining columns: [Int], until end: Int = .max, _ painter: inout Painter
  ) {
    let role: Role = isFocused ? .borderFocused : .border
    painter.putRule(in: area, role)
    for column in columns {
      let joint = Rect(column: column, row: area.row, width: 1, height: 1)
      painter.put(String(painter.glyphs.lines.upTee), in: joint, role)
    }
    for (tab, place) in places(in: area, until: end) {
      painter.put(name(of: tab), in: place, tab == self.tab ? .tabSelected : .tab)
    }
  }

  /// The tabs that are drawn on a rule, and where.
  private func places(in area: Rect, until end: Int) -> [(tab: Pane.Tab, place: Rect)] {
    var places: [(tab: Pane.Tab, place: Rect)] = []
    var column = area.column + 1
    for tab in tabs(in: area.width - 1) {
      let width = name(of: tab).cellWidth
      if column + width > end, tab != self.tab { break }
      places.append(
        (
          tab,
          Rect(column: column, row: area.row, width: min(width, area.right - column), height: 1)
        ))
      column += width + 1
    }
    return places
  }

  private func name(of tab: Pane.Tab) -> String { " \(tab.name)\(count(tab)) " }

  /// Cells of a rule with these tabs, without what may stand to their right.
  private func width(of tabs: [Pane.Tab]) -> Int {
    tabs.reduce(2) { $0 + name(of: $1).cellWidth + 1 }
  }

  /// From the first one, as far as that leaves the chosen one in view.
  private func tabs(in width: Int) -> ArraySlice<Pane.Tab> {
    var tabs = self.tabs[...]
    while let last = tabs.firstIndex(of: tab), last > tabs.startIndex,
      tabs[...last].reduce(-1, { $0 + name(of: $1).cellWidth + 1 }) > width
    {
      tabs.removeFirst()
    }
    return tabs
  }

  private func count(_ tab: Pane.Tab) -> String {
    let nodes = model.nodeRecords
    switch tab {
    case .detail, .stream, .audit, .stats, .output: return ""
    case .nodes:
      return model.hasSeveralNodes ? " \(nodes.count(where: \.isAnswering))/\(nodes.count)" : ""
    case .agents:
      let agents = nodes.flatMap(\.agents)
      return agents.isEmpty ? "" : " \(agents.count(where: \.isConfigured))/\(agents.count)"
    case .skills:
      let count = nodes.map(\.skills.count).reduce(0, +)
      return count == 0 ? "" : " \(count)"
    }
  }

  /// How many lines are out of sight.
  private func drawRest(above: Int, below: Int, in area: Rect, _ painter: inout Painter) {
    guard above + below > 0, area.width >= 90 else { return }
    painter.putRight(" \(above) above \(below) below ", in: area.inset(columns: 1), .muted)
  }
}
