import ClawTerminal
import Foundation

/// What `config` prints for people, and for other programs.
struct ConfigLines {
  private static let gap = 2
  /// Cells; a narrower column of values is no use.
  private static let narrowest = 12

  let lines: [String]

  /// - Parameter width: of the terminal; `nil` where there is none: then values stand between tabs,
  ///   whole.
  init(_ rows: [ConfigRow], width: Int?) {
    guard let width else {
      lines = rows.map { row in
        [row.node ?? "", row.key, row.words(ofNone: ""), row.source].joined(separator: "\t")
      }
      return
    }
    let cells = rows.map { row in
      [
        row.node == nil ? row.key : "  \(row.key)", row.words(ofNone: "–").abbreviatingHome,
        row.source.abbreviatingHome,
      ]
    }
    let widths = Self.widths(of: cells, in: width)
    let fits = widths.reduce(2 * Self.gap, +) <= width
    var lines: [String] = []
    for (index, row) in rows.enumerated() {
      if index > 0, row.node != rows[index - 1].node {
        lines += [""] + (row.node ?? "").wrapped(to: width)
      }
      lines +=
        fits
        ? Self.lines(of: cells[index], widths, in: width)
        : Self.stacked([row.key] + cells[index].dropFirst(), isInner: row.node != nil, in: width)
    }
    self.lines = lines
  }

  /// The values give way: the others say what they are.
  private static func widths(of cells: [[String]], in width: Int) -> [Int] {
    var widths = (0..<3).map { column in cells.map { $0[column].cellWidth }.max() ?? 0 }
    widths[1] = min(widths[1], max(narrowest, width - widths[0] - widths[2] - 2 * gap))
    return widths
  }

  /// A value that is too long pushes its source away: to the right while there is room, then below.
  private static func lines(of cells: [String], _ widths: [Int], in width: Int) -> [String] {
    let line = line(of: cells, widths)
    if cells[1].cellWidth <= widths[1] || line.cellWidth <= width { return [line] }
    let values = cells[1].wrapped(to: max(narrowest, width - widths[0] - gap))
    return values.enumerated().map { index, value in
      Self.line(of: [index == 0 ? cells[0] : "", value], widths)
    } + [Self.line(of: ["", "", cells[2]], widths)]
  }

  /// One below the other, where there is no room beside each other: the first as a heading.
  private static func stacked(_ cells: [String], isInner: Bool, in width: Int) -> [String] {
    cells.enumerated().flatMap { index, cell in
      let indent = min((isInner ? gap : 0) + (index == 0 ? 0 : gap), width / 2)
      return cell.wrapped(to: width - indent).map { String(repeating: " ", count: indent) + $0 }
    }
  }

  private static func line(of cells: [String], _ widths: [Int]) -> String {
    let columns = zip(cells, widths).enumerated().map { index, column in
      let (cell, width) = column
      let room = index < cells.count - 1 ? max(0, width - cell.cellWidth) + gap : 0
      return cell + String(repeating: " ", count: room)
    }
    return columns.joined()
  }
}

extension ConfigRow {
  fileprivate func words(ofNone none: String) -> String {
    (value?.shown ?? none) + (exists == false ? " (not there)" : "")
  }
}

extension String {
  /// With `~` for the user's home.
  fileprivate var abbreviatingHome: String {
    let home = NSHomeDirectory()
    return home.count > 1 && hasPrefix(home + "/") ? "~" + dropFirst(home.count) : self
  }
}
