import ClawMirror

/// Columns, panes and themes.
extension Model {
  mutating func look(_ action: Action, _ argument: String?) -> [Effect]? {
    switch action {
    case .hideColumn: hideColumn()
    case .showColumns: hiddenColumns = []
    case .widenColumn: wideColumn = wideColumn == column ? nil : column
    case .follow:
      followsCard.toggle()
      notice = .info(
        followsCard ? "the cursor follows its card" : "the cursor stays in its column", at: now)
    case .nextPane: movePane(1)
    case .previousPane: movePane(-1)
    case .nextTab: showTab(nextTab(1))
    case .previousTab: showTab(nextTab(-1))
    case .showTab: showTab(named: argument)
    case .togglePane: togglePane()
    case .zoom: zoom(!pane.isZoomed)
    case .openStream: openStream()
    case .open where focus == .board: openTask()
    case .theme: choose(theme: argument)
    case .mouse: toggleMouse()
    default: return nil
    }
    keepInView()
    clampPane()
    return []
  }

  /// Never the last one. What is selected goes on to a neighbour.
  private mutating func hideColumn() {
    let shown = BoardColumn.allCases.filter { !hiddenColumns.contains($0) }
    guard shown.count > 1 else { return }
    let hidden = column
    let next = shown.first { $0 > hidden } ?? shown.last { $0 < hidden } ?? hidden
    hiddenColumns.insert(hidden)
    focus(next)
    notice = .info("\(hidden.name) is hidden: \(key(.showColumns)) shows all columns", at: now)
  }

  /// The board, then what is beside it, then the stream below.
  private mutating func movePane(_ step: Int) {
    let layout = layout
    // Over the whole body the next pane is the next tab.
    guard !pane.isZoomed else { return showTab(nextTab(step)) }
    guard layout.pane != nil else { return showPane() }
    var stops: [Pane.Tab?] = [nil, paneTab]
    if layout.stream != nil { stops.append(.stream) }
    let current = focus == .board ? 0 : stops.firstIndex(of: pane.tab) ?? 1
    let next = stops[(current + step + stops.count) % stops.count]
    focus = next == nil ? .board : .pane
    pane.show(next ?? paneTab)
  }

  /// Where there is none it is opened: beside the cards, or over the whole body of a small screen.
  private mutating func showPane() {
    hasPane = true
    focus = .pane
    if layout.pane == nil { zoom(true) }
  }

  /// The stream has a place of its own where it stands below the columns.
  private func nextTab(_ step: Int) -> Pane.Tab {
    let next = paneTab.moved(step, among: tabs)
    return layout.stream != nil && next == .stream ? next.moved(step, among: tabs) : next
  }

  /// Without a word the palette lists them.
  private mutating func showTab(named name: String?) {
    guard let name else { return open(.palette, text: Action.showTab.rawValue + " ") }
    tabs.first { $0.rawValue == name }.map { showTab($0) }
  }

  private mutating func showTab(_ tab: Pane.Tab) {
    pane.show(tab)
    if layout.shape != .list { hasPane = true }
  }

  private mutating func togglePane() {
    pane.isZoomed = false
    focus = .board
    guard layout.shape != .list else {
      notice = .info(
        "there is no room for a pane beside the cards: \(key(.zoom)) opens it", at: now)
      return
    }
    hasPane.toggle()
  }

  /// A pane that is not drawn has no keys.
  mutating func settleFocus() {
    if layout.pane == nil, !pane.isZoomed { focus = .board }
  }

  mutating func zoom(_ isZoomed: Bool) {
    pane.isZoomed = isZoomed
    focus = isZoomed ? .pane : .board
  }

  private mutating func openStream() {
    pane.show(.stream)
    zoom(true)
  }

  mutating func openTask() {
    guard selectedTask != nil else { return }
    pane.show(.detail)
    zoom(true)
  }

  private mutating func choose(theme name: String?) {
    guard let name else { return open(.palette, text: Action.theme.rawValue + " ") }
    guard themes.contains(where: { $0.name == name }) else {
      notice = .error(UnknownWord("theme", name, known: themes.map(\.name)).message)
      return
    }
    themeName = name
  }
}

extension Model {
  /// The settings were read again. What was chosen on the board stays.
  mutating func take(_ preferences: BoardSettings, themes: [Theme]) {
    let before = self.preferences
    self.preferences = preferences
    keymap = Keymap(preferences)
    self.themes = themes
    if themeName == before.theme { themeName = preferences.theme }
    if usesMouse == before.mouse { usesMouse = preferences.mouse }
    if followsCard == before.followsCard { followsCard = preferences.followsCard }
    if columns.sort == before.sort {
      columns = columns.sorted(preferences.sort, tasks.values)
    }
    // What a saved filter means may have changed as well.
    let text = filter.text == before.filter ? preferences.filter : filter.text
    if let filter = try? readFilter(text) { finding.filter = filter }
    refilter()
    settleFocus()
  }
}
