/// How the board was looked at: it comes back at the next start.
public struct SavedView: Sendable, Equatable, Codable {
  /// A task by its node and its id.
  public struct Card: Sendable, Hashable, Codable {
    let node: String
    let id: String
  }

  var filter = ""
  var node: String?
  var onlyAttention = false
  var sort = CardSort.Key.age
  var isReversed = false
  var followsCard = false
  var theme: String?
  var column = 0
  var selected: Card?
  var tab: String?
  var hasPane = true
  var hiddenColumns: [Int] = []
  var wideColumn: Int?
  /// Finished cards that were put away.
  var putAway: [Card] = []
  var wrapsStream = false
  var showsTimes = true
  /// What was typed, the newest last, by the kind of line.
  var typed: [String: [String]] = [:]

  public init() {}
}
