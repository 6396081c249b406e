import ClawTerminal

/// What the palette offers, in a box above the line that is typed.
struct PaletteView {
  let list: PaletteList

  /// Lines at most.
  private static let height = 10
  /// Cells of a name, at most, while what it does is beside it.
  private static let nameWidth = 22

  func draw(above footer: Rect, _ painter: inout Painter) {
    let room = min(Self.height, footer.row - 2)
    let count = min(room, max(1, list.items.count))
    let area = Rect(
      column: 0, row: footer.row - count - 1, width: footer.width, height: count + 1)
    guard count > 0 else { return }
    painter.canvas.fill(area, style: painter.style(.base))
    painter.putRule(in: area.line(0), .borderFocused)
    painter.put(" \(title) ", in: area.line(0).inset(columns: 1), .strong)
    guard !list.items.isEmpty else {
      painter.put(" Nothing of that name here.", in: area.line(1), .muted)
      return
    }
    let first = min(max(0, list.choice - count + 1), max(0, list.items.count - count))
    for (offset, item) in list.items.dropFirst(first).prefix(count).enumerated() {
      draw(item, isChosen: first + offset == list.choice, in: area.line(offset + 1), &painter)
    }
  }

  /// As wide as the longest name needs.
  private var nameWidth: Int {
    min(Self.nameWidth, list.items.map(\.typed.count).max() ?? 0)
  }

  private var title: String { "\(list.items.count) to choose from" }

  private func draw(
    _ item: PaletteItem, isChosen: Bool, in area: Rect, _ painter: inout Painter
  ) {
    var line = Line(isChosen ? "\(painter.glyphs.cursor)" : " ", .cursor)
    line.add(item.typed.padded(to: nameWidth) + " ", isChosen ? .chosen : .strong)
    line.add(item.help, isChosen ? .chosen : .muted)
    painter.put(line, in: area)
    if area.width >= 60 { painter.putRight(item.keys + " ", in: area, .key) }
  }
}
