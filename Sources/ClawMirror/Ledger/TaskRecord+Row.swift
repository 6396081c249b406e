import ClawLink
import ClawStorage
import Foundation
import GRDB

extension TaskRecord {
  /// A task as stored, without its history.
  init(row: Row) throws {
    let isOurs: Bool = row["isOurs"]
    self.init(
      key: TaskKey(
        node: NodeName(try row.text("node")), id: TaskID(NodeText(stored: row["id"]).raw)),
      agent: NodeText(stored: row["agent"]),
      submitter: isOurs ? .us : .other(user: row.nodeText("user")),
      submittedAt: Date(stored: row["submittedAt"]))
    title = row.nodeText("title")
    prompt = row.nodeText("prompt")
    context = (row["context"] as Data?).flatMap { [String: JSONValue](storedAsJSON: $0) }
    status = TaskStatus(name: NodeText(stored: row["status"]))
    statusSince = Date(stored: row["statusSince"])
    isSeen = row["isSeen"]
    progress = row["progress"]
    message = row.nodeText("message")
    result = row.nodeText("result")
    error = row.nodeText("error")
    executionTime = row["executionTime"]
    if let input = row["inputTokens"] as Int?, let output = row["outputTokens"] as Int? {
      usage = TokenUsage(input: input, output: output)
    }
    isLost = row["isLost"]
    faults = row["faults"]
    denials = row["denials"]
    cancelAskedAt = row.date("cancelAskedAt")
    askedAt = row.date("askedAt")
    history = []
    historyCount = row["historyCount"]
  }

  /// Stores it as it is now, in place of how it was.
  func save(to database: Database) throws {
    var user: NodeText?
    if case .other(let other) = submitter { user = other }
    try database.run(
      """
      INSERT OR REPLACE INTO task (node, id, agent, isOurs, user, title, prompt, context,
        submittedAt, status, isFinal, statusSince, isSeen, progress, message, result, error,
        executionTime, inputTokens, outputTokens, isLost, faults, denials, cancelAskedAt, askedAt,
        historyCount, change)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        (SELECT coalesce(max(change), 0) + 1 FROM task))
      """,
      [
        key.node.text, key.id.text.stored, agent.stored, submitter == .us, user?.stored,
        title?.stored, prompt?.stored, try context?.storedAsJSON, submittedAt.stored,
        status.name.stored, !isLive,
        statusSince.stored, isSeen, progress, message?.stored, result?.stored, error?.stored,
        executionTime, usage?.input, usage?.output, isLost, faults, denials, cancelAskedAt?.stored,
        askedAt?.stored,
        historyCount,
      ])
  }
}
