import ClawTerminal

/// Lines in columns that are as wide as what is in them. Where that is too much, columns are cut
/// that may be, then the least important ones go.
struct ListTable {
  struct Column {
    var title = ""
    var isRight = false
    /// The highest rank goes first; 0 never does.
    var rank = 0
    /// Cells that it may be cut to; `nil` for not at all.
    var least: Int?
  }

  private static let gap = 2

  let columns: [Column]
  private(set) var rows: [[Line]] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// - Parameter cells: one for each column.
  mutating func add(_ cells: [Line]) {
    rows.append(cells)
  }

  /// The titles.
  func head(width: Int, _ glyphs: Glyphs) -> Line {
    line(columns.map { Line($0.title, .muted) }, widths(in: width), glyphs)
  }

  /// One line for each row.
  func lines(width: Int, _ glyphs: Glyphs) -> [Line] {
    let widths = widths(in: width)
    return rows.map { line($0, widths, glyphs) }
  }

  private func line(_ cells: [Line], _ widths: [Int?], _ glyphs: Glyphs) -> Line {
    var line = Line()
    let last = widths.lastIndex { $0 != nil }
    for (index, cell) in cells.enumerated() {
      guard let width = widths[index] else { continue }
      let text = cell.clipped(to: width, ellipsis: glyphs.ellipsis)
      let blank = String(repeating: " ", count: max(0, width - text.text.cellWidth))
      if columns[index].isRight { line.add(blank) }
      line.add(text)
      guard index != last else { break }
      line.add((columns[index].isRight ? "" : blank) + String(repeating: " ", count: Self.gap))
    }
    return line
  }

  /// Of each column; `nil` of those that go, and of those with nothing in them.
  private func widths(in room: Int) -> [Int?] {
    let natural = columns.indices.map { index -> Int? in
      let widest = rows.lazy.map { $0[index].text.cellWidth }.max() ?? 0
      return widest == 0 ? nil : max(widest, columns[index].title.cellWidth)
    }
    var kept = natural
    while true {
      let fitted = cut(kept, to: room)
      let isTooWide = Self.total(fitted) > room
      guard isTooWide else { return fitted }
      let droppable = columns.indices.filter { kept[$0] != nil && columns[$0].rank > 0 }
      guard let next = droppable.max(by: { columns[$0].rank < columns[$1].rank }) else {
        return squeezed(fitted, to: room)
      }
      kept[next] = nil
    }
  }

  private static func total(_ widths: [Int?]) -> Int {
    let shown = widths.compactMap(\.self)
    return shown.reduce(0, +) + gap * max(0, shown.count - 1)
  }

  /// The last ones first.
  private func cut(_ widths: [Int?], to room: Int) -> [Int?] {
    var widths = widths
    for index in columns.indices.reversed() {
      guard let width = widths[index], let least = columns[index].least else { continue }
      widths[index] = max(min(width, least), width - max(0, Self.total(widths) - room))
    }
    return widths
  }

  /// What may neither be cut nor go is cut all the same, from the last column on.
  private func squeezed(_ widths: [Int?], to room: Int) -> [Int?] {
    var widths = widths
    for index in columns.indices.reversed() {
      guard let width = widths[index] else { continue }
      let rest = width - max(0, Self.total(widths) - room)
      widths[index] = rest > 0 ? rest : nil
    }
    return widths
  }
}

extension Line {
  /// Wrapped, with the lines after the first indented.
  static func hanging(
    _ label: String, _ text: String, indent: Int, width: Int, _ role: Role? = nil
  ) -> [Line] {
    let room = max(1, width - indent)
    let head = label + String(repeating: " ", count: max(0, indent - label.cellWidth))
    return wrapped(text, to: room, role).enumerated().map { offset, rest in
      var line = Line(offset == 0 ? head : String(repeating: " ", count: indent), .muted)
      line.add(rest)
      return line
    }
  }
}
