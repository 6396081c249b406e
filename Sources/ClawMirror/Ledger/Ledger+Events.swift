import ClawLink
import ClawStorage
import Foundation
import GRDB

/// The events of audit logs that were seen: a task that one of them names is learned once.
extension Ledger {
  /// A node gives no more of its log than this at once: what is older need not be known by its id.
  private static let recentEvents = AuditTrail.widestPage * 2

  /// The newest events of a node's log, by their ids.
  static func recentEvents(of node: LedgerNode, in database: Database) throws -> [NodeText] {
    try database.rows(
      "SELECT id FROM event WHERE node = ? ORDER BY time DESC LIMIT ?", [node.place, recentEvents]
    ).map { NodeText(stored: $0["id"]) }
  }

  static func insert(_ event: AuditEvent, of node: LedgerNode, into database: Database) throws {
    try database.run(
      "INSERT OR IGNORE INTO event (node, id, time, task, content) VALUES (?, ?, ?, ?, ?)",
      [
        node.place, event.id.stored, event.timestamp.date.stored, event.resourceId?.stored,
        try event.storedAsJSON,
      ])
  }
}
