import ClawLink
import ClawMirror
import ClawTerminal

/// The stream as it is drawn below a rule, in one column or several.
struct StreamView {
  let model: Model
  let area: Rect
  let glyphs: Glyphs
  /// It has the keys.
  let isFocused: Bool
  private let page: StreamPage
  private let place: StreamPage.Place
  private let views: [StreamColumnView]

  init(model: Model, area: Rect, glyphs: Glyphs, isFocused: Bool) {
    self.model = model
    self.area = area
    self.glyphs = glyphs
    self.isFocused = isFocused
    page = model.streamPage(in: area, glyphs: glyphs)
    place = page.place(of: model.streamChoice)
    views = page.columns.map { [page, place] in page.view(of: $0, at: place) }
  }

  func draw(_ painter: inout Painter) {
    guard page.lines.count > 0 else {
      return painter.put(Line.wrapped(model.emptyStream, to: area.width, .muted), in: area)
    }
    let records = model.streamColumns(in: area.width)
    guard !records.isEmpty else { return draw(views[0], in: area, &painter) }
    let width = (area.width + 1) / records.count
    for (index, record) in records.enumerated() {
      let column = Rect(
        column: area.column + index * width, row: area.row, width: width - 1, height: area.height)
      painter.put(head(record), in: column.line(0))
      draw(views[index], in: column.droppingFirst(1), &painter)
      guard index < records.count - 1 else { continue }
      let line = Rect(column: column.right, row: area.row, width: 1, height: area.height)
      painter.canvas.fill(line, with: glyphs.lines.vertical, style: painter.style(.border))
    }
  }

  private func head(_ record: TaskRecord) -> Line {
    var line = Line(record.key.id.short + "  ", .strong)
    line.add("\(record.agent.shown)  \(record.key.node)", .muted)
    return line
  }

  /// The line that a search came to stands out.
  private func draw(_ view: StreamColumnView, in area: Rect, _ painter: inout Painter) {
    let match = isFocused && !model.pane.search.isEmpty ? model.pane[.stream].match : nil
    painter.put(view.rows.map(\.line), in: area)
    for (offset, row) in view.rows.enumerated() where match != nil && row.number == match {
      painter.lay(.row, over: area.line(offset))
    }
  }

  var status: StreamStatus {
    StreamStatus(
      choice: model.streamChoice, scope: model.streamScope, glyphs: glyphs,
      followKey: isFocused ? model.key(.followStream, in: .stream) : nil,
      above: views.map(\.above).reduce(0, +), below: page.below(place),
      new: page.new(place, after: model.streamChoice.seen))
  }
}

extension StreamPage {
  /// Lines below what is in view.
  func below(_ place: Place) -> Int { lines.count - 1 - place.position }

  /// Those of them that came after another one, by its number.
  func new(_ place: Place, after seen: Int) -> Int {
    min(below(place), lines.count - 1 - lines.position(of: seen))
  }
}

extension Model {
  /// Whose lines are shown.
  fileprivate var streamScope: String {
    switch streamChoice.scope {
    case .all: "all tasks"
    case .selected: selectedKey.map { "only \($0.id.short)" } ?? "selected task"
    case .marked: "\(marked.count) marked"
    }
  }
}
