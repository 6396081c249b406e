public import ClawLink

extension NodeMirror {
  /// The whole history of a task, oldest first: of more than ``Ledger/longestHistory`` entries the
  /// newest. Without a ledger, what its record has. Nothing is asked of the node, and polling goes
  /// on meanwhile.
  ///
  /// - Returns: none for a task that is not known.
  public nonisolated func history(of id: TaskID) async throws(Ledger.Failure) -> [HistoryEntry] {
    guard let ledger = await share?.ledger else { return await records[id]?.history ?? [] }
    return try await ledger.wholeHistory(of: id, on: node.inLedger)
  }
}
