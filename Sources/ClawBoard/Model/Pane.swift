/// The pane beside or below the columns.
struct Pane: Sendable, Equatable {
  enum Tab: String, Sendable, CaseIterable {
    case detail, stream, agents, skills, audit, nodes, stats
    /// Of a command: there only once one has run.
    case output

    var name: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// What is looked for keeps the other lines out of sight.
    var filtersLines: Bool { self == .audit }

    /// The tab of these that is `step` to the right, around the end.
    func moved(_ step: Int, among all: [Tab]) -> Tab {
      let index = all.firstIndex(of: self) ?? 0
      return all[(index + step + all.count) % all.count]
    }
  }

  /// Where a tab's text stands.
  struct Place: Sendable, Equatable {
    /// Lines scrolled from the top.
    var scroll = 0
    /// The row that is chosen, in a list.
    var row = 0
    /// The line that a search came to last.
    var match: Int?
  }

  /// The active tab.
  private(set) var tab = Tab.detail
  /// What stands at the side while the stream below is the active one.
  private(set) var side = Tab.detail
  private var places: [Tab: Place] = [:]
  private var searches: [Tab: String] = [:]
  /// The pane has the whole body.
  var isZoomed = false

  /// Of the active tab.
  var place: Place {
    get { self[tab] }
    set { self[tab] = newValue }
  }

  /// What is looked for in the active tab; empty for nothing.
  var search: String {
    get { search(in: tab) }
    set { searches[tab] = newValue }
  }

  func search(in tab: Tab) -> String { searches[tab] ?? "" }

  subscript(tab: Tab) -> Place {
    get { places[tab] ?? Place() }
    set { places[tab] = newValue }
  }

  mutating func show(_ tab: Tab) {
    self.tab = tab
    if tab != .stream { side = tab }
  }
}
