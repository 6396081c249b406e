import ClawTerminal

/// Where everything stands on a screen of some size.
struct BoardLayout: Sendable, Equatable {
  enum Shape: Sendable, Equatable {
    /// Too small for anything else: one line.
    case statusLine
    /// One column as a list, a line a card.
    case list
    /// Columns, and the pane below.
    case columns
    /// Columns, the pane at their side, the stream below them.
    case wide
  }

  /// How much of the width a column takes.
  enum Width: Int, Sendable, Equatable {
    /// One cell.
    case folded = 0
    case open = 1
    /// As much as two.
    case wide = 2
  }

  /// What the user has chosen beside the size.
  struct Choice: Sendable, Equatable {
    var sizes = LayoutSizes()
    var isZoomed = false
    /// Cards alone.
    var hasPane = true
    /// Lines of a card; `nil` for as many as fit well.
    var cardLines: Int?
  }

  let shape: Shape
  let header: Rect
  let strip: Rect
  /// One rectangle for each column that is drawn, heads included.
  private(set) var columns: [Rect] = []
  /// Tabs and text; `nil` where there is no room beside the columns.
  private(set) var pane: Rect?
  /// The stream below the columns, where the pane stands at their side.
  private(set) var stream: Rect?
  /// All columns together.
  private(set) var cards = Rect(column: 0, row: 0, width: 0, height: 0)
  let footer: Rect
  /// Everything between strip and footer.
  let body: Rect
  private let cardLines: Int?

  /// Cells of the pane at the side, at least.
  private static let sideWidth = 60
  /// Lines between strip and footer below which there are cards alone.
  private static let leastHeight = 12
  /// Cells below which nothing stands at the side, whatever the settings say.
  private static let leastWide = 100

  /// - Parameter widths: of the columns that are drawn, from left to right.
  init(size: Size, choice: Choice, widths: [Width]) {
    let screen = Rect(size: size)
    cardLines = choice.cardLines
    shape = Self.shape(size, choice.sizes)
    header = screen.line(0)
    footer = screen.line(size.height - 1)
    guard shape != .statusLine else {
      strip = Rect(column: 0, row: 0, width: 0, height: 0)
      body = strip
      return
    }
    strip = screen.line(1)
    body = Rect(column: 0, row: 2, width: size.width, height: size.height - 3)
    if choice.isZoomed {
      pane = body
      return
    }
    cards = choice.hasPane ? splitOffPanes() : body
    columns = Self.split(cards, widths)
  }

  static func shape(_ size: Size, _ sizes: LayoutSizes) -> Shape {
    if size.width < 20 || size.height < 5 { return .statusLine }
    if size.width < sizes.columnsWidth || size.height < sizes.columnsHeight { return .list }
    return size.width < max(sizes.sideWidth, leastWide) ? .columns : .wide
  }

  /// How many columns there is room for: of at least 24 cells, or all seven.
  static func capacity(_ size: Size, _ sizes: LayoutSizes) -> Int {
    switch shape(size, sizes) {
    case .statusLine, .list: 1
    case .wide: BoardColumn.allCases.count
    case .columns where size.width < sizes.threeWidth: 2
    case .columns where size.width < sizes.allWidth: 3
    case .columns: BoardColumn.allCases.count
    }
  }

  /// Gives the panes their room; what is left is the columns'.
  private mutating func splitOffPanes() -> Rect {
    switch shape {
    case .statusLine, .list: return body
    // The settings may ask for columns where there is no room for a pane beside them.
    case _ where body.height < Self.leastHeight: return body
    case .columns:
      let height = max(7, body.height * 2 / 5)
      pane = body.droppingFirst(body.height - height)
      return Rect(
        column: 0, row: body.row, width: body.width, height: body.height - height)
    case .wide:
      let side = max(Self.sideWidth, body.width * 3 / 10)
      let width = body.width - side - 1
      let height = max(5, body.height * 3 / 10)
      pane = Rect(column: width + 1, row: body.row, width: side, height: body.height)
      stream = Rect(
        column: 0, row: body.bottom - height, width: width, height: height)
      return Rect(column: 0, row: body.row, width: width, height: body.height - height)
    }
  }

  /// Columns side by side with one cell for the line between two; a folded one has one cell too.
  private static func split(_ area: Rect, _ widths: [Width]) -> [Rect] {
    let shares = max(1, widths.map(\.rawValue).reduce(0, +))
    let room = area.width - (widths.count - 1) - widths.count { $0 == .folded }
    var wider = room % shares
    var column = area.column
    return widths.map { kind in
      let extra = min(wider, kind.rawValue)
      let width = kind == .folded ? 1 : room / shares * kind.rawValue + extra
      wider -= extra
      defer { column += width + 1 }
      return Rect(column: column, row: area.row, width: width, height: area.height)
    }
  }
}

extension BoardLayout {
  /// Lines of a card: one in a list; elsewhere as many as were asked for, else three, or four where
  /// narrow columns have the height for a title of two lines, or two where three are too few cards.
  var cardHeight: Int {
    guard shape != .list, let column = columns.first(where: { $0.width > 1 }) else { return 1 }
    let room = max(1, column.height - 1)
    if let cardLines { return min(cardLines, room) }
    if room < 6 { return min(2, room) }
    return column.width < 24 && column.height >= 17 || room >= 40 ? 4 : 3
  }

  /// How many cards a column shows at once.
  var cardsPerColumn: Int {
    columns.first.map { max(1, ($0.height - 1) / cardHeight) } ?? 1
  }

  /// Where a card stands in its column, counted from the first one that is drawn there; empty where
  /// it is not.
  static func card(_ offset: Int, height: Int, in column: Rect) -> Rect {
    let cards = cards(in: column)
    return Rect(
      column: cards.column, row: cards.row + offset * height, width: cards.width,
      height: min(height, cards.height - offset * height))
  }

  /// All cards of a column, below its head.
  static func cards(in column: Rect) -> Rect { column.droppingFirst(1) }

  /// Lines of text in a pane, below its tabs.
  static func text(in pane: Rect) -> Rect {
    pane.droppingFirst(1).inset(columns: 1)
  }
}
