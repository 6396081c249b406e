import ClawTerminal

/// The second line: the seven counts, always. Where there is no room for all their names, names get
/// shorter, then empty columns go; failures never do.
struct StripView {
  let model: Model

  private enum Form: CaseIterable {
    case names, shortNames, shortNamesInUse, glyphsInUse
  }

  func draw(in area: Rect, _ painter: inout Painter) {
    let forms = area.width < 98 ? Form.allCases.dropFirst() : Form.allCases[...]
    let glyphs = painter.glyphs
    let lines = forms.lazy.map { line($0, glyphs) }
    let fitting = lines.first { $0.text.cellWidth <= area.width }
    painter.put(fitting ?? line(.glyphsInUse, glyphs), in: area)
  }

  private func line(_ form: Form, _ glyphs: Glyphs) -> Line {
    var line = Line()
    for column in BoardColumn.allCases {
      let isFocused = column == model.column
      let isInUse = isFocused || model.columns.count(column) > 0
      if !isInUse, form == .shortNamesInUse || form == .glyphsInUse { continue }
      line.add(isFocused ? "[" : " ", isFocused ? .cursor : nil)
      line.add(words(column, form, glyphs))
      line.add(isFocused ? "]" : form == .glyphsInUse ? "" : " ", isFocused ? .cursor : nil)
    }
    let isShort = form == .glyphsInUse
    if model.columns.lostCount > 0 {
      line.add((isShort ? " L" : "  LOST ") + "\(model.columns.lostCount)", .warning)
    }
    if model.hiddenCount > 0 {
      line.add((isShort ? " h" : " hidden ") + "\(model.hiddenCount)", .warning)
    }
    return line
  }

  private func words(_ column: BoardColumn, _ form: Form, _ glyphs: Glyphs) -> Line {
    let count = model.count(column, glyphs)
    var line = Line()
    switch form {
    case .names, .shortNames, .shortNamesInUse:
      line.add("\(column.digit)", .muted)
      line.add("\(form == .names ? column.name : column.shortName) \(count)", role(column))
      if model.hiddenColumns.contains(column) { line.add("-", .muted) }
    case .glyphsInUse: line.add("\(glyphs.state(column))\(count)", role(column))
    }
    return line
  }

  /// Empty columns step back; failures and questions stand out.
  private func role(_ column: BoardColumn) -> Role? {
    model.columns.countKnown(column) == 0 ? .muted : column.role
  }
}

extension Model {
  /// What is counted in a column, for strip and head.
  func count(_ column: BoardColumn, _ glyphs: Glyphs) -> String {
    isSilent(column) ? glyphs.noCount : "\(columns.countKnown(column))"
  }
}
