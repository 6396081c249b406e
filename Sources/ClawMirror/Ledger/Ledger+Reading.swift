public import ClawLink
import ClawStorage
import Foundation
import GRDB

extension Ledger {
  /// How many tasks that have ended a board begins with; the older ones stay in the ledger.
  static let recentTasks = 1000

  /// What a mirror begins with, all as of one moment.
  struct Beginning {
    var tasks: [TaskRecord] = []
    var knowledge: NodeKnowledge?
    /// When the node last answered.
    var lastAnswer: Date?
    /// The newest events of the audit log that were seen.
    var events: [NodeText] = []
    /// The number of the last change that is in it; see ``news(of:after:held:)``.
    var change = 0
  }

  /// What is known of a node: its tasks that are live, and the newest that are not.
  func beginning(
    of node: LedgerNode, recent: Int = Ledger.recentTasks
  ) throws(Failure) -> Beginning {
    try read { database in
      let (knowledge, lastAnswer) = try Self.knowledge(of: node, in: database)
      return Beginning(
        tasks: try Self.tasks(of: node, recent: recent, in: database),
        knowledge: knowledge, lastAnswer: lastAnswer,
        events: try Self.recentEvents(of: node, in: database),
        change: try Self.lastChange(in: database))
    }
  }

  /// What any process has stored of a node after a change.
  struct News {
    var tasks: [TaskRecord] = []
    var knowledge: NodeKnowledge?
    /// When the node last answered.
    var lastAnswer: Date?
    /// The number of the last change that is in it.
    var change: Int
  }

  /// - Parameters:
  ///   - change: what the last look ended with.
  ///   - held: a task as the caller holds it: only what is new of its history is read.
  func news(
    of node: LedgerNode, after change: Int, held: (TaskID) -> TaskRecord?
  ) throws(Failure) -> News {
    try read { database in
      var tasks = try database.values(
        "SELECT \(TaskColumn.list) FROM task WHERE change > ? AND node = ?", [change, node.place]
      ) { TaskRecord(row: $0, of: node) }
      for index in tasks.indices {
        let record = tasks[index]
        tasks[index].history = try Self.history(
          of: record, on: node, continuing: held(record.key.id), in: database)
      }
      let (knowledge, lastAnswer) = try Self.knowledge(of: node, in: database)
      return News(
        tasks: tasks,
        knowledge: knowledge, lastAnswer: lastAnswer,
        change: try Self.lastChange(in: database))
    }
  }

  /// One task, however old.
  func task(_ id: TaskID, of node: LedgerNode) throws(Failure) -> TaskRecord? {
    try read { database in
      guard var record = try Self.task(id, of: node, in: database) else { return nil }
      record.history = try Self.history(of: record, on: node, in: database)
      return record
    }
  }

