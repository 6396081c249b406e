/// One cell of a canvas.
public struct Cell: Sendable, Hashable {
  public var character: Character
  /// 1 or 2; 0 for the right half of a wide character.
  public var width: UInt8
  public var style: Style

  static let blank = Cell(character: " ", width: 1, style: .plain)
}

/// A whole frame: cells that views draw into. Whatever falls outside is left out.
public struct Canvas: Sendable, Equatable {
  public let size: Size
  private var cells: [Cell]
  /// Where the cursor stands; `nil` hides it.
  public var cursor: Point?

  public init(size: Size) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    cells = Array(repeating: .blank, count: self.size.width * self.size.height)
  }

  public subscript(column: Int, row: Int) -> Cell {
    cells[row * size.width + column]
  }

  /// The cells of a row.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.width..<(row + 1) * size.width]
  }

  /// Draws one line of text from the left of `area`, cut to its width.
  ///
  /// - Returns: the cells used.
  @discardableResult
  public mutating func put(
    _ text: some StringProtocol, in area: Rect, style: Style = .plain
  ) -> Int {
    guard area.height > 0, (0..<size.height).contains(area.row) else { return 0 }
    if text.isPlain { return put(plain: text.utf8, in: area, style: style) }
    var column = area.column
    let end = min(area.right, size.width)
    for character in text {
      let width = character.cellWidth
      if width == 0 { continue }
      guard column + width <= end else { break }
      if column >= 0 {
        set(
          Cell(character: character.reducedToBase, width: UInt8(width), style: style),
          at: column, area.row)
      }
      column += width
    }
    return column - area.column
  }

  private mutating func put(plain bytes: some Sequence<UInt8>, in area: Rect, style: Style) -> Int {
    var column = area.column
    let end = min(area.right, size.width)
    for byte in bytes {
      guard column < end else { break }
      if column >= 0 {
        set(
          Cell(character: Character(Unicode.Scalar(byte)), width: 1, style: style),
          at: column, area.row)
      }
      column += 1
    }
    return column - area.column
  }

  /// Draws one line of text at the right end of `area`.
  ///
  /// - Returns: the cells used.
  @discardableResult
  public mutating func putRight(
    _ text: some StringProtocol, in area: Rect, style: Style = .plain
  ) -> Int {
    let width = min(text.cellWidth, area.width)
    return put(
      text, in: Rect(column: area.right - width, row: area.row, width: width, height: area.height),
      style: style)
  }

  public mutating func fill(_ area: Rect, with character: Character = " ", style: Style = .plain) {
    for row in max(0, area.row)..<max(0, area.row, min(area.bottom, size.height)) {
      for column in max(0, area.column)..<max(0, area.column, min(area.right, size.width)) {
        set(Cell(character: character, width: 1, style: style), at: column, row)
      }
    }
  }

  /// Lays a style over what is drawn already.
  public mutating func restyle(_ area: Rect, _ change: (Style) -> Style) {
    for row in max(0, area.row)..<max(0, area.row, min(area.bottom, size.height)) {
      for column in max(0, area.column)..<max(0, area.column, min(area.right, size.width)) {
        let index = row * size.width + column
        cells[index].style = change(cells[index].style)
      }
    }
  }

  private mutating func set(_ cell: Cell, at column: Int, _ row: Int) {
    let index = row * size.width + column
    clearHalf(at: index, column: column)
    cells[index] = cell
    if cell.width == 2, column + 1 < size.width {
      clearHalf(at: index + 1, column: column + 1)
      cells[index + 1] = Cell(character: " ", width: 0, style: cell.style)
    }
  }

  /// A wide character of which one half is drawn over loses its other half.
  private mutating func clearHalf(at index: Int, column: Int) {
    if cells[index].width == 0, column > 0 {
      cells[index - 1] = Cell(character: " ", width: 1, style: cells[index - 1].style)
    } else if cells[index].width == 2, column + 1 < size.width {
      cells[index + 1] = Cell(character: " ", width: 1, style: cells[index + 1].style)
    }
  }
}

extension Canvas {
  /// The frame as lines of text without trailing spaces: what a test shows.
  public var text: String {
    (0..<size.height).map { row in
      let line = self.row(row).lazy.filter { $0.width > 0 }.map(\.character)
      return String(line).trimmingTrailingSpaces
    }
    .joined(separator: "\n")
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    var line = self
    while line.last == " " { line.removeLast() }
    return line
  }
}
