import ClawLink
import ClawStorage
import GRDB

extension Ledger {
  /// Entries of a task's history that are read at most.
  public static let longestHistory = 20_000

  /// The whole history of a task, oldest first, however much of it a record holds.
  func wholeHistory(
    of id: TaskID, on node: LedgerNode
  ) async throws(Failure) -> [HistoryEntry] {
    try await readAside { database in
      try database.values(
        """
        SELECT \(HistoryEntry.columns) FROM entry WHERE node = ? AND task = ?
        ORDER BY number DESC LIMIT ?
        """,
        [node.place, id.text.stored, Self.longestHistory], HistoryEntry.init
      ).reversed().compactMap(\.self)
    }
  }
}
