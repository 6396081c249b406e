import ClawTerminal

/// The second line: the seven counts, always.
struct StripView {
  let model: Model

  func draw(in area: Rect, _ painter: inout Painter) {
    let names: (BoardColumn) -> String = area.width < 98 ? { $0.shortName } : { $0.name }
    var line = Line()
    for column in BoardColumn.allCases {
      let isFocused = column == model.column
      line.add(isFocused ? "[" : " ", isFocused ? .cursor : nil)
      line.add("\(column.digit)", .muted)
      let count = model.count(column, painter.glyphs)
      line.add("\(names(column)) \(count)", role(column))
      line.add(isFocused ? "]" : " ", isFocused ? .cursor : nil)
    }
    if model.columns.lostCount > 0 { line.add("  LOST \(model.columns.lostCount)", .warning) }
    if model.hiddenCount > 0 { line.add(" hidden \(model.hiddenCount)", .warning) }
    painter.put(line, in: area)
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
