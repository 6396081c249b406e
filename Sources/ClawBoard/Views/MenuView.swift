import ClawTerminal

/// What a second key can mean, in a box above the footer.
struct MenuView {
  let model: Model
  let place: Keymap.Context

  func draw(above footer: Rect, _ painter: inout Painter) {
    let bindings = model.keymap.bindings(in: place).filter { !$0.keys.isEmpty && !$0.isKnown }
    let count = min(bindings.count, footer.row - 2)
    guard count > 0 else { return }
    let area = Rect(column: 0, row: footer.row - count - 1, width: footer.width, height: count + 1)
    painter.canvas.fill(area, style: painter.style(.base))
    painter.putRule(in: area.line(0), .borderFocused)
    painter.put(" \(place.title) ", in: area.line(0).inset(columns: 1), .strong)
    let width = bindings.map(\.keyNames.count).max() ?? 0
    for (offset, binding) in bindings.prefix(count).enumerated() {
      var line = Line(" " + binding.keyNames.padded(to: width), .key)
      let applies = model.applies(binding)
      line.add("  " + binding.help, applies ? nil : .muted)
      if !applies { line.add("  not for this task", .muted) }
      painter.put(line, in: area.line(offset + 1))
    }
  }
}

extension Keymap.Binding {
  /// It says nothing of this place, or the footer says it.
  fileprivate var isKnown: Bool {
    switch action {
    case .repaint, .suspend, .interrupt, .back: true
    default: false
    }
  }
}

extension Model {
  /// A command may not be for the task that is selected.
  fileprivate func applies(_ binding: Keymap.Binding) -> Bool {
    guard binding.action == .command else { return true }
    return preferences.commands.contains { $0.name == binding.help && applies($0) }
  }
}
