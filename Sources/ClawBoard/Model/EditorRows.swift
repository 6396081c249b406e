import ClawTerminal

/// The lines of an editor as rows of a screen: a line that is too long goes on in the next row.
struct EditorRows {
  /// A part of a line, by its characters.
  struct Row: Sendable, Equatable {
    let line: Int
    let characters: Range<Int>
    /// As it is drawn: a tab goes to the next multiple of ``tab``.
    let text: String
  }

  static let tab = 4

  let rows: [Row]
  /// Where the cursor stands: its row, and the cells before it there.
  let cursor: (row: Int, cells: Int)

  /// - Parameters:
  ///   - width: cells; one of them is kept for the cursor at the end of a row.
  ///   - height: of the rows that many above and below the cursor are there, and maybe more.
  init(_ editor: TextEditor, width: Int, height: Int) {
    var rows: [Row] = []
    var cursor = (row: 0, cells: 0)
    let near = max(0, editor.row - height)..<min(editor.lines.count, editor.row + height + 1)
    for index in near {
      let line = Array(editor.lines[index])
      let parts = Self.parts(of: line, in: max(1, width - 1))
      if index == editor.row {
        let part = parts.lastIndex { $0.lowerBound <= editor.column } ?? 0
        let before = line[parts[part].lowerBound..<editor.column]
        cursor = (rows.count + part, Self.drawn(before).cellWidth)
      }
      rows += parts.map { Row(line: index, characters: $0, text: Self.drawn(line[$0])) }
    }
    (self.rows, self.cursor) = (rows, cursor)
  }

  /// Broken behind blanks, where there are any.
  private static func parts(of line: [Character], in room: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var (start, cells) = (0, 0)
    var lastBlank: Int?
    for (index, character) in line.enumerated() {
      let width = character == "\t" ? tab - cells % tab : character.cellWidth
      if cells + width > room, index > start {
        let end = lastBlank.map { $0 + 1 } ?? index
        parts.append(start..<end)
        (start, lastBlank) = (end, nil)
        cells = drawn(line[end..<index]).cellWidth
      }
      if character.isWhitespace { lastBlank = index }
      cells += width
    }
    return parts + [start..<line.count]
  }

  private static func drawn(_ characters: some Sequence<Character>) -> String {
    characters.reduce(into: "") { text, character in
      if character == "\t" {
        text += String(repeating: " ", count: tab - text.cellWidth % tab)
      } else {
        text.append(character)
      }
    }
  }

  /// The place in the text that is so many rows further down, about as far to the right.
  ///
  /// - Returns: `nil` above the first row and below the last one.
  func place(_ step: Int) -> (line: Int, column: Int)? {
    guard rows.indices.contains(cursor.row + step) else { return nil }
    let row = rows[cursor.row + step]
    var (column, cells) = (row.characters.lowerBound, 0)
    for character in row.text {
      guard cells + character.cellWidth <= cursor.cells, column < row.characters.upperBound else {
        break
      }
      cells += character.cellWidth
      column += 1
    }
    // The end of a row that goes on is the start of the next one.
    let goesOn =
      rows.indices.contains(cursor.row + step + 1)
      && rows[cursor.row + step + 1].line == row.line
    return (row.line, min(column, row.characters.upperBound - (goesOn ? 1 : 0)))
  }
}
