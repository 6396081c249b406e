import ClawLink
import ClawMirror
import Foundation

/// Which tasks have a card, and in which order.
extension Model {
  /// How many tasks are kept out of sight.
  var hiddenCount: Int { tasks.count - columns.total }

  mutating func find(_ action: Action, _ argument: String?) -> [Effect]? {
    switch action {
    case .filter: filter(by: argument)
    case .showAll: showEverything()
    case .nextAttention: goToAttention()
    case .onlyAttention: refind { $0.onlyAttention.toggle() }
    case .chooseNode: chooseNode(argument)
    case .hideFinished: putAway()
    case .showFinished: refind { $0.showsPutAway.toggle() }
    case .sort: sort(by: argument)
    case .reverseSort: sort(CardSort(columns.sort.key, isReversed: !columns.sort.isReversed))
    default: return nil
    }
    return []
  }

  private mutating func filter(by text: String?) {
    guard let text else { return open(.filter(before: filter), text: filter.text) }
    do {
      show(only: try readFilter(text))
    } catch {
      notice = .error("not filtered by that: \(error)")
    }
  }

  mutating func show(only filter: TaskFilter) {
    guard filter != finding.filter else { return }
    refind { $0.filter = filter }
  }

  private mutating func showEverything() {
    refind { ($0.filter, $0.node, $0.onlyAttention) = (.all, nil, false) }
  }

  /// Without a word the palette lists them.
  private mutating func chooseNode(_ name: String?) {
    guard let name else { return open(.palette, text: Action.chooseNode.rawValue + " ") }
    guard name != Self.allNodes else { return refind { $0.node = nil } }
    guard let node = nodeOrder.first(where: { $0.text == name }) else {
      notice = .error(UnknownWord("node", name, known: nodeOrder.map(\.text)).message)
      return
    }
    refind { $0.node = node }
  }

  /// What stands for every node where one is chosen.
  static let allNodes = "all"

  // MARK: What needs attention

  func needsAttention(_ record: TaskRecord) -> Bool {
    guard let node = nodes[record.key.node] else { return false }
    return record.needsAttention(on: node, at: now)
  }

  /// From card to card, what changed last first, and around the end.
  private mutating func goToAttention() {
    let wanted = tasks.values.filter { columns.column(of: $0.key) != nil && needsAttention($0) }
      .sorted {
        $0.statusSince == $1.statusSince
          ? $0.key.id.text.raw < $1.key.id.text.raw : $0.statusSince > $1.statusSince
      }
    guard !wanted.isEmpty else {
      notice = .info("nothing needs attention", at: now)
      return
    }
    let index = wanted.firstIndex { $0.key == selectedKey }
    let next = index.map { ($0 + 1) % wanted.count } ?? 0
    if let index, next <= index, wanted.count > 1 {
      notice = .info("the first of \(wanted.count) again", at: now)
    }
    select(wanted[next].key)
  }

  // MARK: Putting away

  private mutating func putAway() {
    guard let record = selectedTask else { return }
    guard !record.isLive else {
      notice = .info("only what has ended is put away: \(key(.cancelTask)) cancels", at: now)
      return
    }
    let key = record.key
    let isBack = finding.putAway.contains(key)
    refind { if isBack { $0.putAway.remove(key) } else { $0.putAway.insert(key) } }
    if !isBack {
      let (shows, takes) = (self.key(.showFinished), self.key(.hideFinished))
      notice = .info(
        "\(key.id.abbreviated) is put away: \(shows) shows it, \(takes) takes it back", at: now)
    }
  }

  /// What is not known any more has no card that could come back.
  mutating func forgetPutAway(on node: NodeName) {
    finding.putAway = finding.putAway.filter { $0.node != node || tasks[$0] != nil }
  }

  // MARK: Sorting

  /// Without a word by the next key.
  private mutating func sort(by word: String?) {
    let keys = CardSort.Key.allCases
    guard let word else {
      let index = keys.firstIndex(of: columns.sort.key) ?? 0
      return sort(CardSort(keys[(index + 1) % keys.count]))
    }
    guard let key = CardSort.Key(rawValue: word) else {
      notice = .error(UnknownWord("order", word, known: keys.map(\.rawValue)).message)
      return
    }
    sort(CardSort(key))
  }

  private mutating func sort(_ sort: CardSort) {
    columns = columns.sorted(sort, tasks.values)
    keepInView()
    notice = .info("sorted by \(sort.words)", at: now)
  }

  // MARK: Looking anew

  mutating func refind(_ change: (inout Finding) -> Void) {
    change(&finding)
    refilter()
  }

  /// Looks at all tasks anew: other ones are wanted, or time has passed.
  mutating func refilter() {
    refilteredAt = now
    let index = selectedIndex
    for record in tasks.values { place(record) }
    settleSelection(previousIndex: index)
    clampPane()
  }

  /// Puts a task's card where it belongs, or out of sight.
  mutating func place(_ record: TaskRecord) {
    if isShown(record) { columns.place(record) } else { columns.remove(record.key) }
  }

  private func isShown(_ record: TaskRecord) -> Bool {
    if let node = finding.node, record.key.node != node { return false }
    if !finding.showsPutAway, isPutAway(record) { return false }
    if finding.onlyAttention, !needsAttention(record) { return false }
    guard !filter.isEmpty, let node = nodes[record.key.node] else { return true }
    return filter.matches(record, on: node, at: now)
  }

  /// By hand, or because it ended long ago.
  func isPutAway(_ record: TaskRecord) -> Bool {
    if finding.putAway.contains(record.key) { return true }
    guard !record.isLive, let limit = preferences.hideFinishedAfter else { return false }
    return now.timeIntervalSince(record.statusSince) > limit
  }

  /// When time alone may have changed what has a card; `nil` for never.
  var nextRefilter: Date? {
    if filter.dependsOnTime { return refilteredAt.addingTimeInterval(1) }
    return preferences.hideFinishedAfter.map { _ in refilteredAt.addingTimeInterval(60) }
  }
}
