import ClawLink
import ClawStorage
import Foundation
import GRDB

extension Ledger {
  /// How many tasks that have ended a board begins with; the older ones stay in the ledger.
  static let recentTasks = 1000

  /// What is known of a node's tasks: all that are live, and the newest that are not.
  func tasks(of node: NodeName, recent: Int = Ledger.recentTasks) throws(Failure) -> [TaskRecord] {
    try read { database in
      let live = try database.rows(
        "SELECT * FROM task WHERE node = ? AND isFinal = 0", [node.text])
      let ended = try database.rows(
        """
        SELECT * FROM task WHERE node = ? AND isFinal = 1 ORDER BY submittedAt DESC LIMIT ?
        """, [node.text, recent])
      return try (live + ended).map { try Self.whole($0, in: database) }
    }
  }

  /// The number of the last change that was stored; what comes later has a greater one.
  func lastChange() throws(Failure) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT max(change) FROM task") ?? 0 }
  }

  /// What was stored of a node's tasks after that change, by this process or another.
  func tasks(of node: NodeName, after change: Int) throws(Failure) -> [TaskRecord] {
    try read { database in
      try database.rows("SELECT * FROM task WHERE change > ? AND node = ?", [change, node.text])
        .map { try Self.whole($0, in: database) }
    }
  }

  private static func whole(_ row: Row, in database: Database) throws -> TaskRecord {
    var record = try TaskRecord(row: row)
    record.history = try history(of: record, in: database)
    return record
  }

  /// Brings what was learned into what is stored, and gives the tasks as they stand now. Another
  /// process may have stored what this one has not seen: nothing stands twice, nothing turns back,
  /// since each change is applied to what is stored, by the rules by which it was applied here.
  ///
  /// - Parameter tasks: the tasks as they are held, changes applied, and these changes.
  func store(
    _ tasks: [(record: TaskRecord, changes: [TaskChange])]
  ) throws(Failure) -> [TaskRecord] {
    try write { database in
      try tasks.map { try Self.store($0.record, $0.changes, in: database) }
    }
  }

  private static func store(
    _ record: TaskRecord, _ changes: [TaskChange], in database: Database
  ) throws -> TaskRecord {
    let row = try database.rows(
      "SELECT * FROM task WHERE node = ? AND id = ?",
      [record.key.node.text, record.key.id.text.stored]
    ).first
    guard let row else {
      try record.save(to: database)
      try insert(record.history, of: record, in: database)
      return record
    }
    var stored = try TaskRecord(row: row)
    let before = stored
    for change in changes { stored.apply(change) }
    if stored != before {
      try stored.save(to: database)
      try insert(stored.history, of: stored, in: database)
    }
    if stored.isAsShown(in: record) { return record }
    stored.history = try history(of: stored, in: database)
    return stored
  }

  /// Adds the newest entries of a task's history.
  private static func insert(
    _ entries: [HistoryEntry], of record: TaskRecord, in database: Database
  ) throws {
    let first = record.historyCount - entries.count + 1
    for (offset, entry) in entries.enumerated() {
      try entry.insert(number: first + offset, of: record.key, into: database)
    }
  }

  private static func history(
    of record: TaskRecord, in database: Database
  ) throws -> [HistoryEntry] {
    try database.rows(
      "SELECT * FROM entry WHERE node = ? AND task = ? AND number > ? ORDER BY number",
      [
        record.key.node.text, record.key.id.text.stored,
        record.historyCount - TaskRecord.historyLimit,
      ]
    ).compactMap { try HistoryEntry(row: $0) }
  }
}

extension TaskRecord {
  /// Whether another record says the same, however much of the history either holds.
  fileprivate func isAsShown(in other: TaskRecord) -> Bool {
    var (left, right) = (self, other)
    (left.history, right.history) = ([], [])
    (left.askedAt, right.askedAt) = (nil, nil)
    (left.denials, right.denials) = (0, 0)
    return left == right
  }
}
