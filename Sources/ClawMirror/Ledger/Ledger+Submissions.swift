public import ClawLink
import ClawStorage
public import Foundation
import GRDB

/// A task that was being sent when last heard of: whether it arrived is not known.
public struct PendingSubmission: Sendable, Equatable {
  /// Our own name for it; the node has given none.
  public let id: String
  public let node: NodeName
  public let request: TaskSubmitRequest
  public let sentAt: Date
}

extension Ledger {
  /// To be called before a task is sent: from then on it may be at work.
  func began(_ submission: PendingSubmission) throws(Failure) {
    try write { database in
      try database.run(
        """
        INSERT INTO submission (id, node, agent, title, prompt, sentAt) VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          submission.id, submission.node.text,
          submission.request.agentId.map { NodeText($0).stored },
          submission.request.description.map { NodeText($0).stored },
          NodeText(submission.request.input).stored, submission.sentAt.stored,
        ])
    }
  }

  /// What became of it is known.
  func ended(submission id: String) throws(Failure) {
    try write { try $0.run("DELETE FROM submission WHERE id = ?", [id]) }
  }

  /// What was being sent to a node when last heard of, the oldest first.
  public func pendingSubmissions(to node: NodeName) throws(Failure) -> [PendingSubmission] {
    try read { database in
      try database.rows(
        "SELECT * FROM submission WHERE node = ? ORDER BY sentAt", [node.text]
      ).map { row in
        PendingSubmission(
          id: try row.text("id"), node: node,
          request: TaskSubmitRequest(
            agentId: row.nodeText("agent")?.raw, description: row.nodeText("title")?.raw,
            input: NodeText(stored: row["prompt"]).raw),
          sentAt: Date(stored: row["sentAt"]))
      }
    }
  }
}
