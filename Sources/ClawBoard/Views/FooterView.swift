import ClawTerminal

/// The last line: a notice, or the keys that matter here.
struct FooterView {
  let model: Model

  func draw(in area: Rect, _ painter: inout Painter) {
    if let notice = model.notice {
      painter.put(" " + notice.text, in: area, notice.kind == .error ? .error : .strong)
    } else {
      painter.put(keys, in: area)
    }
  }

  private var keys: Line {
    var line = Line(" ")
    for binding in Keymap.standard.bindings(in: model.context) {
      guard let footer = binding.footer, let key = binding.keys.first else { continue }
      line.add(key.name, .key)
      line.add(" \(footer)  ", .muted)
    }
    return line
  }
}
