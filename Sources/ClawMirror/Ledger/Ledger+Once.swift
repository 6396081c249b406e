import ClawLink
import ClawStorage
import Foundation
import GRDB

/// What is handed over once at most, by however many processes at however many times.
enum SubmissionKey: Sendable, Equatable {
  /// The user's own.
  case once(String)
  /// Another try of a task.
  case retry(TaskID)

  private static let onceMark = "once "
  private static let retryMark = "retry "

  var stored: String {
    switch self {
    case .once(let key): Self.onceMark + key
    case .retry(let id): Self.retryMark + id.text.raw
    }
  }

  init?(stored: String) {
    if stored.hasPrefix(Self.onceMark) {
      self = .once(String(stored.dropFirst(Self.onceMark.count)))
    } else if stored.hasPrefix(Self.retryMark) {
      self = .retry(TaskID(String(stored.dropFirst(Self.retryMark.count))))
    } else {
      return nil
    }
  }
}

/// A submission of which is known what it became; `nil` is nothing.
struct EndedSubmission: Sendable, Equatable {
  let id: String
  let task: TaskID?
}

extension Ledger {
  /// Whether something may be handed over under a key.
  enum Reservation {
    /// It is ours to send: the submission is stored.
    case free
    /// It became this task.
    case known(TaskID)
    /// It was sent and not answered yet, or never.
    case underWay(PendingSubmission)
  }

  /// Stores a submission unless there was one under its key: of two processes that try one wins.
  func reserve(
    _ submission: PendingSubmission, under key: SubmissionKey, on node: LedgerNode
  ) throws(Failure) -> Reservation {
    try write { database in
      let row = try database.rows(
        "SELECT * FROM once WHERE node = ? AND key = ?", [node.place, key.stored]
      ).first
      if let task = row?["task"] as Data? { return .known(TaskID(NodeText(stored: task).raw)) }
      if let id = try row?.text("submission"),
        let pending = try database.rows("SELECT * FROM submission WHERE id = ?", [id]).first,
        let earlier = try PendingSubmission(row: pending, on: node)
      {
        return .underWay(earlier)
      }
      try database.run(
        "INSERT OR REPLACE INTO once (node, key, submission) VALUES (?, ?, ?)",
        [node.place, key.stored, submission.id])
      try insert(submission, on: node, into: database)
      return .free
    }
  }

  /// Whoever comes with the key of a submission, or of the task that it is another try of, gets the
  /// task that it became. One that came to nothing may be sent again.
  static func settleKeys(
    of submission: String, as task: TaskID?, in database: Database
  ) throws {
    guard let task else {
      return try database.run(
        "DELETE FROM once WHERE submission = ? AND task IS NULL", [submission])
    }
    try database.run(
      "UPDATE once SET task = ? WHERE submission = ?", [task.text.stored, submission])
    try database.run(
      """
      UPDATE once SET task = ?1 FROM submission
      WHERE submission.id = ?2 AND once.node = submission.node AND once.task = submission.retryOf
      """,
      [task.text.stored, submission])
  }
}
