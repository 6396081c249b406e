import ClawLink
import ClawStorage
import Foundation
import GRDB

extension NodeStore {
  /// How many audit events are kept, of all types together, like on the real node.
  static let auditCapacity = 10_000

  /// The newest first.
  ///
  /// - Parameter sessionID: lets through what was done in that session; `nil` everything.
  func events(
    _ filter: AuditFilter, sessionID: String? = nil
  ) async throws(Failure) -> [AuditEvent] {
    var conditions = ["sequence > (SELECT max(sequence) FROM event) - \(Self.auditCapacity)"]
    var arguments = StatementArguments()
    func want(_ column: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      conditions.append("\(column) = ?")
      arguments += [value]
    }
    want("type", filter.type?.rawValue)
    want("user", filter.userId.map { NodeText($0).stored })
    want("resourceType", filter.resourceType)
    want("session", sessionID)
    let sql = """
      SELECT * FROM event WHERE \(conditions.joined(separator: " AND "))
      ORDER BY sequence DESC LIMIT \(filter.limit)
      """
    return try await read { [arguments] database in
      try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
        .map { try AuditEvent(row: $0) }
    }
  }
}

extension AuditEvent {
  fileprivate init(row: Row) throws {
    self.init(
      id: try row.text("id"),
      type: AuditEventType(rawValue: try row.text("type")) ?? .resourceModified,
      timestamp: NodeDate(Date(stored: row["timestamp"])), userId: row.nodeText("user"),
      sessionId: (row["session"] as String?).map { NodeText($0) },
      resourceType: (row["resourceType"] as String?).map { NodeText($0) },
      resourceId: (row["resource"] as String?).map { NodeText($0) },
      action: (row["action"] as String?).map { NodeText($0) },
      status: NodeText(try row.text("status")), details: .init(stored: row["details"]))
  }

  func append(to database: Database) throws {
    try database.run(
      """
      INSERT INTO event (id, type, timestamp, user, session, resourceType, resource, action,
        status, details)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.raw, type.raw, timestamp.date.stored, userId?.stored, sessionId?.raw,
        resourceType?.raw, resourceId?.raw, action?.raw, status.raw, details.stored,
      ])
    // In blocks, so that a full log does not delete with every event.
    let newest = database.lastInsertedRowID
    guard newest.isMultiple(of: 256) else { return }
    try database.run(
      "DELETE FROM event WHERE sequence <= ?", [newest - Int64(NodeStore.auditCapacity)])
  }
}
