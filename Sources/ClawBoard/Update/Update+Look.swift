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
    case .nextTab: showTab(pane.tab.moved(1))
    case .previousTab: showTab(pane.tab.moved(-1))
    case .showTab: argument.flatMap { Pane.Tab(rawValue: $0) }.map { showTab($0) }
    case .togglePane: togglePane()
    case .zoom: zoom(!pane.isZoomed)
    case .openStream: openStream()
    case .open where focus == .board: openTask()
    case .theme: choose(theme: argument)
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
    notice = .info("\(hidden.name) is hidden: + shows all columns", at: now)
  }

  /// The board, then what is beside it, then the stream below.
  private mutating func movePane(_ step: Int) {
    let layout = layout
    guard !pane.isZoomed, layout.pane != nil else { return }
    var stops: [Pane.Tab?] = [nil, paneTab]
    if layout.stream != nil { stops.append(.stream) }
    let current = focus == .board ? 0 : stops.firstIndex(of: pane.tab) ?? 1
    let next = stops[(current + step + stops.count) % stops.count]
    focus = next == nil ? .board : .pane
    if let next { pane.show(next) }
  }

  private mutating func showTab(_ tab: Pane.Tab) {
    pane.show(tab)
    if layout.shape != .list { hasPane = true }
  }

  private mutating func togglePane() {
    hasPane.toggle()
    focus = .board
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
    self.themes = themes
    if preferences.theme != before.theme { themeName = preferences.theme }
    if preferences.followsCard != before.followsCard { followsCard = preferences.followsCard }
    if preferences.sort != before.sort {
      columns = columns.sorted(preferences.sort, tasks.values)
    }
    if let filter = try? readFilter(filter.text), filter != self.filter { finding.filter = filter }
    refilter()
  }
}
