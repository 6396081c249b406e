import ClawTerminal

/// The second line: the seven counts, always. Where there is no room for all their names, names get
/// shorter, then empty columns go; failures never do.
struct StripView {
  let model: Model

  private enum Form: CaseIterable {
    case names, shortNames, shortNamesInUse, glyphsInUse
  }

  func draw(in area: Rect, _ painter: inout Painter) {
    let glyphs = painter.glyphs
    let form = form(in: area.width, glyphs)
    var line = Line()
    for part in parts(form, glyphs) { line.add(part.line) }
    line.add(rest(form))
    painter.put(line, in: area)
  }

  /// The column whose count stands at a cell.
  func column(at point: Point, in area: Rect, _ glyphs: Glyphs) -> BoardColumn? {
    guard area.contains(point) else { return nil }
    var end = area.column
    return parts(form(in: area.width, glyphs), glyphs).first { part in
      end += part.line.text.cellWidth
      return point.column < end
    }?.column
  }

  /// The longest that fits.
  private func form(in width: Int, _ glyphs: Glyphs) -> Form {
    let forms = width < 98 ? Form.allCases.dropFirst() : Form.allCases[...]
    return forms.first { form in
      parts(form, glyphs).map(\.line.text.cellWidth).reduce(0, +) + rest(form).text.cellWidth
        <= width
    } ?? .glyphsInUse
  }

  /// What stands for each column, from left to right.
  private func parts(_ form: Form, _ glyphs: Glyphs) -> [(column: BoardColumn, line: Line)] {
    BoardColumn.allCases.compactMap { column in
      let isFocused = column == model.column
      let isInUse = isFocused || model.columns.count(column) > 0
      if !isInUse, form == .shortNamesInUse || form == .glyphsInUse { return nil }
      var line = Line()
      line.add(isFocused ? "[" : " ", isFocused ? .cursor : nil)
      line.add(words(column, form, glyphs))
      line.add(isFocused ? "]" : form == .glyphsInUse ? "" : " ", isFocused ? .cursor : nil)
      return (column, line)
    }
  }

  /// What is counted beside the columns.
  private func rest(_ form: Form) -> Line {
    var line = Line()
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
