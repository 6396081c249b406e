import ClawMirror

/// What was seen to happen to all tasks, oldest first, the newest 2,000.
struct StreamLog: Sendable, Equatable {
  struct Entry: Sendable, Equatable {
    let key: TaskKey
    let entry: HistoryEntry
  }

  static let limit = 2000

  private(set) var entries: [Entry] = []

  /// Takes in what is new in records, given how much of each was seen before.
  mutating func append(_ news: [(record: TaskRecord, seen: Int)]) {
    let fresh = news.flatMap { record, seen in
      record.history.suffix(max(0, record.historyCount - seen))
        .map { Entry(key: record.key, entry: $0) }
    }
    entries += fresh.sorted { $0.entry.time < $1.entry.time }
    if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
  }
}
