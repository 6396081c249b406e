/// A cell's place, counted from the top left corner at 0, 0.
public struct Point: Sendable, Hashable {
  public var column: Int
  public var row: Int

  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// Cells across and down.
public struct Size: Sendable, Hashable {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// A rectangle of cells. Width and height are never negative.
public struct Rect: Sendable, Hashable {
  public var column: Int
  public var row: Int
  public var width: Int
  public var height: Int

  public init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  public init(size: Size) {
    self.init(column: 0, row: 0, width: size.width, height: size.height)
  }

  public var isEmpty: Bool { width == 0 || height == 0 }
  /// The first row below.
  public var bottom: Int { row + height }
  /// The first column to the right.
  public var right: Int { column + width }

  public func contains(_ point: Point) -> Bool {
    (column..<right).contains(point.column) && (row..<bottom).contains(point.row)
  }

  /// The rectangle without a margin on each side.
  public func inset(columns: Int = 0, rows: Int = 0) -> Rect {
    Rect(
      column: column + columns, row: row + rows, width: width - 2 * columns,
      height: height - 2 * rows)
  }

  /// One row of the rectangle, counted from its top.
  public func line(_ offset: Int) -> Rect {
    Rect(
      column: column, row: row + offset, width: width,
      height: (0..<height).contains(offset) ? 1 : 0)
  }

  /// The rectangle without its first rows.
  public func droppingFirst(_ rows: Int) -> Rect {
    Rect(column: column, row: row + rows, width: width, height: height - rows)
  }

  /// A rectangle of at most this size in the middle.
  public func centered(_ size: Size) -> Rect {
    let width = min(size.width, width)
    let height = min(size.height, height)
    return Rect(
      column: column + (self.width - width) / 2, row: row + (self.height - height) / 2,
      width: width, height: height)
  }
}
