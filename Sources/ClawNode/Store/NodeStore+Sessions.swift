import ClawLink
import ClawStorage
import Foundation
import GRDB

extension NodeStore {
  func sessions() throws(Failure) -> [NodeSession] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM session").map { row in
        NodeSession(
          id: try row.text("id"), user: row.nodeText("user"),
          createdAt: Date(stored: row["createdAt"]),
          lastActivity: Date(stored: row["lastActivity"]), tokenHash: row["tokenHash"])
      }
    }
  }
}

extension NodeSession {
  func save(to database: Database) throws {
    try database.run(
      """
      INSERT OR REPLACE INTO session (id, user, createdAt, lastActivity, tokenHash)
      VALUES (?, ?, ?, ?, ?)
      """,
      [id, user?.stored, createdAt.stored, lastActivity.stored, tokenHash])
  }
}
