import ClawTerminal

/// The last line: a notice, or the keys that matter here.
struct FooterView {
  let model: Model

  func draw(in area: Rect, _ painter: inout Painter) {
    if case .filter(let entry) = model.overlay {
      draw(entry, in: area, &painter)
    } else if let notice = model.notice {
      painter.put(" " + notice.text, in: area, notice.kind == .error ? .error : .strong)
    } else {
      painter.put(keys, in: area)
    }
  }

  /// What is typed, how many tasks match, or why it is no filter.
  private func draw(_ entry: FilterEntry, in area: Rect, _ painter: inout Painter) {
    let remark = entry.fault ?? "\(model.columns.total) of \(model.tasks.count)"
    let room = max(10, area.width - 4 - remark.cellWidth)
    painter.put(" /", in: area, .key)
    let field = Rect(
      column: area.column + 2, row: area.row, width: min(room, area.width - 2), height: 1)
    painter.put(entry.editor, in: field, isFocused: true)
    let used = min(entry.editor.lines[0].cellWidth + 1, field.width)
    let rest = Rect(
      column: field.column + used + 1, row: area.row,
      width: max(0, area.right - field.column - used - 1), height: 1)
    painter.put(remark, in: rest, entry.fault == nil ? .muted : .error)
  }

  private var keys: Line {
    var line = Line()
    for binding in Keymap.standard.bindings(in: model.context) {
      guard let footer = binding.footer, let key = binding.keys.first else { continue }
      line.add(line.text.isEmpty ? " " : "  ")
      line.add(key.name, .key)
      line.add(" \(footer)", .muted)
    }
    return line
  }
}
