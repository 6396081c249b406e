import ClawMirror
import ClawTerminal

/// One column: its head, and as many cards as fit.
struct ColumnView {
  let model: Model
  let column: BoardColumn
  let cardHeight: Int

  private var isFocused: Bool { model.column == column && model.focus == .board }

  func draw(in area: Rect, _ painter: inout Painter) {
    if model.isFolded(column) { return drawFolded(in: area, &painter) }
    let top = model.top[column] ?? 0
    let cards = BoardLayout.cards(in: area)
    let room = max(1, cards.height / cardHeight)
    let shown = top..<max(top, min(top + room, model.columns.count(column)))
    let below = model.columns.count(column) - shown.upperBound
    drawHead(in: area.line(0), above: top, below: below, &painter)
    if model.isSilent(column) { drawReason(in: cards.inset(columns: 1), &painter) }
    for (offset, index) in shown.enumerated() {
      guard let key = model.columns.key(column, at: index), let record = model.tasks[key] else {
        continue
      }
      let card = BoardLayout.card(offset, height: cardHeight, in: area)
      CardView(
        model: model, record: record, isSelected: isSelected(key),
        isNarrow: area.width < CardView.narrowWidth
      ).draw(in: card, &painter)
    }
  }

  private func isSelected(_ key: TaskKey) -> Bool {
    model.column == column && model.selectedKey == key
  }

  /// In one cell: the key that goes there, and that there is nothing to count.
  private func drawFolded(in area: Rect, _ painter: inout Painter) {
    painter.put("\(column.digit)", in: area.line(0), .muted)
    painter.put(painter.glyphs.noCount, in: area.line(1), .muted)
  }

  /// Why nothing is to be seen here.
  private func drawReason(in area: Rect, _ painter: inout Painter) {
    let text = "No progress is shown: what is at work stands in \(BoardColumn.pending.name)."
    painter.put(Line.wrapped(text, to: area.width, .muted), in: area)
  }

  /// The state's name and count on a rule, and how many cards are out of sight.
  private func drawHead(in area: Rect, above: Int, below: Int, _ painter: inout Painter) {
    painter.putRule(in: area, isFocused ? .borderFocused : .border)
    let inner = area.inset(columns: 1)
    let title = title(width: inner.width, painter.glyphs)
    painter.put(title, in: inner, isFocused ? .tabSelected : .strong)
    let room = inner.width - title.cellWidth
    let glyphs = painter.glyphs
    let parts = [(above, "above", glyphs.above), (below, "below", glyphs.below)]
      .filter { $0.0 > 0 }
    let forms = [
      " " + parts.map { "\($0.0) \($0.1)" }.joined(separator: " ") + " ",
      parts.map { "\($0.2)\($0.0)" }.joined(separator: " "), parts.map(\.2).joined(),
    ]
    guard !parts.isEmpty, let hidden = forms.first(where: { $0.cellWidth <= room }) else { return }
    painter.putRight(hidden, in: inner, .muted)
  }

  /// Name and count. Where no node shows progress, PENDING says what it holds, if there is room.
  private func title(width: Int, _ glyphs: Glyphs) -> String {
    let count = model.count(column, glyphs)
    let whole = " \(column.name) / working \(count) "
    let isWhole = column == .pending && model.hasNoProgress && whole.cellWidth <= width
    return isWhole ? whole : " \(column.name) \(count) "
  }
}
