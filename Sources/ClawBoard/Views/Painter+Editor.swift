import ClawTerminal

extension Painter {
  /// The part of a text around its cursor, and the cursor.
  mutating func put(
    _ editor: TextEditor, in area: Rect, isFocused: Bool, style: Style? = nil
  ) {
    guard !area.isEmpty else { return }
    let top = max(0, editor.row - area.height + 1)
    let before = editor.lines[editor.row].prefix(editor.column).cellWidth
    let left = isFocused ? max(0, before - area.width + 1) : 0
    for (offset, line) in editor.lines.dropFirst(top).prefix(area.height).enumerated() {
      canvas.put(line.droppingCells(left), in: area.line(offset), style: style ?? self.style(nil))
    }
    if isFocused {
      canvas.cursor = Point(
        column: area.column + before - left, row: area.row + editor.row - top)
    }
  }
}

extension Painter {
  /// The rows of a text around its cursor, and the cursor.
  mutating func put(_ text: EditorRows, in area: Rect, isFocused: Bool) {
    guard !area.isEmpty else { return }
    let top = max(0, text.cursor.row - area.height + 1)
    for (offset, row) in text.rows.dropFirst(top).prefix(area.height).enumerated() {
      canvas.put(row.text, in: area.line(offset), style: style(nil))
    }
    if isFocused {
      canvas.cursor = Point(
        column: area.column + text.cursor.cells, row: area.row + text.cursor.row - top)
    }
  }
}

extension String {
  /// Without the characters that take the first `count` cells.
  fileprivate func droppingCells(_ count: Int) -> Substring {
    var dropped = 0
    return drop { character in
      defer { dropped += character.cellWidth }
      return dropped < count
    }
  }
}
