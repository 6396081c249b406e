import ClawMirror
import ClawTerminal

/// What stands at a cell of the board. Where something is drawn and where it is hit are computed in one
/// place, so that they cannot differ.
enum BoardPlace: Sendable, Equatable {
  case card(TaskKey, in: BoardColumn)
  /// Its count in the strip.
  case count(BoardColumn)
  /// Its head, or where no card stands.
  case column(BoardColumn)
  case tab(Pane.Tab)
  /// A row that can be chosen, in a list.
  case row(Int, of: Pane.Tab)
  /// Anything else of a pane.
  case pane(Pane.Tab)
}

extension Model {
  func place(at point: Point) -> BoardPlace? {
    let layout = layout
    let strip = layout.shape == .statusLine ? layout.header : layout.strip
    if let column = StripView(model: self).column(at: point, in: strip, glyphs) {
      return .count(column)
    }
    if let pane = layout.pane, pane.contains(point) {
      return place(at: point, of: paneTab, in: pane)
    }
    if let stream = layout.stream, stream.contains(point) {
      return place(at: point, of: .stream, in: stream)
    }
    guard columns.total > 0 else { return nil }
    return zip(layout.columns, visibleColumns).first { $0.0.contains(point) }
      .map { card(at: point, of: $1, in: $0, height: layout.cardHeight) ?? .column($1) }
  }

  private func card(
    at point: Point, of column: BoardColumn, in area: Rect, height: Int
  ) -> BoardPlace? {
    let cards = BoardLayout.cards(in: area)
    guard !isFolded(column), cards.contains(point) else { return nil }
    let offset = (0..<max(1, cards.height / height)).first {
      BoardLayout.card($0, height: height, in: area).contains(point)
    }
    return offset.flatMap { columns.key(column, at: (top[column] ?? 0) + $0) }
      .map { .card($0, in: column) }
  }

  private func place(at point: Point, of tab: Pane.Tab, in area: Rect) -> BoardPlace {
    if let tab = PaneView(model: self, tab: tab).tab(at: point, in: area, glyphs) {
      return .tab(tab)
    }
    let text = BoardLayout.text(in: area)
    guard tab != .stream, text.contains(point) else { return .pane(tab) }
    let content = content(of: tab)
    var place = pane[tab]
    place.keepInView(content, height: text.height)
    let line = point.row - text.row + place.scroll
    return content.rows.firstIndex { $0.contains(line) }.map { .row($0, of: tab) } ?? .pane(tab)
  }
}
