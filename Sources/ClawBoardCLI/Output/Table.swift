import ClawTerminal

/// Rows of safe text under headings: as wide as the terminal at most; for other programs with a tab
/// between two cells, no heading and nothing cut.
struct Table {
  struct Column {
    let title: String
    var isRight = false
    /// It may be cut down to so many cells; `nil` is never.
    var least: Int?
    /// Where there is no room for all, columns go from the highest number on; 0 stays.
    var rank = 0
    /// It says nothing here: only other programs get it.
    var isHidden = false
  }

  private static let gap = 2

  let columns: [Column]
  private(set) var rows: [[String]] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  mutating func add(_ cells: [String]) {
    rows.append(cells)
  }

  /// - Parameters:
  ///   - width: cells; `nil` for another program.
  ///   - ellipsis: what stands where something was cut.
  func lines(width: Int?, ellipsis: String = TerminalLine.isUnicode ? "…" : "...") -> [String] {
    guard let width else { return rows.map { $0.map(\.untabbed).joined(separator: "\t") } }
    guard !rows.isEmpty else { return [] }
    let widths = fitted(to: width)
    return ([columns.map(\.title)] + rows).map { cells in
      line(cells, widths: widths, ellipsis: ellipsis)
    }
  }

  private func line(_ cells: [String], widths: [Int?], ellipsis: String) -> String {
    var parts: [String] = []
    for (index, cell) in cells.enumerated() {
      guard let width = widths[index] else { continue }
      let text = cell.clipped(to: width, ellipsis: ellipsis)
      let padding = String(repeating: " ", count: max(0, width - text.cellWidth))
      parts.append(columns[index].isRight ? padding + text : text + padding)
    }
    let line = parts.joined(separator: String(repeating: " ", count: Self.gap))
    return String(line.trimmingSuffix(" "))
  }

  /// The cells of each column; `nil` for one that goes.
  private func fitted(to width: Int) -> [Int?] {
    let natural: [Int?] = columns.indices.map { index in
      columns[index].isHidden
        ? nil : rows.reduce(columns[index].title.cellWidth) { max($0, $1[index].cellWidth) }
    }
    var (kept, widths) = (natural, natural)
    shrink(&widths, to: width)
    while total(widths) > width, let last = lastToGo(kept) {
      kept[last] = nil
      // With more room the others need not be as short.
      widths = kept
      shrink(&widths, to: width)
    }
    // What stays must not wrap either.
    shrink(&widths, to: width, isLast: true)
    return widths
  }

  private func total(_ widths: [Int?]) -> Int {
    let kept = widths.compactMap(\.self)
    return kept.reduce(0, +) + Self.gap * max(0, kept.count - 1)
  }

  /// The widest of those that may be cut gives way first.
  ///
  /// - Parameter isLast: each may be cut, down to one cell.
  private func shrink(_ widths: inout [Int?], to width: Int, isLast: Bool = false) {
    let leasts = columns.map { isLast ? 1 : $0.least }
    while total(widths) > width {
      let most = columns.indices.compactMap { index -> (index: Int, spare: Int)? in
        guard let least = leasts[index], let now = widths[index], now > least else {
          return nil
        }
        return (index, now)
      }.max { $0.spare < $1.spare }
      guard let most else { return }
      let excess = total(widths) - width
      let others = columns.indices.compactMap { index -> Int? in
        index == most.index || leasts[index] == nil ? nil : widths[index]
      }
      // Down to the next widest, and no further than needed.
      let floor = max(leasts[most.index] ?? 0, min(others.max() ?? 0, most.spare - 1))
      widths[most.index] = max(floor, most.spare - excess)
    }
  }

  private func lastToGo(_ widths: [Int?]) -> Int? {
    columns.indices
      .filter { widths[$0] != nil && columns[$0].rank > 0 }
      .max { columns[$0].rank < columns[$1].rank }
  }
}

extension String {
  /// A tab ends a cell.
  fileprivate var untabbed: String { replacing("\t", with: " ") }

  fileprivate func trimmingSuffix(_ sign: Character) -> Substring {
    var rest = self[...]
    while rest.last == sign { rest.removeLast() }
    return rest
  }
}
