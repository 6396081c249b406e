import ClawLink
import ClawMirror

/// How the board is looked at, from one start to the next.
extension Model {
  /// As the settings say, then as the last board was left, then as the command line asks.
  mutating func begin(filter: TaskFilter?, view: SavedView?) {
    themeName = view?.theme ?? preferences.theme
    followsCard = preferences.followsCard
    if let view { take(view) }
    if let filter {
      finding.filter = filter
    } else if view == nil, let filter = try? readFilter(preferences.filter) {
      finding.filter = filter
    }
  }

  /// A filter as it is typed, saved ones by their names.
  func readFilter(_ text: String) throws(TaskFilter.Fault) -> TaskFilter {
    try TaskFilter(text, saved: preferences.filters)
  }

  private mutating func take(_ view: SavedView) {
    if let filter = try? readFilter(view.filter) { finding.filter = filter }
    finding.node = view.node.map { NodeName($0) }
    finding.onlyAttention = view.onlyAttention
    finding.putAway = Set(view.putAway.map(\.key))
    columns = Columns(sort: CardSort(view.sort, isReversed: view.isReversed))
    followsCard = view.followsCard
    column = BoardColumn(rawValue: view.column) ?? .pending
    restored = view.selected?.key
    view.tab.flatMap { Pane.Tab(rawValue: $0) }.map { pane.show($0) }
    hasPane = view.hasPane
    hiddenColumns = Set(view.hiddenColumns.compactMap { BoardColumn(rawValue: $0) })
    wideColumn = view.wideColumn.flatMap { BoardColumn(rawValue: $0) }
    streamChoice.wraps = view.wrapsStream
    streamChoice.showsTimes = view.showsTimes
    typed = view.typed
  }

  var savedView: SavedView {
    var view = SavedView()
    view.filter = filter.text
    view.node = finding.node?.text
    view.onlyAttention = finding.onlyAttention
    view.putAway = finding.putAway.map { SavedView.Card($0) }
      .sorted { ($0.node, $0.id) < ($1.node, $1.id) }
    view.sort = columns.sort.key
    view.isReversed = columns.sort.isReversed
    view.followsCard = followsCard
    view.theme = themeName
    view.column = column.rawValue
    view.selected = (restored ?? selectedKey).map { SavedView.Card($0) }
    view.tab = pane.tab.rawValue
    view.hasPane = hasPane
    view.hiddenColumns = hiddenColumns.map(\.rawValue).sorted()
    view.wideColumn = wideColumn?.rawValue
    view.wrapsStream = streamChoice.wraps
    view.showsTimes = streamChoice.showsTimes
    view.typed = typed
    return view
  }
}

extension SavedView.Card {
  fileprivate init(_ key: TaskKey) {
    self.init(node: key.node.text, id: key.id.text.raw)
  }

  fileprivate var key: TaskKey { TaskKey(node: NodeName(node), id: TaskID(id)) }
}
