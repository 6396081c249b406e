/// Text being typed, with a cursor: several lines or one.
struct TextEditor: Sendable, Equatable {
  private(set) var lines: [String] = [""]
  /// The cursor's line, and the characters before it there.
  private(set) var row = 0
  private(set) var column = 0
  let isMultiline: Bool

  init(_ text: String = "", isMultiline: Bool) {
    self.isMultiline = isMultiline
    insert(text)
  }

  var text: String { lines.joined(separator: "\n") }

  var isBlank: Bool { lines.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

  /// Inserts at the cursor. Line breaks become spaces where there is one line; other controls are
  /// left out.
  mutating func insert(_ text: String) {
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

  // MARK: Deleting

  mutating func deleteBackward() {
    if column > 0 {
      let (before, after) = split()
      lines[row] = before.dropLast() + after
      column -= 1
    } else if row > 0 {
      column = lines[row - 1].count
      lines[row - 1] += lines[row]
      lines.remove(at: row)
      row -= 1
    }
  }

  mutating func deleteForward() {
    if column < lines[row].count {
      let (before, after) = split()
      lines[row] = before + after.dropFirst()
    } else if row + 1 < lines.count {
      lines[row] += lines[row + 1]
      lines.remove(at: row + 1)
    }
  }

  mutating func deleteWordBackward() {
    guard column > 0 else { return deleteBackward() }
    let (before, after) = split()
    let kept = before.droppingLastWord
    lines[row] = kept + after
    column = kept.count
  }

  mutating func deleteToLineStart() {
    lines[row] = split().after
    column = 0
  }

  mutating func deleteToLineEnd() {
    let (before, after) = split()
    if after.isEmpty { return deleteForward() }
    lines[row] = before
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

  /// Up or down; false at the first or the last line.
  @discardableResult
  mutating func moveLine(_ step: Int) -> Bool {
    guard lines.indices.contains(row + step) else { return false }
    row += step
    column = min(column, lines[row].count)
    return true
  }

  mutating func moveToLineStart() { column = 0 }

  mutating func moveToLineEnd() { column = lines[row].count }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}

extension String {
  fileprivate var droppingLastWord: String {
    var kept = self[...]
    while kept.last?.isWhitespace == true { kept.removeLast() }
    while let last = kept.last, !last.isWhitespace { kept.removeLast() }
    return String(kept)
  }
}
