public import ClawLink
public import Foundation

/// What a user wants forgotten.
extension NodeMirror {
  /// Tasks of the ledger that have ended, or are lost, and match; however old they are. Nothing is
  /// asked of the node.
  ///
  /// - Parameter limit: they ended no later than then.
  public func ended(
    until limit: Date, matching filter: TaskFilter
  ) throws(Ledger.Failure) -> [TaskRecord] {
    guard let ledger = share?.ledger else { return [] }
    let now = now()
    return try ledger.tasks(of: node.inLedger) { record in
      !record.isLive && record.statusSince <= limit && filter.matches(record, on: node, at: now)
    }
  }

  /// Takes tasks out of the ledger, with all that is known of them. What a node names again is not
  /// learned again as long as the ledger knows the event.
  public func forget(_ ids: [TaskID]) throws(Ledger.Failure) {
    try share?.ledger.forget(ids, on: node.inLedger)
  }
}
