import ClawLink
import ClawMirror
import Foundation

/// The cards of each column in order: oldest first while live, newest first once final. A change
/// of one card costs no more than its place in two columns.
struct Columns: Sendable, Equatable {
  /// A card's place: what it is sorted by, then its id.
  private struct Slot: Sendable, Equatable {
    let time: Date
    let key: TaskKey
  }

  private var slots: [[Slot]] = Array(repeating: [], count: BoardColumn.allCases.count)
  private var places: [TaskKey: (column: BoardColumn, time: Date)] = [:]
  private var lost: Set<TaskKey> = []
  private var everUsed: Set<BoardColumn> = []

  static func == (left: Columns, right: Columns) -> Bool {
    left.slots == right.slots && left.lost == right.lost && left.everUsed == right.everUsed
  }

  func count(_ column: BoardColumn) -> Int { slots[column.rawValue].count }

  /// Whether a card stands there or ever did.
  func hasHeldCard(_ column: BoardColumn) -> Bool { everUsed.contains(column) }

  /// The cards of a column that are not lost: what its head counts.
  func countKnown(_ column: BoardColumn) -> Int {
    guard !lost.isEmpty else { return count(column) }
    return count(column) - lost.count { places[$0]?.column == column }
  }

  var lostCount: Int { lost.count }

  /// All cards.
  var total: Int { places.count }

  func key(_ column: BoardColumn, at index: Int) -> TaskKey? {
    let slots = slots[column.rawValue]
    return slots.indices.contains(index) ? slots[index].key : nil
  }

  func column(of key: TaskKey) -> BoardColumn? { places[key]?.column }

  /// Where a card stands in its column, from 0 at the top.
  func index(of key: TaskKey) -> Int? {
    guard let place = places[key] else { return nil }
    return position(of: Slot(time: place.time, key: key), in: place.column)
  }

  /// Puts a card where its record says.
  mutating func place(_ record: TaskRecord) {
    let key = record.key
    if record.isLost { lost.insert(key) } else { lost.remove(key) }
    let column = BoardColumn(record.status)
    let time = column.isFinal ? record.statusSince : record.submittedAt
    if let place = places[key] {
      if place.column == column, place.time == time { return }
      let old = position(of: Slot(time: place.time, key: key), in: place.column)
      slots[place.column.rawValue].remove(at: old)
    }
    let slot = Slot(time: time, key: key)
    slots[column.rawValue].insert(slot, at: position(of: slot, in: column))
    places[key] = (column, time)
    everUsed.insert(column)
  }

  /// Takes a card away.
  mutating func remove(_ key: TaskKey) {
    guard let place = places.removeValue(forKey: key) else { return }
    lost.remove(key)
    slots[place.column.rawValue].remove(
      at: position(of: Slot(time: place.time, key: key), in: place.column))
  }

  /// The first position whose card does not come before `slot`.
  private func position(of slot: Slot, in column: BoardColumn) -> Int {
    let slots = slots[column.rawValue]
    var low = 0
    var high = slots.count
    while low < high {
      let middle = (low + high) / 2
      if comesBefore(slots[middle], slot, in: column) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func comesBefore(_ left: Slot, _ right: Slot, in column: BoardColumn) -> Bool {
    if left.time != right.time {
      return column.isFinal ? left.time > right.time : left.time < right.time
    }
    let (leftID, rightID) = (left.key.id.text.raw, right.key.id.text.raw)
    return leftID == rightID ? left.key.node < right.key.node : leftID < rightID
  }
}
