import ClawLink
import ClawMirror

/// How the board is looked at, from one start to the next.
extension Model {
  /// As the settings say, then as the last board was left, then as the command line asks.
  mutating func begin(filter: TaskFilter?, view: SavedView?) {
    themeName =
      [view?.theme, preferences.theme].compactMap(\.self)
      .first { name in themes.contains { $0.name == name } } ?? preferences.theme
    usesMouse = preferences.mouse
    followsCard = view?.followsCard ?? preferences.followsCard
    if let view { take(view) }
    // A saved filter may have become none.
    let texts = [view?.filter, preferences.filter].compactMap(\.self)
    let known = texts.compactMap { try? readFilter($0) }
    if let filter = filter ?? known.first { finding.filter = filter }
  }

  /// A filter as it is typed, saved ones by their names.
  func readFilter(_ text: String) throws(TaskFilter.Fault) -> TaskFilter {
    try TaskFilter(text, saved: preferences.filters)
  }

  private mutating func take(_ view: SavedView) {
    finding.node = view.node.map { NodeName($0) }.flatMap { nodeOrder.contains($0) ? $0 : nil }
    finding.onlyAttention = view.onlyAttention
    finding.putAway = Set(view.putAway.map(\.key))
    if let key = view.sort {
      columns = Columns(sort: CardSort(key, isReversed: view.isReversed))
    }
    column = BoardColumn(rawValue: view.column) ?? .pending
    restored = view.selected?.key
    view.tab.flatMap { Pane.Tab(rawValue: $0) }.map { if tabs.contains($0) { pane.show($0) } }
    hasPane = view.hasPane
    hiddenColumns = Set(view.hiddenColumns.compactMap { BoardColumn(rawValue: $0) })
    wideColumn = view.wideColumn.flatMap { BoardColumn(rawValue: $0) }
    streamChoice.wraps = view.wrapsStream
    streamChoice.showsTimes = view.showsTimes
    typed = view.typed
    for (node, agent) in view.lastAgents { lastAgents[NodeName(node)] = NodeText(agent) }
    asNobody = Set(view.asNobody.map { NodeName($0) })
  }

  var savedView: SavedView {
    var view = SavedView()
    view.filter = filter.text == preferences.filter ? nil : filter.text
    view.node = finding.node?.text
    view.onlyAttention = finding.onlyAttention
    view.putAway = Set(finding.putAway.lazy.map { SavedView.Card($0) })
    if columns.sort != preferences.sort {
      (view.sort, view.isReversed) = (columns.sort.key, columns.sort.isReversed)
    }
    view.followsCard = followsCard == preferences.followsCard ? nil : followsCard
    view.theme = themeName == preferences.theme ? nil : themeName
    view.column = column.rawValue
    view.selected = (restored ?? selectedKey).map { SavedView.Card($0) }
    view.tab = pane.tab.rawValue
    view.hasPane = hasPane
    view.hiddenColumns = hiddenColumns.map(\.rawValue).sorted()
    view.wideColumn = wideColumn?.rawValue
    view.wrapsStream = streamChoice.wraps
    view.showsTimes = streamChoice.showsTimes
    view.typed = typed
    for (node, agent) in lastAgents { view.lastAgents[node.text] = agent.raw }
    view.asNobody = asNobody.map(\.text).sorted()
    return view
  }
}

extension SavedView.Card {
  fileprivate init(_ key: TaskKey) {
    self.init(node: key.node.text, id: key.id.text.raw)
  }

  fileprivate var key: TaskKey { TaskKey(node: NodeName(node), id: TaskID(id)) }
}
