import ClawLink
import ClawMirror

/// The cards of each column in order. A change of one card costs no more than its place in two
/// columns.
struct Columns: Sendable, Equatable {
  /// A card's place: what it is sorted by, then its id.
  private struct Slot: Sendable, Equatable {
    let rank: CardSort.Rank
    let key: TaskKey
  }

  private struct Place: Sendable, Equatable {
    let column: BoardColumn
    let rank: CardSort.Rank
  }

  let sort: CardSort
  private var slots: [[Slot]] = Array(repeating: [], count: BoardColumn.allCases.count)
  private var places: [TaskKey: Place] = [:]
  private var lost: [TaskKey: BoardColumn] = [:]
  private var lostCounts = Array(repeating: 0, count: BoardColumn.allCases.count)
  private var everUsed: Set<BoardColumn> = []

  init(sort: CardSort = CardSort()) {
    self.sort = sort
  }

  func count(_ column: BoardColumn) -> Int { slots[column.rawValue].count }

  /// Whether a card stands there or ever did.
  func hasHeldCard(_ column: BoardColumn) -> Bool { everUsed.contains(column) }

  /// The cards of a column that are not lost: what its head counts.
  func countKnown(_ column: BoardColumn) -> Int {
    count(column) - lostCounts[column.rawValue]
  }

  var lostCount: Int { lost.count }

  /// All cards.
  var total: Int { places.count }

  func key(_ column: BoardColumn, at index: Int) -> TaskKey? {
    let slots = slots[column.rawValue]
    return slots.indices.contains(index) ? slots[index].key : nil
  }

  /// The cards of a column, from the top.
  func keys(_ column: BoardColumn) -> [TaskKey] { slots[column.rawValue].map(\.key) }

  func column(of key: TaskKey) -> BoardColumn? { places[key]?.column }

  /// Where a card stands in its column, from 0 at the top.
  func index(of key: TaskKey) -> Int? {
    guard let place = places[key] else { return nil }
    return position(of: Slot(rank: place.rank, key: key), in: place.column)
  }

  /// Puts a card where its record says.
  mutating func place(_ record: TaskRecord) {
    let key = record.key
    let column = BoardColumn(record.status)
    setLost(key, record.isLost ? column : nil)
    let place = Place(column: column, rank: sort.rank(record))
    if let before = places[key] {
      if before == place { return }
      let old = position(of: Slot(rank: before.rank, key: key), in: before.column)
      slots[before.column.rawValue].remove(at: old)
    }
    let slot = Slot(rank: place.rank, key: key)
    slots[column.rawValue].insert(slot, at: position(of: slot, in: column))
    places[key] = place
    everUsed.insert(column)
  }

  /// Takes a card away.
  mutating func remove(_ key: TaskKey) {
    guard let place = places.removeValue(forKey: key) else { return }
    setLost(key, nil)
    slots[place.column.rawValue].remove(
      at: position(of: Slot(rank: place.rank, key: key), in: place.column))
  }

  /// The same cards in another order.
  func sorted(_ sort: CardSort, _ records: some Sequence<TaskRecord>) -> Columns {
    var columns = Columns(sort: sort)
    columns.everUsed = everUsed
    for record in records where places[record.key] != nil { columns.place(record) }
    return columns
  }

  private mutating func setLost(_ key: TaskKey, _ column: BoardColumn?) {
    if let before = lost[key] { lostCounts[before.rawValue] -= 1 }
    if let column { lostCounts[column.rawValue] += 1 }
    lost[key] = column
  }

  /// The first position whose card does not come before `slot`.
  private func position(of slot: Slot, in column: BoardColumn) -> Int {
    let slots = slots[column.rawValue]
    var low = 0
    var high = slots.count
    while low < high {
      let middle = (low + high) / 2
      if comesBefore(slots[middle], slot) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func comesBefore(_ left: Slot, _ right: Slot) -> Bool {
    if left.rank != right.rank { return left.rank.comesBefore(right.rank) != sort.isReversed }
    let (leftID, rightID) = (left.key.id.text.raw, right.key.id.text.raw)
    return leftID == rightID ? left.key.node < right.key.node : leftID < rightID
  }
}
