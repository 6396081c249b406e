import ClawLink
import ClawStorage
import Foundation
import GRDB

/// What was learned of the nodes themselves.
extension Ledger {
  static func knowledge(
    of node: LedgerNode, in database: Database
  ) throws -> (knowledge: NodeKnowledge?, lastAnswer: Date?) {
    let row = try database.rows("SELECT * FROM node WHERE name = ?", [node.identity]).first
    return (
      row.flatMap { NodeKnowledge(storedAsJSON: $0["knowledge"]) }, row?.date("answeredAt")
    )
  }

  static func save(
    _ knowledge: NodeKnowledge, of node: LedgerNode, to database: Database
  ) throws {
    try database.run(
      """
      INSERT INTO node (name, knowledge) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET knowledge = excluded.knowledge
      """,
      [node.identity, try knowledge.storedAsJSON])
  }

  /// Of a node that is not known yet there is nothing to be kept.
  static func save(
    lastAnswer: Date?, of node: LedgerNode, to database: Database
  ) throws {
    guard let lastAnswer else { return }
    try database.run(
      "UPDATE node SET answeredAt = ? WHERE name = ?", [lastAnswer.stored, node.identity])
  }
}
