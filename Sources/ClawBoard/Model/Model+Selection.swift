import ClawMirror
import Foundation

extension Model {
  /// The live tasks among those that are drawn.
  var lookedAt: BoardFocus {
    var focus = BoardFocus()
    if let selected = selectedTask, selected.isLive { focus.selected = selected.key }
    let layout = layout
    guard !layout.columns.isEmpty else { return focus }
    for column in visibleColumns where !column.isFinal {
      let top = top[column] ?? 0
      for index in top..<top + layout.cardsPerColumn {
        guard let key = columns.key(column, at: index) else { break }
        if tasks[key]?.isLive == true { focus.visible.insert(key) }
      }
    }
    return focus
  }

  /// Where the selected card stands in the focused column.
  var selectedIndex: Int? { selectedKey.flatMap { columns.index(of: $0) } }

  mutating func select(_ key: TaskKey) {
    guard let column = columns.column(of: key) else { return }
    let isOther = key != selectedKey
    self.column = column
    selection[column] = key
    if isOther { showFromTop() }
    keepInView()
  }

  /// Another task is looked at: what is shown of it begins anew.
  private mutating func showFromTop() {
    pane[.detail] = Pane.Place()
    if streamChoice.scope == .selected { streamChoice.last = nil }
  }

  /// Moves by cards within the focused column.
  mutating func moveSelection(_ step: Int) {
    let count = columns.count(column)
    guard count > 0 else { return }
    let before = detailTask?.key
    let index = min(max((selectedIndex ?? 0) + step, 0), count - 1)
    if let key = columns.key(column, at: index) { select(key) }
    if let before, let movedAt, now.timeIntervalSince(movedAt) < HeldDetail.restTime {
      held = HeldDetail(key: before, until: now.addingTimeInterval(HeldDetail.restTime))
    }
    movedAt = now
  }

  /// Moves to the next column with cards.
  mutating func moveColumn(_ step: Int) {
    var next = column.rawValue + step
    while let candidate = BoardColumn(rawValue: next) {
      if columns.count(candidate) > 0, !hiddenColumns.contains(candidate) {
        return focus(candidate)
      }
      next += step
    }
  }

  /// Goes to a column, and there to the card that was selected last.
  mutating func focus(_ column: BoardColumn) {
    self.column = column
    showFromTop()
    if let key = selection[column], columns.column(of: key) == column {
      keepInView()
    } else {
      selection[column] = columns.key(column, at: 0)
      keepInView()
    }
  }

  /// After cards have moved: the selection stays with its card while that stays in the column,
  /// else goes to its neighbour; a column that ran empty is left after its last card. The first
  /// cards of all are looked at where something happens, and so is what a filter leaves over.
  mutating func settleSelection(previousIndex: Int?) {
    if let key = selectedKey, columns.column(of: key) == column { return keepInView() }
    let count = columns.count(column)
    if selection.isEmpty {
      focusBusiest()
    } else if count > 0 {
      selection[column] = columns.key(column, at: min(previousIndex ?? 0, count - 1))
      showFromTop()
      keepInView()
    } else if let key = selectedKey {
      selection[column] = nil
      if columns.column(of: key) != nil { select(key) } else { focusBusiest() }
    } else {
      keepInView()
    }
  }

  private mutating func focusBusiest() {
    if let busiest = Self.firstLooks.first(where: { columns.count($0) > 0 }) {
      focus(busiest)
    } else {
      keepInView()
    }
  }

  /// Where a board that has just opened looks first.
  private static let firstLooks: [BoardColumn] = [
    .running, .waiting, .planning, .pending, .failed, .completed, .cancelled,
  ]

  /// Scrolls so that the selected card and the focused column are drawn.
  mutating func keepInView() {
    let layout = layout
    firstColumn = visibleColumns.first ?? column
    // Behind a pane over the whole body nothing is scrolled.
    guard !layout.columns.isEmpty else { return }
    let room = layout.cardsPerColumn
    for column in BoardColumn.allCases {
      let last = max(0, columns.count(column) - room)
      var top = min(self.top[column] ?? 0, last)
      if let index = selection[column].flatMap({ columns.index(of: $0) }), column == self.column {
        top = min(max(top, index - room + 1), index)
      }
      self.top[column] = top
    }
  }
}
