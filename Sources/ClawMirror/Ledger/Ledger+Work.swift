import ClawLink
import ClawStorage
import Foundation
import GRDB

/// What became of the tasks that a ledger keeps.
extension Ledger {
  /// The columns of a task that are counted; prompts and results stay on the disk.
  private static let counted = """
    agent, status, isLost, submittedAt, statusSince, executionTime, inputTokens, outputTokens
    """

  /// Counts a node's tasks, however many, beside whatever else is done with the ledger.
  ///
  /// - Parameter start: those that were submitted since then.
  func statistics(
    of node: NodeRecord, since start: Date, matching filter: TaskFilter, at now: Date
  ) async throws(Failure) -> WorkStatistics {
    try await readAside { database in
      var count = WorkCount(node: node.name, since: start, at: now)
      // What a filter may ask of a task is not known: all of it.
      let columns = filter.isEmpty ? Self.counted : TaskColumn.list
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(columns) FROM task WHERE node = ? AND (submittedAt >= ? OR statusSince >= ?)
          ORDER BY submittedAt
          """,
        arguments: [node.inLedger.place, start.stored, count.firstHour.stored])
      while let row = try rows.next() {
        if filter.isEmpty {
          count.add(WorkItem(row: row))
        } else {
          let record = TaskRecord(row: row, of: node.inLedger)
          if filter.matches(record, on: node, at: now) { count.add(WorkItem(record)) }
        }
      }
      return count.statistics
    }
  }
}

extension WorkItem {
  fileprivate init(row: Row) {
    let submittedAt = row.date(3) ?? .distantPast
    var usage: TokenUsage?
    if let input = row[6] as Int?, let output = row[7] as Int? {
      usage = TokenUsage(input: input, output: output)
    }
    self.init(
      agent: row.nodeText(0) ?? NodeText(""),
      status: TaskStatus(name: row.nodeText(1) ?? NodeText("")),
      isLost: row[2], submittedAt: submittedAt, statusSince: row.date(4) ?? submittedAt,
      executionTime: row[5], usage: usage)
  }
}
