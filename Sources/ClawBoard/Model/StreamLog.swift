import ClawMirror
import Foundation

/// What was seen to happen, oldest first, the newest 10,000 lines. Each has a number that no later
/// one gets again.
struct StreamLog: Sendable, Equatable {
  enum Event: Sendable, Equatable {
    case task(TaskKey, HistoryEntry.Event)
    /// So many lines of a task were told of when they were gone already.
    case unseen(TaskKey, count: Int)
    /// A node answers again that did not since then.
    case silence(NodeName, since: Date)
    case restart(NodeName)
    /// So many lines of a task are not kept any more.
    case earlier(count: Int)
  }

  struct Entry: Sendable, Equatable {
    let time: Date
    let event: Event
  }

  static let limit = 10_000

  /// Begins with lines that are out already: they go many at a time, since each time costs all.
  private var storage: [Entry] = []
  private var outCount = 0
  /// The number of the oldest line.
  private(set) var first = 0

  var entries: ArraySlice<Entry> { storage[outCount...] }

  /// The number that the next line gets.
  var end: Int { first + storage.count - outCount }

  /// - Parameter number: from ``first`` to below ``end``.
  subscript(number: Int) -> Entry { storage[outCount + number - first] }

  mutating func append(_ entry: Entry) {
    append([entry])
  }

  /// Takes in what is new in records, given how much of each was seen before; `nil` for nothing.
  mutating func append(_ news: [(record: TaskRecord, seen: Int?)]) {
    append(Self.entries(of: news))
  }

  /// Takes in what happened before anyone looked: it finds its place by its time.
  mutating func insert(_ news: [(record: TaskRecord, seen: Int?)]) {
    let end = end
    let fresh = Self.entries(of: news)
    let all = Self.sorted(entries + fresh)
    self = StreamLog()
    first = end + fresh.count - all.count
    append(all)
  }

  private mutating func append(_ fresh: [Entry]) {
    storage += fresh
    let excess = storage.count - outCount - Self.limit
    guard excess > 0 else { return }
    outCount += excess
    first += excess
    if outCount > Self.limit / 4 {
      storage.removeFirst(outCount)
      outCount = 0
    }
  }

  private static func entries(of news: [(record: TaskRecord, seen: Int?)]) -> [Entry] {
    sorted(news.flatMap { record, seen in entries(of: record, after: seen) })
  }

  private static func entries(of record: TaskRecord, after seen: Int?) -> [Entry] {
    let count = max(0, record.historyCount - (seen ?? 0))
    let fresh = record.history.suffix(count)
    var entries = fresh.map { Entry(time: $0.time, event: .task(record.key, $0.event)) }
    if seen != nil, count > fresh.count, let time = fresh.first?.time {
      let gap = Event.unseen(record.key, count: count - fresh.count)
      entries.insert(Entry(time: time, event: gap), at: 0)
    }
    return entries
  }

  /// By time; what has one time stays in order.
  private static func sorted(_ entries: [Entry]) -> [Entry] {
    entries.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }
}

extension StreamLog.Entry {
  /// The task that it is about.
  var key: TaskKey? {
    switch event {
    case .task(let key, _), .unseen(let key, _): key
    case .silence, .restart, .earlier: nil
    }
  }

  /// The node that it is about, as a whole.
  var node: NodeName? {
    switch event {
    case .silence(let node, _), .restart(let node): node
    case .task, .unseen, .earlier: nil
    }
  }
}
