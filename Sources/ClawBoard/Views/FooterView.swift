import ClawTerminal

/// The last line: what is typed, a notice, or the keys that matter here.
struct FooterView {
  let model: Model

  func draw(in area: Rect, _ painter: inout Painter) {
    if case .prompt(let prompt) = model.overlay {
      draw(prompt, in: area, &painter)
    } else if let notice = model.notice {
      painter.put(" " + notice.text, in: area, notice.kind == .error ? .error : .strong)
    } else {
      painter.put(keys(in: area.width), in: area)
    }
  }

  /// What is typed, and what comes of it.
  private func draw(_ prompt: Prompt, in area: Rect, _ painter: inout Painter) {
    let remark = prompt.fault ?? remark(on: prompt)
    let sign = " " + prompt.kind.sign
    painter.put(sign, in: area, .key)
    let start = sign.cellWidth
    // What is typed comes first: it has half of the line, whatever is said of it.
    let room = max(area.width / 2, area.width - start - 2 - remark.cellWidth)
    let field = Rect(
      column: area.column + start, row: area.row, width: min(room, area.width - start), height: 1)
    painter.put(prompt.editor, in: field, isFocused: true)
    let used = min(prompt.editor.lines[0].cellWidth + 1, field.width)
    let rest = Rect(
      column: field.column + used + 1, row: area.row,
      width: max(0, area.right - field.column - used - 1), height: 1)
    painter.put(remark, in: rest, prompt.fault == nil ? .muted : .error)
  }

  private func remark(on prompt: Prompt) -> String {
    switch prompt.kind {
    case .filter: "\(model.columns.total) of \(model.tasks.count)"
    case .search where model.pane.tab.filtersLines:
      "\(model.paneData.audit.lines.count) of \(model.paneData.audit.all.count)"
    case .search: "\(model.key(.accept, in: .prompt)) goes there"
    case .palette:
      "\(model.key(.complete, in: .palette)) completes, \(model.key(.accept, in: .palette)) does it"
    case .pipe: "a command gets the pane's text"
    case .save(let unsent): unsent?.reason ?? "a file"
    case .insert: "a file whose text goes into the form"
    }
  }

  /// Help and the way out stand at the end, whatever has to go for them.
  private func keys(in width: Int) -> Line {
    let all = model.keymap.bindings(in: model.context).compactMap(Self.words)
    let isLast = { (word: Word) in word.action == .help || word.action == .quit }
    let last = all.filter(isLast).map(\.line)
    var room = width - last.map { $0.text.cellWidth + 2 }.reduce(0, +)
    let first = all.filter { !isLast($0) }.map(\.line).prefix { line in
      room -= line.text.cellWidth + 2
      return room >= 0
    }
    var keys = Line()
    for line in first + last {
      keys.add(keys.text.isEmpty ? " " : "  ")
      keys.add(line)
    }
    return keys
  }

  private struct Word {
    let action: Action
    let line: Line
  }

  private static func words(_ binding: Keymap.Binding) -> Word? {
    guard let footer = binding.footer, let key = binding.keys.first else { return nil }
    var line = Line(key.name, .key)
    line.add(" \(footer)", .muted)
    return Word(action: binding.action, line: line)
  }
}
