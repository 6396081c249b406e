import ClawLink
import ClawStorage
import Foundation
import GRDB

/// What a mirror has learned since it last stored something.
struct LedgerBatch {
  /// Tasks as they are held, changes applied, and these changes.
  var tasks: [(record: TaskRecord, changes: [TaskChange])] = []
  /// Of these, what was in the ledger before: where it is no more, somebody has had it forgotten.
  var known: Set<TaskID> = []
  /// Events of the audit log that name them.
  var events: [AuditEvent] = []
  /// Submissions whose fate is known with these tasks, and which of them each is.
  var ended: [EndedSubmission] = []
  /// Of the node itself, when that is new.
  var knowledge: NodeKnowledge?
  /// When the node last answered.
  var lastAnswer: Date?
}

extension Ledger {
  /// Brings what was learned into what is stored, and gives the tasks as they stand now. Another
  /// process may have stored what this one has not seen: nothing stands twice, nothing turns back,
  /// since each change is applied to what is stored, by the rules by which it was applied here.
  ///
  /// - Returns: also the numbers of the last change before, and of the last one now.
  func store(
    _ batch: LedgerBatch, of node: LedgerNode, at now: Date = Date()
  ) throws(Failure) -> (tasks: [TaskRecord], changes: Range<Int>) {
    try write { database in
      let before = try Self.lastChange(in: database)
      let records = try batch.tasks.map {
        try store(
          $0.record, $0.changes, isKnown: batch.known.contains($0.record.key.id), of: node, at: now,
          in: database)
      }
      for event in batch.events { try Self.insert(event, of: node, into: database) }
      for submission in batch.ended {
        try Self.end(submission.id, as: submission.task, in: database)
      }
      if let knowledge = batch.knowledge { try Self.save(knowledge, of: node, to: database) }
      try Self.save(lastAnswer: batch.lastAnswer, of: node, to: database)
      return (records, before..<(try Self.lastChange(in: database)))
    }
  }

  private func store(
    _ record: TaskRecord, _ changes: [TaskChange], isKnown: Bool, of node: LedgerNode,
    at now: Date, in database: Database
  ) throws -> TaskRecord {
    guard var stored = try Self.task(record.key.id, of: node, in: database) else {
      if isKnown { return record }
      try record.withPrompt(of: keepsPrompts ? record : nil).save(to: database, as: node)
      try Self.insert(record.history, of: record, on: node, in: database)
      return record
    }
    let before = stored
    stored.forgetLook(after: now)
    for change in changes { stored.apply(change) }
    if !keepsPrompts { stored = stored.withPrompt(of: before) }
    if stored != before {
      try stored.save(to: database, as: node)
      try Self.insert(stored.history, of: stored, on: node, in: database)
    }
    stored.recallPrompt(of: record)
    if stored.isAsShown(in: record) { return record }
    stored.history = try Self.history(of: stored, on: node, in: database)
    return stored
  }

  /// Adds the newest entries of a task's history.
  private static func insert(
    _ entries: [HistoryEntry], of record: TaskRecord, on node: LedgerNode,
    in database: Database
  ) throws {
    let first = record.historyCount - entries.count + 1
    for (offset, entry) in entries.enumerated() {
      try entry.insert(number: first + offset, of: record.key.id, on: node, into: database)
    }
  }
}

extension TaskRecord {
  /// With the prompt, and what went with it, as another record has them; without, for `nil`.
  fileprivate func withPrompt(of other: TaskRecord?) -> TaskRecord {
    var record = self
    (record.prompt, record.context) = (other?.prompt, other?.context)
    return record
  }

  /// Where the ledger keeps no prompts, those that this process knows are not forgotten meanwhile.
  mutating func recallPrompt(of held: TaskRecord?) {
    guard prompt == nil, let held, held.prompt != nil else { return }
    (prompt, context) = (held.prompt, held.context)
  }

  /// Whether another record says the same, however much of the history either holds.
  func isAsShown(in other: TaskRecord) -> Bool {
    var (left, right) = (self, other)
    (left.history, right.history) = ([], [])
    (left.askedAt, right.askedAt) = (nil, nil)
    (left.denials, right.denials) = (0, 0)
    return left == right
  }
}
