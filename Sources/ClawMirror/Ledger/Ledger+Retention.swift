import ClawLink
import ClawStorage
public import Foundation
import GRDB

/// How long tasks that have ended are kept. What is live is kept whatever its age.
public struct Retention: Sendable, Equatable {
  /// Seconds since a task ended.
  public var age: TimeInterval
  /// How many tasks that have ended, over all nodes; the oldest go first.
  public var count: Int

  /// By default a year, and 100,000 tasks.
  public init(days: Int = 365, count: Int = 100_000) {
    age = Double(days) * 86_400
    self.count = count
  }
}

extension Ledger {
  /// Tasks that go at once: no other process waits long.
  private static let portion = 500
  /// Seconds from one purge to the next.
  private static let rest: TimeInterval = 86_400
  /// A node keeps 10,000 events; what is older never comes again.
  private static let keptEvents = 20_000

  /// Forgets what is older than wanted, unless that was done within a day.
  public func tend(_ retention: Retention, at now: Date) throws(Failure) {
    let last = try read { database in
      try database.rows("SELECT purgedAt FROM upkeep").first?.date("purgedAt")
    }
    if let last, (0...Self.rest).contains(now.timeIntervalSince(last)) { return }
    try write { database in
      try database.run("DELETE FROM upkeep")
      try database.run("INSERT INTO upkeep (purgedAt) VALUES (?)", [now.stored])
    }
    try purge(retention, at: now)
  }

  /// Forgets what is older than wanted, in portions.
  ///
  /// - Returns: how many tasks went.
  @discardableResult
  func purge(_ retention: Retention, at now: Date) throws(Failure) -> Int {
    var total = 0
    while true {
      let count = try write { try Self.purgePortion(retention, at: now, in: $0) }
      total += count
      if count < Self.portion { break }
    }
    try write { database in
      try database.run(
        """
        DELETE FROM event WHERE (node, id) IN (
          SELECT node, id FROM (
            SELECT node, id, row_number() OVER (PARTITION BY node ORDER BY time DESC) AS place
            FROM event) WHERE place > ?)
        """, [Self.keptEvents])
    }
    return total
  }

  private static func purgePortion(
    _ retention: Retention, at now: Date, in database: Database
  ) throws -> Int {
    let excess = try Int.fetchOne(
      database, sql: "SELECT count(*) - ? FROM task WHERE isFinal = 1",
      arguments: [retention.count])
    let rows = try database.rows(
      """
      SELECT node, id FROM (
        SELECT node, id, change, statusSince, row_number() OVER (ORDER BY statusSince) AS place
        FROM task WHERE isFinal = 1)
      WHERE place <= ? OR statusSince < ? LIMIT ?
      """,
      [excess ?? 0, now.addingTimeInterval(-retention.age).stored, portion])
    for row in rows {
      try forget(NodeText(stored: row["id"]), at: try row.text("node"), in: database)
    }
    return rows.count
  }

  /// Takes tasks out, all of them or none.
  func forget(_ ids: [TaskID], on node: LedgerNode) throws(Failure) {
    try write { database in
      for id in ids { try Self.forget(id.text, at: node.place, in: database) }
    }
  }

  /// Removes a task and all that belongs to it. Numbers of changes are not given again.
  static func forget(_ task: NodeText, at place: String, in database: Database) throws {
    let key: StatementArguments = [place, task.stored]
    try database.run(
      """
      INSERT INTO gone (change) SELECT change FROM task
        WHERE node = ? AND id = ? AND change = (SELECT max(change) FROM task)
      """, key)
    for table in ["entry", "once"] {
      try database.run("DELETE FROM \(table) WHERE node = ? AND task = ?", key)
    }
    try database.run("DELETE FROM task WHERE node = ? AND id = ?", key)
  }
}
