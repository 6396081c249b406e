import Foundation
import GRDB

/// The ledger of a state folder, filled past the program before a board opens it.
struct PreparedLedger {
  /// What makes a copy of a task different.
  struct Copy: Sendable {
    let id: String
    let title: String
    let agent: String
    /// Seconds.
    let executionTime: Double
    /// Seconds since its end.
    let age: Double
  }

  let path: String
  private let database: DatabaseQueue

  /// - Parameter state: the folder of a program that has run.
  init(state: String) throws {
    path = state + "/clawboard/ledger.sqlite"
    database = try DatabaseQueue(path: path)
  }

  /// Lets tasks say something, one after the other, a hundredth of a second apart until now.
  func say(_ messages: [(task: String, text: String)]) throws {
    let start = Date().timeIntervalSinceReferenceDate - Double(messages.count) / 100
    try database.write { database in
      for (index, message) in messages.enumerated() {
        let task = Data(message.task.utf8)
        try database.execute(
          sql: "UPDATE task SET historyCount = historyCount + 1 WHERE id = ?", arguments: [task])
        try database.execute(
          sql: """
            INSERT INTO entry (node, task, number, time, kind, message)
            SELECT node, id, historyCount, ?, 'said', ? FROM task WHERE id = ?
            """,
          arguments: [start + Double(index) / 100, Data(message.text.utf8), task])
      }
    }
  }

  /// Adds tasks that are like one that is there.
  func add(_ copies: [Copy], like task: String) throws {
    let now = Date().timeIntervalSinceReferenceDate
    try database.write { database in
      try database.execute(
        sql: "CREATE TEMP TABLE copied AS SELECT * FROM task WHERE id = ?",
        arguments: [Data(task.utf8)])
      for copy in copies {
        try database.execute(
          sql: """
            UPDATE copied SET id = ?, title = ?, agent = ?, executionTime = ?, statusSince = ?,
              submittedAt = ?, historyCount = 0
            """,
          arguments: [
            Data(copy.id.utf8), Data(copy.title.utf8), Data(copy.agent.utf8), copy.executionTime,
            now - copy.age, now - copy.age - copy.executionTime,
          ])
        try database.execute(sql: "INSERT INTO task SELECT * FROM copied")
      }
      try database.execute(sql: "DROP TABLE copied")
    }
  }
}
