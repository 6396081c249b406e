import CNcurses

/// How many cells text takes on the terminal, counted as ncurses counts.
extension Character {
  /// 0, 1 or 2 cells. A sequence takes what its base takes, because nothing else of it is drawn.
  public var cellWidth: Int {
    if let ascii = asciiValue { return (0x20..<0x7F).contains(ascii) ? 1 : 0 }
    return unicodeScalars.first.map { max(0, $0.cellWidth) } ?? 0
  }

  /// What is drawn: the base and the combining marks on it. Joined emoji and variation selectors
  /// are reduced to their base, since terminals disagree on their width.
  var reducedToBase: Character {
    var scalars = unicodeScalars.makeIterator()
    guard let base = scalars.next(), let second = scalars.next() else { return self }
    var drawn = String(base)
    var next: Unicode.Scalar? = second
    while let scalar = next, scalar.combines {
      drawn.unicodeScalars.append(scalar)
      next = scalars.next()
    }
    return drawn.first ?? self
  }
}

extension UInt8 {
  /// A character of ASCII that is drawn.
  fileprivate var isPlain: Bool { (0x20..<0x7F).contains(self) }
}

extension Unicode.Scalar {
  fileprivate var cellWidth: Int { Int(claw_char_width(value)) }

  /// Drawn on top of the cell before; not a joiner, not a variation selector.
  fileprivate var combines: Bool {
    value != 0x200D && !(0xFE00...0xFE0F).contains(value) && cellWidth == 0
  }
}

extension StringProtocol {
  /// Whether each byte is a character of one cell, as in most of what is drawn: then bytes can be
  /// counted, and nothing has to be put together of them.
  var isPlain: Bool {
    utf8.withContiguousStorageIfAvailable { $0.allSatisfy(\.isPlain) } ?? utf8.allSatisfy(\.isPlain)
  }

  /// Cells that the text takes in one line.
  public var cellWidth: Int {
    isPlain ? utf8.count : reduce(0) { $0 + $1.cellWidth }
  }

  /// The text cut to at most `width` cells, with `ellipsis` as its last where something was cut.
  public func clipped(to width: Int, ellipsis: String = "…") -> String {
    if isPlain, utf8.count <= width { return String(self) }
    if isPlain, width >= ellipsis.cellWidth {
      return String(prefix(width - ellipsis.cellWidth)) + ellipsis
    }
    var kept = ""
    var used = 0
    let room = width - ellipsis.cellWidth
    var fitting = ""
    for character in self {
      let cells = character.cellWidth
      if used + cells > width {
        return room >= 0 ? fitting + ellipsis : String(ellipsis.prefix(Swift.max(0, width)))
      }
      used += cells
      kept.append(character)
      if used <= room { fitting = kept }
    }
    return kept
  }

  /// The text in lines of at most `width` cells, broken at spaces where there are any. Tabs become
  /// spaces up to the next multiple of eight.
  public func wrapped(to width: Int) -> [String] {
    guard width > 0 else { return [] }
    if isPlain { return wrappedPlain(to: width) }
    return split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      $0.expandingTabs().wrappedParagraph(to: width)
    }
  }

  /// The same of plain text, where a byte is a cell.
  private func wrappedPlain(to width: Int) -> [String] {
    let bytes = Array(utf8)
    let space = UInt8(ascii: " ")
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices where index - start >= width {
      let line = bytes[start..<index]
      if bytes[index] == space {
        lines.append(line)
        start = index + 1
      } else if let last = line.lastIndex(of: space), last > start {
        lines.append(bytes[start..<last])
        start = last + 1
      } else {
        lines.append(line)
        start = index
      }
    }
    return (lines + [bytes[start...]]).map { String(decoding: $0, as: UTF8.self) }
  }

  fileprivate func expandingTabs() -> String {
    guard contains("\t") else { return String(self) }
    var result = ""
    for part in split(separator: "\t", omittingEmptySubsequences: false) {
      if !result.isEmpty || part.startIndex != startIndex {
        result += String(repeating: " ", count: 8 - result.cellWidth % 8)
      }
      result += part
    }
    return result
  }
}

extension String {
  fileprivate func wrappedParagraph(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for character in self {
      let cells = character.cellWidth
      if used + cells > width, !line.isEmpty {
        let rest = character == " " ? "" : line.breakingOffLastWord()
        lines.append(line)
        line = rest
        used = rest.cellWidth
        if character == " " { continue }
      }
      line.append(character)
      used += cells
    }
    lines.append(line)
    return lines
  }

  /// Takes the last word off and returns it, unless the line is one word.
  private mutating func breakingOffLastWord() -> String {
    guard let space = lastIndex(of: " "), space > startIndex else { return "" }
    let rest = String(self[index(after: space)...])
    removeSubrange(space...)
    return rest
  }
}
