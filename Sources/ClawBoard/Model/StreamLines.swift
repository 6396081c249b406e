import ClawMirror

/// The lines of one scope, oldest first, by their numbers in the log.
struct StreamLines: Sendable {
  /// Below every number of the log: what only a task's record still holds is numbered from here.
  private static let recordStart = -Int(Int32.max)

  private let log: StreamLog
  /// From a task's record, where that reaches further back than the log.
  private var older: [StreamLog.Entry] = []
  /// The number of the oldest of these.
  private var olderFirst = 0
  /// The numbers in the log that belong here; `nil` for all of them.
  private var picked: [Int]?

  /// Everything.
  init(_ log: StreamLog) {
    self.log = log
  }

  /// Of some tasks, and what is about their nodes.
  init(_ log: StreamLog, of keys: Set<TaskKey>) {
    self.log = log
    let nodes = Set(keys.map(\.node))
    let only = keys.count == 1 ? keys.first : nil
    picked = zip(log.first..., log.entries).compactMap { number, entry in
      // To compare costs less than to look up, and one task is the usual case.
      let belongs =
        entry.key.map { key in only.map { $0 == key } ?? keys.contains(key) }
        ?? entry.node.map { nodes.contains($0) } ?? false
      return belongs ? number : nil
    }
  }

  /// Of one task, as far back as it is known.
  init(_ log: StreamLog, of record: TaskRecord) {
    self.init(log, of: [record.key])
    var (held, missed) = (0, 0)
    for number in picked ?? [] {
      switch log[number].event {
      case .task: held += 1
      case .unseen(_, let count): missed += count
      case .silence, .restart, .earlier: break
      }
    }
    let history = record.history
    older = history.prefix(max(0, history.count - held))
      .map { StreamLog.Entry(time: $0.time, event: .task(record.key, $0.event)) }
    let earlier = max(0, record.historyCount - held - missed - older.count)
    olderFirst = Self.recordStart + earlier
    guard earlier > 0 else { return }
    let oldest = older.first ?? picked?.first.map { log[$0] }
    older.insert(
      StreamLog.Entry(
        time: oldest?.time ?? record.submittedAt, event: .earlier(count: earlier)),
      at: 0)
    olderFirst -= 1
  }

  var count: Int { older.count + (picked?.count ?? log.entries.count) }

  subscript(position: Int) -> StreamLog.Entry {
    position < older.count ? older[position] : log[number(at: position)]
  }

  func number(at position: Int) -> Int {
    if position < older.count { return olderFirst + position }
    let index = position - older.count
    return picked.map { $0[index] } ?? log.first + index
  }

  /// Where the newest line stands whose number is at most `number`; -1 where there is none.
  func position(of number: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self.number(at: middle) <= number { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
