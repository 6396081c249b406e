import ClawTerminal

/// What happens in the pane that has the keys.
extension Model {
  mutating func takeInPane(_ action: Action) -> [Effect]? {
    switch action {
    case .back: goBack()
    // A filter of lines is changed, a search begins anew.
    case .search:
      open(.search(before: pane.search), text: pane.tab.filtersLines ? pane.search : "")
    case .nextMatch: goToMatch(1)
    case .previousMatch: goToMatch(-1)
    case .page: return [.page(paneText)]
    case .pipe: open(.pipe)
    case .open: return useRow()
    case .newTask where focus == .pane: return writeTaskForRow()
    default: return nil
    }
    return []
  }

  /// Esc: one level back.
  private mutating func goBack() {
    if !pane.search.isEmpty {
      pane.search = ""
    } else if pane.isZoomed {
      zoom(false)
      keepInView()
    } else {
      focus = .board
    }
  }

  /// The pane's text, laid out as it is drawn.
  var paneContent: PaneContent { content(of: pane.tab) }

  func content(of tab: Pane.Tab) -> PaneContent {
    var ages = Ages(now: now)
    return PaneText(model: self, tab: tab, glyphs: glyphs, width: textArea(of: tab).width)
      .content(&ages)
  }

  /// The whole text of the pane, as other programs get it.
  var paneText: String {
    var ages = Ages(now: now)
    return PaneText(model: self, tab: pane.tab, glyphs: glyphs, width: .max)
      .content(&ages).lines.map(\.text).joined(separator: "\n") + "\n"
  }

  /// By lines, or by rows in a list.
  mutating func moveInPane(_ step: Int) {
    guard pane.tab != .stream else { return moveInStream(step) }
    let content = paneContent
    let height = textArea(of: pane.tab).height
    if content.rows.isEmpty || pane.place.isCut(content, height: height, towards: step) {
      pane.place.scroll += step
    } else {
      pane.place.row = min(max(0, pane.place.row + step), content.rows.count - 1)
    }
    pane.place.keepInView(content, height: height)
  }

  /// After something was laid out anew.
  mutating func clampPane() {
    guard pane.place.scroll != 0 || pane.place.row != 0 else { return }
    pane.place.keepInView(paneContent, height: textArea(of: pane.tab).height)
  }

  // MARK: Searching

  /// To the next line with what is looked for, around the end.
  mutating func goToMatch(_ step: Int) {
    guard !pane.search.isEmpty else {
      notice = .info("nothing is looked for: \(key(.search, in: context)) begins", at: now)
      return
    }
    guard pane.tab != .stream else { return goToMatchInStream(step) }
    guard !pane.tab.filtersLines else { return moveInPane(step) }
    let content = paneContent
    let matches = content.lines.indices.filter {
      content.lines[$0].contains(pane.search)
    }
    guard let first = matches.first, let last = matches.last else {
      notice = .info("not found: \(pane.search)", at: now)
      return
    }
    let from = pane.place.match ?? pane.place.scroll - 1
    let next = step > 0 ? matches.first { $0 > from } : matches.last { $0 < from }
    let line = next ?? (step > 0 ? first : last)
    pane.place.match = line
    if content.rows.isEmpty {
      pane.place.scroll = line
    } else {
      pane.place.row = content.rows.firstIndex { $0.contains(line) } ?? pane.place.row
    }
    pane.place.keepInView(content, height: textArea(of: pane.tab).height)
  }
}

extension Pane.Place {
  /// Scrolls so that the chosen row is in view, and no further than to the end.
  mutating func keepInView(_ content: PaneContent, height: Int) {
    if !content.rows.isEmpty {
      row = min(max(0, row), content.rows.count - 1)
      let lines = content.surroundings(of: row, height: height)
      let ends = [lines.lowerBound, lines.upperBound - height]
      scroll = min(max(scroll, ends.min() ?? 0), ends.max() ?? 0)
    }
    scroll = min(max(0, scroll), max(0, content.lines.count - height))
  }

  /// The chosen row is higher than the pane, and goes on there: it is read before the next one.
  func isCut(_ content: PaneContent, height: Int, towards step: Int) -> Bool {
    guard abs(step) == 1, content.rows.indices.contains(row) else { return false }
    let lines = content.surroundings(of: row, height: height)
    return step > 0 ? lines.upperBound > scroll + height : lines.lowerBound < scroll
  }
}

extension PaneContent {
  /// A row, and what stands above the first one and below the last one, if there is room for it.
  fileprivate func surroundings(of row: Int, height: Int) -> Range<Int> {
    let place = rows[row]
    let start = row == 0 && place.upperBound <= height ? 0 : place.lowerBound
    let rest = lines.count - start
    return start..<(row == rows.count - 1 && rest <= height ? lines.count : place.upperBound)
  }
}
