import ClawTerminal

/// What a second key can mean, in a box above the footer.
struct MenuView {
  let place: Keymap.Context
  let keymap: Keymap

  func draw(above footer: Rect, _ painter: inout Painter) {
    let bindings = keymap.bindings(in: place).filter { !$0.keys.isEmpty && !$0.isEverywhere }
    let count = min(bindings.count, footer.row - 2)
    guard count > 0 else { return }
    let area = Rect(column: 0, row: footer.row - count - 1, width: footer.width, height: count + 1)
    painter.canvas.fill(area, style: painter.style(.base))
    painter.putRule(in: area.line(0), .borderFocused)
    painter.put(" \(place.title) ", in: area.line(0).inset(columns: 1), .strong)
    let width = bindings.map(\.keyNames.count).max() ?? 0
    for (offset, binding) in bindings.prefix(count).enumerated() {
      var line = Line(" " + binding.keyNames.padded(to: width), .key)
      line.add("  " + binding.help)
      painter.put(line, in: area.line(offset + 1))
    }
  }
}

extension Keymap.Binding {
  /// It says nothing of this place.
  fileprivate var isEverywhere: Bool {
    switch action {
    case .repaint, .suspend, .interrupt: true
    default: false
    }
  }
}
