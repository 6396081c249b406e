/// How the board was looked at: it comes back at the next start. What is as the settings say is
/// `nil`, so that they count again when they change.
public struct SavedView: Sendable, Equatable {
  /// A task by its node and its id.
  public struct Card: Sendable, Hashable, Codable {
    let node: String
    let id: String
  }

  var filter: String?
  var node: String?
  var onlyAttention = false
  var sort: CardSort.Key?
  var isReversed = false
  var followsCard: Bool?
  var theme: String?
  var column = 0
  var selected: Card?
  var tab: String?
  var hasPane = true
  var hiddenColumns: [Int] = []
  var wideColumn: Int?
  /// Finished cards that were put away.
  var putAway: Set<Card> = []
  /// The agent used last, by node.
  var lastAgents: [String: String] = [:]
  /// Nodes on which things are changed without our user.
  var asNobody: [String] = []
  var wrapsStream = false
  var showsTimes = true
  /// What was typed, the newest last, by the kind of line.
  var typed: [String: [String]] = [:]

  public init() {}

  /// Without what the command line says otherwise.
  ///
  /// - Parameters:
  ///   - theme: whether the theme is the one of the settings.
  ///   - filter: whether the filter is.
  public func forgetting(theme: Bool, filter: Bool) -> SavedView {
    var view = self
    if theme { view.theme = nil }
    if filter { view.filter = nil }
    return view
  }

  /// With what was saved before where the command line said otherwise for one run and nothing was
  /// changed on the board.
  ///
  /// - Parameters:
  ///   - theme: whether the command line named a theme.
  ///   - filter: whether it named a filter.
  public func remembering(_ saved: SavedView?, theme: Bool, filter: Bool) -> SavedView {
    var view = self
    if theme { view.theme = view.theme ?? saved?.theme }
    if filter { view.filter = view.filter ?? saved?.filter }
    return view
  }
}

extension SavedView: Codable {
  private enum CodingKeys: String, CodingKey {
    case filter, node, onlyAttention, sort, isReversed, followsCard, theme, column, selected, tab
    case hasPane, hiddenColumns, wideColumn, putAway, wrapsStream, showsTimes, typed
    case lastAgents, asNobody
  }

  /// What is missing, or written otherwise than here, is as at a first start: older and newer boards
  /// read each other's.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func read<Value: Decodable>(_ key: CodingKeys) -> Value? {
      try? values.decode(Value.self, forKey: key)
    }
    filter = read(.filter)
    node = read(.node)
    onlyAttention = read(.onlyAttention) ?? false
    sort = read(.sort)
    isReversed = read(.isReversed) ?? false
    followsCard = read(.followsCard)
    theme = read(.theme)
    column = read(.column) ?? 0
    selected = read(.selected)
    tab = read(.tab)
    hasPane = read(.hasPane) ?? true
    hiddenColumns = read(.hiddenColumns) ?? []
    wideColumn = read(.wideColumn)
    putAway = read(.putAway) ?? []
    wrapsStream = read(.wrapsStream) ?? false
    showsTimes = read(.showsTimes) ?? true
    typed = read(.typed) ?? [:]
    lastAgents = read(.lastAgents) ?? [:]
    asNobody = read(.asNobody) ?? []
  }
}
