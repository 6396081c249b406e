import ClawTerminal
import Testing

@testable import ClawBoard

struct BoardLayoutTests {
  private func layout(
    _ width: Int, _ height: Int, isZoomed: Bool = false, folded: Set<BoardColumn> = []
  ) -> BoardLayout {
    let size = Size(width: width, height: height)
    let count = BoardLayout.capacity(size, LayoutSizes())
    let areAll = count == BoardColumn.allCases.count
    return BoardLayout(
      size: size, choice: BoardLayout.Choice(isZoomed: isZoomed),
      widths: BoardColumn.allCases.prefix(count).map {
        areAll && folded.contains($0) ? .folded : .open
      })
  }

  @Test(arguments: [
    (59, 24, 1), (60, 24, 2), (71, 24, 2), (72, 24, 3), (97, 24, 3), (98, 24, 7), (200, 60, 7),
    (120, 15, 1), (120, 16, 7),
  ])
  func `as many columns are drawn as fit`(width: Int, height: Int, count: Int) {
    #expect(layout(width, height).columns.count == count)
  }

  @Test(
    arguments: [60, 61, 71, 72, 80, 97, 98, 119, 120, 121, 159],
    [[], [.running], [.planning, .running, .waiting]] as [Set<BoardColumn>])
  func `columns and the lines between them fill the width`(width: Int, folded: Set<BoardColumn>) {
    let columns = layout(width, 24, folded: folded).columns
    #expect(columns.first?.column == 0)
    #expect(columns.last?.right == width)
    for (left, right) in zip(columns, columns.dropFirst()) {
      #expect(right.column == left.right + 1)
    }
  }

  @Test(arguments: [98, 120, 159])
  func `a folded column has one cell, the others share the rest`(width: Int) {
    let widths = layout(width, 24, folded: [.planning, .running, .waiting]).columns.map(\.width)
    #expect(widths[1...3] == [1, 1, 1])
    let open = [widths[0]] + widths[4...]
    #expect(open.allSatisfy { $0 == (width - 9) / 4 || $0 == (width - 9) / 4 + 1 })
  }

  @Test(arguments: [20, 60, 80, 97])
  func `where not all columns are drawn, none is folded`(width: Int) {
    #expect(layout(width, 24, folded: Set(BoardColumn.allCases)) == layout(width, 24))
  }

  @Test(arguments: [16, 24, 40, 60])
  func `columns, pane and the three fixed lines fill the height`(height: Int) throws {
    let layout = layout(80, height)
    let column = try #require(layout.columns.first)
    let pane = try #require(layout.pane)
    #expect(column.row == 2)
    #expect(pane.row == column.bottom)
    #expect(pane.bottom == layout.footer.row)
    #expect(layout.footer.bottom == height)
  }

  @Test func `a zoomed pane has the whole body`() {
    let layout = layout(80, 24, isZoomed: true)
    #expect(layout.columns.isEmpty)
    #expect(layout.pane == layout.body)
  }

  @Test func `narrow columns with height have cards of four lines`() {
    #expect(layout(120, 40).cardHeight == 4)
    #expect(layout(80, 24).cardHeight == 3)
    #expect(layout(50, 24).cardHeight == 1)
  }
}

struct ColumnWindowTests {
  private func window(
    _ capacity: Int, focused: BoardColumn, first: BoardColumn = .pending,
    full: Set<BoardColumn>, folded: Set<BoardColumn> = []
  ) -> [BoardColumn] {
    ColumnWindow(
      capacity: capacity, focused: focused, first: first, isEmpty: { !full.contains($0) },
      isFolded: folded.contains
    ).columns
  }

  @Test func `columns with cards come first, the room is filled with empty ones`() {
    #expect(window(3, focused: .pending, full: [.pending]) == [.pending, .running, .completed])
    #expect(
      window(3, focused: .failed, full: [.planning, .failed])
        == [.planning, .running, .failed])
  }

  @Test func `empty columns are skipped where there are enough others`() {
    #expect(
      window(3, focused: .pending, full: [.pending, .running, .failed])
        == [.pending, .running, .failed])
  }

  @Test func `the window follows the focus to the right and back`() {
    let full = Set(BoardColumn.allCases)
    #expect(
      window(3, focused: .waiting, full: full) == [.planning, .running, .waiting])
    #expect(
      window(3, focused: .running, first: .planning, full: full)
        == [.planning, .running, .waiting])
    #expect(
      window(3, focused: .pending, first: .planning, full: full)
        == [.pending, .planning, .running])
  }

  @Test func `all seven are drawn where all fit`() {
    #expect(window(7, focused: .failed, full: [.failed]) == BoardColumn.allCases)
    #expect(
      window(7, focused: .pending, full: [.pending], folded: [.planning, .running, .waiting])
        == BoardColumn.allCases)
  }

  @Test(
    arguments: [
      (2, [.pending, .completed]), (3, [.pending, .completed, .failed]),
      (4, [.pending, .completed, .failed, .cancelled]),
    ] as [(Int, [BoardColumn])])
  func `a folded column fills no room that another can fill`(
    capacity: Int, columns: [BoardColumn]
  ) {
    let folded: Set<BoardColumn> = [.planning, .running, .waiting]
    #expect(window(capacity, focused: .pending, full: [.pending], folded: folded) == columns)
  }
}
