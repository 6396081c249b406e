public import ClawLink
import ClawStorage
public import Foundation
import GRDB

/// A task that was being sent when last heard of: whether it arrived is not known.
public struct PendingSubmission: Sendable, Equatable {
  /// Our own name for it; the node has given none.
  public let id: String
  public let node: NodeName
  /// Who we were when we sent it; `nil` is anonymous.
  public let userId: String?
  /// Its prompt is empty where the ledger keeps none.
  public let request: TaskSubmitRequest
  public let sentAt: Date
  /// When its sender stops waiting for the answer.
  public internal(set) var answerBy: Date
  /// Under this it is handed over once at most.
  var key: SubmissionKey?
  /// The task that it is another try of.
  public internal(set) var retryOf: TaskID?
}

extension Ledger {
  /// To be called before a task is sent: from then on it may be at work.
  func began(_ submission: PendingSubmission, on node: LedgerNode) throws(Failure) {
    try write { try insert(submission, on: node, into: $0) }
  }

  func insert(
    _ submission: PendingSubmission, on node: LedgerNode, into database: Database
  ) throws {
    let request = keepsPrompts ? submission.request : submission.request.withoutPrompt
    try database.run(
      """
      INSERT INTO submission (id, node, user, request, sentAt, answerBy, key, retryOf)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        submission.id, node.place, submission.userId, try request.storedAsJSON,
        submission.sentAt.stored, submission.answerBy.stored, submission.key?.stored,
        submission.retryOf?.text.stored,
      ])
  }

  /// Nobody waits for the answer any more: whether it arrived is not known.
  func lost(submission id: String, at now: Date) throws(Failure) {
    try write {
      try $0.run("UPDATE submission SET answerBy = ? WHERE id = ?", [now.stored, id])
    }
  }

  /// What became of it is known: nothing, or that task.
  func ended(submission id: String) throws(Failure) {
    try write { try Self.end(id, as: nil, in: $0) }
  }

  static func end(_ submission: String, as task: TaskID?, in database: Database) throws {
    try settleKeys(of: submission, as: task, in: database)
    try database.run("DELETE FROM submission WHERE id = ?", [submission])
  }

  /// What was sent to a node and never answered, the oldest first.
  func pendingSubmissions(to node: LedgerNode) throws(Failure) -> [PendingSubmission] {
    try read { database in
      try database.rows(
        "SELECT * FROM submission WHERE node = ? ORDER BY sentAt", [node.place]
      ).compactMap { try PendingSubmission(row: $0, on: node) }
    }
  }
}

extension PendingSubmission {
  init?(row: Row, on node: LedgerNode) throws {
    guard let request = TaskSubmitRequest(storedAsJSON: row["request"]) else { return nil }
    self.init(
      id: try row.text("id"), node: node.name, userId: row["user"], request: request,
      sentAt: Date(stored: row["sentAt"]), answerBy: Date(stored: row["answerBy"]),
      key: (row["key"] as String?).flatMap { SubmissionKey(stored: $0) },
      retryOf: (row["retryOf"] as Data?).map { TaskID(NodeText(stored: $0).raw) })
  }
}

extension Ledger {
  /// How far two clocks and a slow line may stand apart, in seconds.
  private static let skew: TimeInterval = 300
  /// Several senders that are killed in the same minute leave as many submissions, and each of them
  /// may have become the task of any other.
  private static let mostCandidates = 20

  /// What was sent to a node, whose answer nobody waits for any more, and what it may have become.
  func unconfirmed(on node: NodeRecord, at now: Date) throws(Failure) -> [UnconfirmedTask] {
    let overdue = try pendingSubmissions(to: node.inLedger).filter { isOverdue($0, at: now) }
    return try overdue.map { submission throws(Failure) in
      UnconfirmedTask(
        submission: submission, candidates: try candidates(for: submission, on: node.inLedger))
    }
  }

  /// Tasks that the audit log names, of the same user and agent, sent around that time, and not
  /// known to be another one of ours.
  private func candidates(
    for submission: PendingSubmission, on node: LedgerNode
  ) throws(Failure) -> [TaskID] {
    let sentAt = submission.sentAt
    let events = try read { database in
      try database.rows(
        """
        SELECT event.content FROM event
          LEFT JOIN task ON task.node = event.node AND task.id = event.task
        WHERE event.node = ? AND time BETWEEN ? AND ? AND coalesce(isOurs, 0) = 0
        """,
        [
          node.place, (sentAt - Self.skew).stored, (sentAt + Self.skew).stored,
        ]
      ).compactMap { AuditEvent(storedAsJSON: $0["content"]) }
    }
    return events.filter { $0.mayBe(submission.request, by: submission.userId) }
      .sorted { $0.distance(from: sentAt) < $1.distance(from: sentAt) }
      .prefix(Self.mostCandidates)
      .compactMap { $0.resourceId.map { TaskID($0.raw) } }
  }
}

extension TaskSubmitRequest {
  /// What tells it from others, and nothing of what it asks for.
  fileprivate var withoutPrompt: TaskSubmitRequest {
    TaskSubmitRequest(agentId: agentId, description: description, input: "")
  }
}

extension AuditEvent {
  fileprivate func mayBe(_ request: TaskSubmitRequest, by user: String?) -> Bool {
    let agent = details["agent_type"]?.text?.raw.lowercased()
    return type.raw == AuditEventType.taskSubmitted.rawValue && (userId?.raw ?? "") == (user ?? "")
      && (request.agentId == nil || request.agentId?.lowercased() == agent)
  }

  fileprivate func distance(from time: Date) -> TimeInterval {
    abs(timestamp.date.timeIntervalSince(time))
  }
}
