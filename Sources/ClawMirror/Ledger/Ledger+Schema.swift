import GRDB

extension Ledger {
  /// Whatever a node said is a blob: SQLite's own text ends at the first NUL.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE task (
            node TEXT NOT NULL, id BLOB NOT NULL, agent BLOB NOT NULL, isOurs INTEGER NOT NULL,
            user BLOB, title BLOB, prompt BLOB, context BLOB, submittedAt REAL NOT NULL,
            status BLOB NOT NULL, isFinal INTEGER NOT NULL, statusSince REAL NOT NULL,
            isSeen INTEGER NOT NULL, progress INTEGER, message BLOB, result BLOB, error BLOB,
            executionTime REAL, inputTokens INTEGER, outputTokens INTEGER,
            isLost INTEGER NOT NULL, faults INTEGER NOT NULL,
            denials INTEGER NOT NULL, cancelAskedAt REAL, askedAt REAL,
            historyCount INTEGER NOT NULL, change INTEGER NOT NULL,
            PRIMARY KEY (node, id)) STRICT, WITHOUT ROWID;
          CREATE INDEX taskByAge ON task (node, isFinal, submittedAt);
          CREATE INDEX taskByChange ON task (change);
          CREATE TABLE entry (
            node TEXT NOT NULL, task BLOB NOT NULL, number INTEGER NOT NULL, time REAL NOT NULL,
            kind TEXT NOT NULL, origin BLOB, goal BLOB, message BLOB, progress INTEGER,
            PRIMARY KEY (node, task, number)) STRICT, WITHOUT ROWID;
          CREATE TABLE submission (
            id TEXT PRIMARY KEY, node TEXT NOT NULL, user TEXT, request BLOB NOT NULL,
            sentAt REAL NOT NULL, answerBy REAL NOT NULL) STRICT;
          CREATE TABLE event (
            node TEXT NOT NULL, id BLOB NOT NULL, time REAL NOT NULL, task BLOB,
            content BLOB NOT NULL, PRIMARY KEY (node, id)) STRICT, WITHOUT ROWID;
          CREATE INDEX eventByTime ON event (node, time);
          CREATE TABLE node (
            node TEXT NOT NULL, user TEXT NOT NULL, knowledge BLOB NOT NULL, answeredAt REAL,
            PRIMARY KEY (node, user)) STRICT, WITHOUT ROWID;
          CREATE TABLE lease (
            node TEXT PRIMARY KEY, holder TEXT NOT NULL, until REAL NOT NULL) STRICT;
          CREATE TABLE session (
            url TEXT NOT NULL, user TEXT NOT NULL, device TEXT NOT NULL, content BLOB NOT NULL,
            PRIMARY KEY (url, user, device)) STRICT, WITHOUT ROWID;
          CREATE TABLE draft (
            id TEXT PRIMARY KEY, content BLOB NOT NULL, savedAt REAL NOT NULL) STRICT;
          CREATE TABLE upkeep (purgedAt REAL NOT NULL) STRICT;
          """)
    }
    migrator.registerMigration("2") { database in
      try database.execute(
        sql: """
          ALTER TABLE task ADD COLUMN retryOf BLOB;
          ALTER TABLE task ADD COLUMN retriedAs BLOB;
          ALTER TABLE submission ADD COLUMN key TEXT;
          ALTER TABLE submission ADD COLUMN retryOf BLOB;
          CREATE TABLE once (
            node TEXT NOT NULL, key TEXT NOT NULL, submission TEXT NOT NULL, task BLOB,
            PRIMARY KEY (node, key)) STRICT, WITHOUT ROWID;
          CREATE TABLE gone (change INTEGER NOT NULL) STRICT;
          CREATE INDEX onceBySubmission ON once (submission);
          CREATE INDEX onceByTask ON once (node, task);
          """)
    }
    migrator.registerMigration("3") { database in
      try database.execute(sql: "ALTER TABLE task ADD COLUMN question BLOB")
    }
    migrator.registerMigration("4") { database in
      try database.execute(sql: "ALTER TABLE task ADD COLUMN metadata BLOB")
    }
    return migrator
  }
}
