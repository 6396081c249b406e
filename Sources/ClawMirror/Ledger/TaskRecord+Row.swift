import ClawLink
import ClawStorage
import Foundation
import GRDB

/// The columns of a task, in the order in which they are read and written.
enum TaskColumn: Int, CaseIterable {
  case node, id, agent, isOurs, user, title, prompt, context, submittedAt, status, isFinal
  case statusSince, isSeen, progress, message, result, error, executionTime, inputTokens
  case outputTokens, isLost, faults, denials, cancelAskedAt, askedAt, historyCount, retryOf,
    retriedAs, question, metadata

  /// For a statement.
  static let list = allCases.map { "task.\($0)" }.joined(separator: ", ")
}

extension TaskRecord {
  /// A task as stored, without its history.
  ///
  /// - Parameter row: of ``TaskColumn/list``.
  init(row: Row, of node: LedgerNode) {
    let submitter: Submitter = row.value(.isOurs) ? .us : .other(user: row.text(.user))
    self.init(
      key: TaskKey(
        node: node.name, id: TaskID(row.text(.id)?.raw ?? "")),
      agent: row.text(.agent) ?? NodeText(""), submitter: submitter,
      submittedAt: row.date(.submittedAt) ?? .distantPast)
    if submitter == .us { ownUser = row.text(.user) }
    title = row.text(.title)
    prompt = row.text(.prompt)
    context = row.value(.context, as: Data?.self).flatMap { [String: JSONValue](storedAsJSON: $0) }
    status = TaskStatus(name: row.text(.status) ?? NodeText(""))
    statusSince = row.date(.statusSince) ?? submittedAt
    isSeen = row.value(.isSeen)
    progress = row.value(.progress)
    message = row.text(.message)
    result = row.text(.result)
    error = row.text(.error)
    executionTime = row.value(.executionTime)
    if let input: Int = row.value(.inputTokens), let output: Int = row.value(.outputTokens) {
      usage = TokenUsage(input: input, output: output)
    }
    isLost = row.value(.isLost)
    faults = row.value(.faults)
    denials = row.value(.denials)
    cancelAskedAt = row.date(.cancelAskedAt)
    askedAt = row.date(.askedAt)
    retryOf = row.text(.retryOf).map { TaskID($0.raw) }
    retriedAs = row.text(.retriedAs).map { TaskID($0.raw) }
    question = row.text(.question)
    metadata = row.value(.metadata, as: Data?.self).flatMap {
      [String: JSONValue](storedAsJSON: $0)
    }
    history = []
    historyCount = row.value(.historyCount)
  }

  private static let saving = """
    INSERT OR REPLACE INTO task (\(TaskColumn.allCases.map { "\($0)" }.joined(separator: ", ")), change)
    VALUES (\(TaskColumn.allCases.map { _ in "?" }.joined(separator: ", ")),
      (\(Ledger.lastChange)) + 1)
    """

  /// Stores it as it is now, in place of how it was.
  func save(to database: Database, as node: LedgerNode) throws {
    try database.run(
      Self.saving, StatementArguments(try TaskColumn.allCases.map { try stored($0, as: node) }))
  }

  private func stored(
    _ column: TaskColumn, as node: LedgerNode
  ) throws -> (any DatabaseValueConvertible)? {
    switch column {
    case .node: node.place
    case .id: key.id.text.stored
    case .agent: agent.stored
    case .isOurs: submitter == .us
    case .user: if case .other(let user) = submitter { user?.stored } else { ownUser?.stored }
    case .title: title?.stored
    case .prompt: prompt?.stored
    case .context: try context?.storedAsJSON
    case .submittedAt: submittedAt.stored
    case .status: status.name.stored
    case .isFinal: !isLive
    case .statusSince: statusSince.stored
    case .isSeen: isSeen
    case .progress: progress
    case .message: message?.stored
    case .result: result?.stored
    case .error: error?.stored
    case .executionTime: executionTime
    case .inputTokens: usage?.input
    case .outputTokens: usage?.output
    case .isLost: isLost
    case .faults: faults
    case .denials: denials
    case .cancelAskedAt: cancelAskedAt?.stored
    case .askedAt: askedAt?.stored
    case .historyCount: historyCount
    case .retryOf: retryOf?.text.stored
    case .retriedAs: retriedAs?.text.stored
    case .question: question?.stored
    case .metadata: try metadata?.storedAsJSON
    }
  }
}

extension Row {
  fileprivate func text(_ column: TaskColumn) -> NodeText? { nodeText(column.rawValue) }

  fileprivate func date(_ column: TaskColumn) -> Date? { date(column.rawValue) }

  fileprivate func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: TaskColumn
  ) -> Value { self[column.rawValue] }

  fileprivate func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: TaskColumn, as type: Value?.Type = Value?.self
  ) -> Value? { self[column.rawValue] }
}
