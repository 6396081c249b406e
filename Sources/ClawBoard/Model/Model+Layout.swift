import ClawTerminal

/// Where everything stands.
extension Model {
  var layout: BoardLayout {
    BoardLayout(
      size: size,
      choice: BoardLayout.Choice(
        sizes: preferences.sizes, isZoomed: pane.isZoomed, hasPane: hasPane,
        cardLines: preferences.cardLines),
      widths: visibleColumns.map(width))
  }

  /// The columns that are drawn, from left to right.
  var visibleColumns: [BoardColumn] {
    let all = BoardColumn.allCases.filter { $0 == column || !hiddenColumns.contains($0) }
    return ColumnWindow(
      of: all, capacity: min(all.count, BoardLayout.capacity(size, preferences.sizes)),
      focused: column, first: firstColumn, isEmpty: { columns.count($0) == 0 },
      isFolded: isFolded
    ).columns
  }

  /// Folded columns are drawn only where all seven fit; elsewhere there is room for full ones.
  private func width(of column: BoardColumn) -> BoardLayout.Width {
    let areAll =
      BoardLayout.capacity(size, preferences.sizes) == BoardColumn.allCases.count
    if areAll, isFolded(column) { return .folded }
    return column == wideColumn ? .wide : .open
  }

  /// What the pane shows beside the stream below, where there is one.
  var paneTab: Pane.Tab { layout.stream == nil ? pane.tab : pane.side }

  /// Where a tab's text is drawn; empty where it is not.
  func textArea(of tab: Pane.Tab) -> Rect {
    let layout = layout
    let area = tab == .stream ? layout.stream ?? layout.pane : layout.pane
    return area.map { BoardLayout.text(in: $0) } ?? Rect(column: 0, row: 0, width: 0, height: 0)
  }

  /// All tabs that there are.
  var tabs: [Pane.Tab] { Pane.Tab.allCases.filter { $0 != .output || output != nil } }

  /// The tabs whose text is drawn.
  var shownTabs: [Pane.Tab] {
    let layout = layout
    guard layout.pane != nil else { return [] }
    return layout.stream == nil ? [pane.tab] : [pane.side, .stream]
  }
}
