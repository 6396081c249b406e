/// Which columns are drawn where not all fit: the ones with cards and the focused one, filled up
/// with empty ones so that no width ever changes.
struct ColumnWindow {
  /// The order in which empty columns fill the room; folded ones come after all others.
  private static let fillers: [BoardColumn] = [
    .running, .completed, .pending, .failed, .planning, .waiting, .cancelled,
  ]

  let columns: [BoardColumn]

  /// - Parameters:
  ///   - all: those that may be drawn.
  ///   - first: the leftmost column before; kept as long as the focused one is in view.
  init(
    of all: [BoardColumn] = BoardColumn.allCases, capacity: Int, focused: BoardColumn,
    first: BoardColumn, isEmpty: (BoardColumn) -> Bool,
    isFolded: (BoardColumn) -> Bool = { _ in false }
  ) {
    var candidates = all.filter { $0 == focused || !isEmpty($0) }
    let fillers = Self.fillers.filter { !isFolded($0) } + Self.fillers.filter(isFolded)
    for filler in fillers where candidates.count < capacity && all.contains(filler) {
      if candidates.contains(filler) { continue }
      candidates.append(filler)
    }
    candidates.sort()
    let focusIndex = candidates.firstIndex(of: focused) ?? 0
    let firstIndex = candidates.firstIndex { $0 >= first } ?? 0
    let latest = max(0, candidates.count - capacity)
    let start = min(max(firstIndex, focusIndex - capacity + 1), focusIndex, latest)
    columns = Array(candidates[start..<min(start + capacity, candidates.count)])
  }
}