  /// All tasks of a node that `isWanted` says, without their histories, the oldest first: however
  /// many there are, only those are held.
  func tasks(
    of node: LedgerNode, where isWanted: (TaskRecord) -> Bool
  ) throws(Failure) -> [TaskRecord] {
    try read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(TaskColumn.list) FROM task WHERE node = ? ORDER BY submittedAt",
        arguments: [node.place])
      var wanted: [TaskRecord] = []
      while let row = try rows.next() {
        let record = TaskRecord(row: row, of: node)
        if isWanted(record) { wanted.append(record) }
      }
      return wanted
    }
  }

  /// The ids of a node's tasks that begin so, at most `limit`.
  func ids(of node: LedgerNode, beginningWith start: String, limit: Int) throws(Failure) -> [TaskID]
  {
    let bytes = NodeText(start).stored
    return try read { database in
      try database.rows(
        "SELECT id FROM task WHERE node = ? AND id >= ? AND substr(id, 1, ?) = ? LIMIT ?",
        [node.place, bytes, bytes.count, bytes, limit]
      ).map { TaskID(NodeText(stored: $0["id"]).raw) }
    }
  }

  /// The ids of tasks of all nodes that begin so, the newest first.
  public func newestIds(
    beginningWith start: String, limit: Int
  ) throws(Failure) -> [TaskID] {
    let bytes = NodeText(start).stored
    return try read { database in
      try database.rows(
        "SELECT id FROM task WHERE substr(id, 1, ?) = ? ORDER BY submittedAt DESC LIMIT ?",
        [bytes.count, bytes, limit]
      ).map { TaskID(NodeText(stored: $0["id"]).raw) }
    }
  }

  /// A task without its history.
  static func task(
    _ id: TaskID, of node: LedgerNode, in database: Database
  ) throws -> TaskRecord? {
    try database.values(
      "SELECT \(TaskColumn.list) FROM task WHERE node = ? AND id = ?",
      [node.place, id.text.stored]
    ) { TaskRecord(row: $0, of: node) }.first
  }

  /// The ids and counts of entries of the tasks that a mirror begins with: `?1` is the node, `?2` how
  /// many of those that have ended.
  private static let chosen = """
    WITH chosen AS (
      SELECT id, historyCount FROM task WHERE node = ?1 AND isFinal = 0
      UNION ALL SELECT * FROM (
        SELECT id, historyCount FROM task WHERE node = ?1 AND isFinal = 1
        ORDER BY submittedAt DESC LIMIT ?2))
    """

  private static func tasks(
    of node: LedgerNode, recent: Int, in database: Database
  ) throws -> [TaskRecord] {
    let arguments: StatementArguments = [node.place, recent]
    // All histories at once: a question for each task would take longer than all the rest.
    var histories: [TaskID: [HistoryEntry]] = [:]
    let entries = try database.values(
      chosen + """
         SELECT \(HistoryEntry.columns), entry.task
        FROM chosen CROSS JOIN entry ON entry.node = ?1 AND entry.task = chosen.id
          AND entry.number > chosen.historyCount - \(TaskRecord.historyLimit)
        ORDER BY entry.number
        """, arguments
    ) { row in (entry: HistoryEntry(row: row), task: row.nodeText(6)) }
    for case (let entry?, let task?) in entries {
      histories[TaskID(task.raw), default: []].append(entry)
    }
    return try database.values(
      chosen + """
         SELECT \(TaskColumn.list)
        FROM chosen CROSS JOIN task ON task.node = ?1 AND task.id = chosen.id
        """, arguments
    ) { row in
      var record = TaskRecord(row: row, of: node)
      record.history = histories[record.key.id] ?? []
      return record
    }
  }

  static func lastChange(in database: Database) throws -> Int {
    try Int.fetchOne(database, sql: lastChange) ?? 0
  }

  /// The number of the last change, whether or not its task is still there: it is not given twice.
  static let lastChange = """
    SELECT max(coalesce((SELECT max(change) FROM task), 0),
      coalesce((SELECT max(change) FROM gone), 0))
    """

  // MARK: Histories

  /// The newest entries of a task's history.
  static func history(
    of record: TaskRecord, on node: LedgerNode, in database: Database
  ) throws -> [HistoryEntry] {
    try history(
      of: record, on: node, after: record.historyCount - TaskRecord.historyLimit, in: database)
  }

  private static func history(
    of record: TaskRecord, on node: LedgerNode, continuing held: TaskRecord?,
    in database: Database
  ) throws -> [HistoryEntry] {
    guard let held, held.historyCount <= record.historyCount else {
      return try history(of: record, on: node, in: database)
    }
    let new = try history(
      of: record, on: node,
      after: max(held.historyCount, record.historyCount - TaskRecord.historyLimit), in: database)
    return (held.history + new).suffix(TaskRecord.historyLimit)
  }

  private static func history(
    of record: TaskRecord, on node: LedgerNode, after number: Int, in database: Database
  ) throws -> [HistoryEntry] {
    try database.values(
      """
      SELECT \(HistoryEntry.columns) FROM entry
      WHERE node = ? AND task = ? AND number > ? ORDER BY number
      """,
      [node.place, record.key.id.text.stored, number], HistoryEntry.init
    ).compactMap(\.self)
  }
}
