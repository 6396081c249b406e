import ClawMirror
import ClawTerminal

/// One column: its head, and as many cards as fit.
struct ColumnView {
  let model: Model
  let column: BoardColumn
  let cardHeight: Int

  private var isFocused: Bool { model.column == column && model.focus == .board }

  func draw(in area: Rect, _ painter: inout Painter) {
    let top = model.top[column] ?? 0
    let cards = area.droppingFirst(1)
    let room = max(1, cards.height / cardHeight)
    let shown = top..<max(top, min(top + room, model.columns.count(column)))
    let below = model.columns.count(column) - shown.upperBound
    drawHead(in: area.line(0), above: top, below: below, &painter)
    for (offset, index) in shown.enumerated() {
      guard let key = model.columns.key(column, at: index), let record = model.tasks[key] else {
        continue
      }
      let card = Rect(
        column: cards.column, row: cards.row + offset * cardHeight, width: cards.width,
        height: min(cardHeight, cards.height - offset * cardHeight))
      CardView(
        model: model, record: record, isSelected: isSelected(key), isNarrow: area.width < 20
      ).draw(in: card, &painter)
    }
  }

  private func isSelected(_ key: TaskKey) -> Bool {
    model.column == column && model.selectedKey == key
  }

  /// The state's name and count on a rule, and how many cards are out of sight.
  private func drawHead(in area: Rect, above: Int, below: Int, _ painter: inout Painter) {
    let line = String(repeating: painter.glyphs.lines.horizontal, count: area.width)
    painter.put(line, in: area, isFocused ? .borderFocused : .border)
    let title = " \(column.name) \(model.columns.countKnown(column)) "
    let inner = area.inset(columns: 1)
    painter.put(title, in: inner, isFocused ? .tabSelected : .strong)
    var hidden: [String] = []
    if above > 0 { hidden.append("\(above) above") }
    if below > 0 { hidden.append("\(below) below") }
    let text = " \(hidden.joined(separator: " ")) "
    if !hidden.isEmpty, title.cellWidth + text.cellWidth < inner.width {
      painter.putRight(text, in: inner, .muted)
    }
  }
}
