import ClawLink
import ClawStorage
import Foundation
import GRDB

/// What was learned of the nodes themselves.
extension Ledger {
  /// What was learned of a node, and when it last answered anybody. As another user we could see
  /// other things there; what is the same for all is taken from whoever learned it last.
  static func knowledge(
    of node: LedgerNode, in database: Database
  ) throws -> (knowledge: NodeKnowledge?, lastAnswer: Date?) {
    let rows = try database.rows(
      "SELECT * FROM node WHERE node = ? ORDER BY answeredAt DESC", [node.place])
    let own = try rows.first { try $0.text("user") == node.user }
    let knowledge = (own ?? rows.first).flatMap { NodeKnowledge(storedAsJSON: $0["knowledge"]) }
    return (
      own == nil ? knowledge?.forAnybody : knowledge,
      rows.compactMap { $0.date("answeredAt") }.max()
    )
  }

  static func save(
    _ knowledge: NodeKnowledge, of node: LedgerNode, to database: Database
  ) throws {
    try database.run(
      """
      INSERT INTO node (node, user, knowledge) VALUES (?, ?, ?)
        ON CONFLICT (node, user) DO UPDATE SET knowledge = excluded.knowledge
      """,
      [node.place, node.user, try knowledge.storedAsJSON])
  }

  /// Of a node that is not known yet there is nothing to be kept.
  static func save(
    lastAnswer: Date?, of node: LedgerNode, to database: Database
  ) throws {
    guard let lastAnswer else { return }
    try database.run(
      "UPDATE node SET answeredAt = ? WHERE node = ? AND user = ?",
      [lastAnswer.stored, node.place, node.user])
  }
}
