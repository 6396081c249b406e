import Foundation
import GRDB

extension NodeStore {
  /// Texts that anyone may have sent are blobs: SQLite's own ends at the first NUL.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE node (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
          CREATE TABLE task (
            sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, agentType BLOB NOT NULL,
            prompt BLOB NOT NULL, context BLOB NOT NULL, submittedAt REAL NOT NULL,
            status TEXT NOT NULL, startedAt REAL, completedAt REAL, progress INTEGER,
            message BLOB, result BLOB, error BLOB, agentMetadata BLOB) STRICT;
          CREATE INDEX taskByStatus ON task (status);
          CREATE TABLE session (
            id TEXT PRIMARY KEY, user BLOB, createdAt REAL NOT NULL,
            lastActivity REAL NOT NULL, tokenHash TEXT) STRICT;
          CREATE TABLE event (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, type TEXT NOT NULL,
            timestamp REAL NOT NULL, user BLOB, session TEXT, resourceType TEXT,
            resource TEXT, action TEXT, status TEXT NOT NULL, details BLOB NOT NULL) STRICT;
          CREATE TABLE role (user BLOB PRIMARY KEY, role TEXT NOT NULL) STRICT;
          CREATE TABLE token (
            hash TEXT PRIMARY KEY, user BLOB NOT NULL, createdAt REAL NOT NULL) STRICT;
          """)
      try database.execute(
        sql: "INSERT INTO node VALUES ('instance', ?)",
        arguments: [UUID().uuidString.lowercased()])
    }
    return migrator
  }
}
