import ClawLink
import ClawStorage
import Foundation
import GRDB

extension NodeStore {
  /// The task, without its prompt and context once it has ended: nobody asks for them then.
  func task(_ id: TaskID) async throws(Failure) -> NodeTask? {
    try await read { database in
      try database.rows(
        """
        SELECT id, agentType, x'' AS prompt, x'' AS context, submittedAt, status, startedAt,
          completedAt, progress, message, result, error, agentMetadata
        FROM task WHERE id = ?
        """, [id.text.raw]
      ).first.map { try NodeTask(row: $0) }
    }
  }

  /// What has not ended, in the order of submission.
  func unfinishedTasks() throws(Failure) -> [NodeTask] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM task WHERE status IN ('pending', 'planning', 'running', 'waiting')
          ORDER BY sequence
          """
      ).map { try NodeTask(row: $0) }
    }
  }

  func taskCounts() throws(Failure) -> [TaskStatus: Int] {
    try read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT status, count(*) AS count FROM task GROUP BY status")
      return try rows.reduce(into: [:]) { counts, row in
        counts[TaskStatus(name: NodeText(try row.text("status")))] = row["count"]
      }
    }
  }
}

extension NodeTask {
  fileprivate init(row: Row) throws {
    self.init(
      id: TaskID(try row.text("id")), agentType: NodeText(stored: row["agentType"]),
      job: AgentJob(
        prompt: NodeText(stored: row["prompt"]), context: .init(stored: row["context"])),
      submittedAt: Date(stored: row["submittedAt"]))
    restore(
      status: TaskStatus(name: NodeText(try row.text("status"))),
      startedAt: row.date("startedAt"), completedAt: row.date("completedAt"),
      progress: row["progress"], message: row.nodeText("message"))
    restore(
      result: row.nodeText("result"), error: row.nodeText("error"),
      agentMetadata: (row["agentMetadata"] as Data?).map { .init(stored: $0) })
  }

  func insert(into database: Database) throws {
    try database.run(
      """
      INSERT INTO task (id, agentType, prompt, context, submittedAt, status)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        id.text.raw, agentType.stored, job.prompt.stored, job.context.stored, submittedAt.stored,
        status.name.raw,
      ])
  }

  func update(in database: Database) throws {
    try database.run(
      """
      UPDATE task SET status = ?, startedAt = ?, completedAt = ?, progress = ?, message = ?,
        result = ?, error = ?, agentMetadata = ? WHERE id = ?
      """,
      [
        status.name.raw, startedAt?.stored, completedAt?.stored, progress, message?.stored,
        result?.stored, error?.stored, agentMetadata?.stored, id.text.raw,
      ])
  }
}
