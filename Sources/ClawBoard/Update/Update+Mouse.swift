import ClawMirror
import ClawTerminal
import Foundation

/// The mouse selects, shows and scrolls. It never sends anything, confirms nothing, and does nothing
/// to what lies over the board but scroll it.
extension Model {
  /// Lines of text that the wheel moves at once.
  private static let wheelLines = 3

  mutating func take(_ mouse: Mouse) {
    guard usesMouse else { return }
    switch (overlay, mouse.kind) {
    case (nil, .press): press(at: mouse.point)
    case (nil, .wheelUp): scroll(at: mouse.point, by: -1)
    case (nil, .wheelDown): scroll(at: mouse.point, by: 1)
    case (.help, .wheelUp): scrollHelp(by: -Self.wheelLines)
    case (.help, .wheelDown): scrollHelp(by: Self.wheelLines)
    default: break
    }
  }

  mutating func toggleMouse() {
    usesMouse.toggle()
    notice = .info(
      usesMouse
        ? "the mouse selects and scrolls; most terminals select text with Shift"
        : "the mouse is the terminal's", at: now)
  }

  // MARK: Clicking

  private mutating func press(at point: Point) {
    notice = nil
    restored = nil
    hasWarnedOfLoss = false
    let before = click
    click = nil
    switch place(at: point) {
    case .card(let key, _): press(key, after: before)
    case .count(let column), .column(let column): goTo(column)
    case .tab(let tab), .pane(let tab): goTo(tab)
    case .row(let row, let tab):
      goTo(tab)
      pane.place.row = row
    case nil: return
    }
    keepInView()
    clampPane()
  }

  /// The first click selects, a second one opens.
  private mutating func press(_ key: TaskKey, after before: Click?) {
    focus = .board
    select(key)
    if let before, before.key == key, now.timeIntervalSince(before.time) < Click.doubleTime {
      openTask()
    } else {
      click = Click(key: key, time: now)
    }
  }

  private mutating func goTo(_ column: BoardColumn) {
    if pane.isZoomed { zoom(false) }
    focus = .board
    hiddenColumns.remove(column)
    if column != self.column { focus(column) }
  }

  private mutating func goTo(_ tab: Pane.Tab) {
    pane.show(tab)
    focus = .pane
  }

  // MARK: Scrolling

  /// What is under the mouse, whatever has the keys.
  private mutating func scroll(at point: Point, by direction: Int) {
    switch place(at: point) {
    case .card(_, let column), .column(let column): scroll(column, by: direction)
    case .tab(let tab), .pane(let tab), .row(_, let tab): scroll(tab, by: direction)
    case .count, nil: break
    }
  }

  /// By cards. The selected one goes along at the edge: it is always in view.
  private mutating func scroll(_ column: BoardColumn, by direction: Int) {
    let layout = layout
    let step = direction * (layout.cardHeight == 1 ? Self.wheelLines : 1)
    let room = layout.cardsPerColumn
    let last = max(0, columns.count(column) - room)
    let top = min(max(0, (self.top[column] ?? 0) + step), last)
    self.top[column] = top
    guard column == self.column, let index = selectedIndex else { return }
    let shown = min(max(index, top), top + room - 1)
    if shown != index, let key = columns.key(column, at: shown) { select(key) }
  }

  /// By lines, or by rows in a list.
  private mutating func scroll(_ tab: Pane.Tab, by direction: Int) {
    // Of all tabs that are drawn the one is meant whose text stands there.
    guard let shown = shownTabs.first(where: { $0 == tab }) ?? shownTabs.first else { return }
    guard shown != .stream else { return moveInStream(direction * Self.wheelLines) }
    let content = content(of: shown)
    if content.rows.isEmpty {
      pane[shown].scroll += direction * Self.wheelLines
    } else {
      pane[shown].row += direction
    }
    pane[shown].keepInView(content, height: textArea(of: shown).height)
  }

  private mutating func scrollHelp(by step: Int) {
    guard case .help(let place, let scroll) = overlay else { return }
    let lines = HelpText(of: place, in: keymap, width: size.width).lines.count
    let last = max(0, lines - HelpText.room(in: size))
    overlay = .help(of: place, scroll: min(max(0, scroll + step), last))
  }
}
