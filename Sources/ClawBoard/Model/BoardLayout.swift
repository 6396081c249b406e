import ClawTerminal

/// Where everything stands on a screen of some size.
struct BoardLayout: Sendable, Equatable {
  enum Shape: Sendable, Equatable {
    /// Too small for anything else: one line.
    case statusLine
    /// One column as a list, a line a card.
    case list
    case columns
  }

  let shape: Shape
  let header: Rect
  let strip: Rect
  /// One rectangle for each column that is drawn, heads included.
  let columns: [Rect]
  /// Tabs and text; `nil` where there is no room beside the columns.
  let pane: Rect?
  let footer: Rect
  /// Everything between strip and footer.
  let body: Rect

  /// - Parameter isFolded: columns of one cell; they are drawn only where all seven are.
  init(
    size: Size, isZoomed: Bool, isFolded: (BoardColumn) -> Bool = { _ in false }
  ) {
    let screen = Rect(size: size)
    footer = screen.line(size.height - 1)
    guard size.width >= 20, size.height >= 5 else {
      shape = .statusLine
      header = screen.line(0)
      strip = Rect(column: 0, row: 0, width: 0, height: 0)
      body = strip
      columns = []
      pane = nil
      return
    }
    header = screen.line(0)
    strip = screen.line(1)
    body = Rect(column: 0, row: 2, width: size.width, height: size.height - 3)
    let isSmall = size.width < 60 || size.height < 16
    shape = isSmall ? .list : .columns
    if isZoomed {
      pane = body
      columns = []
      return
    }
    let paneHeight = isSmall ? 0 : max(7, body.height * 2 / 5)
    pane = isSmall ? nil : body.droppingFirst(body.height - paneHeight)
    let area = Rect(
      column: 0, row: body.row, width: body.width, height: body.height - paneHeight)
    let count = Self.columnCount(width: isSmall ? 0 : size.width)
    let areAll = count == BoardColumn.allCases.count
    columns = Self.split(
      area, folded: BoardColumn.allCases.prefix(count).map { areAll && isFolded($0) })
  }

  /// How many columns of at least 24 cells fit; all seven from 98 cells on.
  static func columnCount(width: Int) -> Int {
    switch width {
    case ..<60: 1
    case ..<72: 2
    case ..<98: 3
    default: BoardColumn.allCases.count
    }
  }

  /// Columns side by side with one cell for the line between two; a folded one has one cell too.
  private static func split(_ area: Rect, folded: [Bool]) -> [Rect] {
    let open = max(1, folded.count { !$0 })
    let room = area.width - (folded.count - 1) - folded.count { $0 }
    var wider = room % open
    var column = area.column
    return folded.map { isFolded in
      let width = isFolded ? 1 : room / open + (wider > 0 ? 1 : 0)
      if !isFolded { wider -= 1 }
      defer { column += width + 1 }
      return Rect(column: column, row: area.row, width: width, height: area.height)
    }
  }

  /// Lines of a card: one in a list; else three, or four where narrow columns have the height for
  /// a title of two lines.
  var cardHeight: Int {
    guard shape == .columns, let column = columns.first else { return 1 }
    return column.width < 24 && column.height >= 17 ? 4 : 3
  }

  /// How many cards a column shows at once.
  var cardsPerColumn: Int {
    columns.first.map { max(1, ($0.height - 1) / cardHeight) } ?? 1
  }

  /// Lines of text in the pane, below its tabs.
  var paneText: Rect {
    pane.map { $0.droppingFirst(1).inset(columns: 1) }
      ?? Rect(column: 0, row: 0, width: 0, height: 0)
  }
}
