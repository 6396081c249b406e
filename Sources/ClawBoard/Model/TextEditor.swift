/// Text being typed, with a cursor: several lines or one.
struct TextEditor: Sendable, Equatable {
  private(set) var lines: [String] = [""]
  /// The cursor's line, and the characters before it there.
  private(set) var row = 0
  private(set) var column = 0
  let isMultiline: Bool
  /// What can be undone, and done again.
  private var changes = EditHistory()

  init(_ text: String = "", isMultiline: Bool) {
    self.isMultiline = isMultiline
    put(text)
  }

  var text: String { lines.joined(separator: "\n") }

  var isBlank: Bool { lines.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

  /// Inserts at the cursor. Line breaks become spaces where there is one line; controls are left
  /// out, but for tabs where there are several.
  mutating func insert(_ text: String) {
    let isTyped = text.count == 1
    change(isTyped ? .typing(text.allSatisfy(\.isWhitespace)) : .other) { $0.put(text) }
  }

  /// Another text in place of all of it.
  mutating func replace(with text: String) {
    change(.other) { editor in
      (editor.lines, editor.row, editor.column) = ([""], 0, 0)
      editor.put(text)
    }
  }

  private mutating func put(_ text: String) {
    let (before, after) = split()
    var inserted = cleaned(text)
    inserted[0] = before + inserted[0]
    // Counted before the rest is joined, and anew: a combining mark joins the character before it.
    column = inserted[inserted.count - 1].count
    inserted[inserted.count - 1] += after
    lines.replaceSubrange(row...row, with: inserted)
    row += inserted.count - 1
  }

  mutating func breakLine() {
    insert("\n")
  }

  /// The lines of a text as they can stand here; one at least.
  private func cleaned(_ text: String) -> [String] {
    var lines = [""]
    for character in text {
      if character.isNewline, isMultiline {
        lines.append("")
      } else if character == "\t", isMultiline {
        lines[lines.count - 1].append(character)
      } else if character.isNewline || character == "\t" {
        lines[lines.count - 1].append(" ")
      } else if !character.isControl {
        lines[lines.count - 1].append(character)
      }
    }
    return lines
  }

  private func split() -> (before: String, after: String) {
    (String(lines[row].prefix(column)), String(lines[row].dropFirst(column)))
  }

  // MARK: Undoing

  private mutating func change(
    _ kind: EditHistory.Kind, _ change: (inout TextEditor) -> Void
  ) {
    let before = EditHistory.State(lines: lines, row: row, column: column)
    change(&self)
    if before.lines != lines { changes.note(before, kind) }
  }

  mutating func undo() { changes.undo(at: state).map { restore($0) } }

  mutating func redo() { changes.redo(at: state).map { restore($0) } }

  private var state: EditHistory.State { EditHistory.State(lines: lines, row: row, column: column) }

  private mutating func restore(_ state: EditHistory.State) {
    (lines, row, column) = (state.lines, state.row, state.column)
  }

  // MARK: Deleting

  mutating func deleteBackward() {
    change(.deleting) { editor in
      guard editor.column > 0 || editor.row > 0 else { return }
      editor.moveLeft()
      editor.removeCharacter()
    }
  }

  mutating func deleteForward() {
    change(.deleting) { $0.removeCharacter() }
  }

  /// The character at the cursor, or the line break there.
  private mutating func removeCharacter() {
    if column < lines[row].count {
      let (before, after) = split()
      lines[row] = before + after.dropFirst()
    } else if row + 1 < lines.count {
      lines[row] += lines[row + 1]
      lines.remove(at: row + 1)
    }
  }

  /// Takes out what lies between the cursor and where a move leads.
  ///
  /// - Returns: what was taken.
  private mutating func kill(_ move: (inout TextEditor) -> Void) -> String {
    var other = self
    move(&other)
    let (start, end) =
      (row, column) < (other.row, other.column) ? (self, other) : (other, self)
    let killed = Self.text(from: start, to: end)
    guard !killed.isEmpty else { return "" }
    change(.other) { editor in
      let joined = start.split().before + end.split().after
      editor.lines.replaceSubrange(start.row...end.row, with: [joined])
      (editor.row, editor.column) = (start.row, start.column)
    }
    return killed
  }

  private static func text(from start: TextEditor, to end: TextEditor) -> String {
    guard start.row < end.row else {
      return String(
        start.lines[start.row].dropFirst(start.column).prefix(end.column - start.column))
    }
    let middle = start.lines[start.row + 1..<end.row]
    return ([start.split().after] + middle + [end.split().before]).joined(separator: "\n")
  }

  mutating func deleteWordBackward() -> String {
    kill { $0.column > 0 ? $0.moveWordLeft(over: { !$0.isWhitespace }) : $0.moveLeft() }
  }

  mutating func deleteWordForward() -> String { kill { $0.moveWordRight() } }

  mutating func deleteToLineStart() -> String { kill { $0.moveToLineStart() } }

  /// At the end of a line the break goes.
  mutating func deleteToLineEnd() -> String {
    kill { $0.column < $0.lines[$0.row].count ? $0.moveToLineEnd() : $0.moveRight() }
  }

  // MARK: Moving

  mutating func moveLeft() {
    if column > 0 {
      column -= 1
    } else if row > 0 {
      row -= 1
      column = lines[row].count
    }
  }

  mutating func moveRight() {
    if column < lines[row].count {
      column += 1
    } else if row + 1 < lines.count {
      row += 1
      column = 0
    }
  }

  /// To the start of the word, or of the one before, across lines.
  mutating func moveWordLeft() {
    while column == 0, row > 0 { moveLeft() }
    moveWordLeft { $0.isLetter || $0.isNumber }
  }

  private mutating func moveWordLeft(over isWord: (Character) -> Bool) {
    let before = Array(lines[row].prefix(column))
    while column > 0, !isWord(before[column - 1]) { column -= 1 }
    while column > 0, isWord(before[column - 1]) { column -= 1 }
  }

  /// To the end of the word, or of the next one, across lines.
  mutating func moveWordRight() {
    while column == lines[row].count, row + 1 < lines.count { moveRight() }
    let line = Array(lines[row])
    let isWord = { (character: Character) in character.isLetter || character.isNumber }
    while column < line.count, !isWord(line[column]) { column += 1 }
    while column < line.count, isWord(line[column]) { column += 1 }
  }

  /// Up or down by lines; false at the first or the last one.
  @discardableResult
  mutating func moveLine(_ step: Int) -> Bool {
    guard lines.indices.contains(row + step) else { return false }
    row += step
    column = min(column, lines[row].count)
    return true
  }

  /// To a place in the text, or the nearest that there is.
  mutating func move(toRow row: Int, column: Int) {
    self.row = min(max(0, row), lines.count - 1)
    self.column = min(max(0, column), lines[self.row].count)
  }

  mutating func moveToLineStart() { column = 0 }

  mutating func moveToLineEnd() { column = lines[row].count }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
