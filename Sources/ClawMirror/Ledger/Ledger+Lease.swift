import ClawStorage
import Foundation
import GRDB

/// Who asks a node: one process of all that share a ledger. The others read what it writes.
extension Ledger {
  /// Seconds. No process takes a longer one, however seldom it asks.
  static let longestLease: TimeInterval = 15

  /// Takes the lease of a node, or keeps it. False while another process has it.
  ///
  /// A lease ends by itself: a holder that died, or was stopped, is followed by whoever asks next.
  ///
  /// - Parameters:
  ///   - holder: a name that no other process has.
  ///   - seconds: how long it is good for.
  ///   - lastAnswer: when the node last answered the holder; kept for the others.
  func lease(
    _ node: LedgerNode, to holder: String, for seconds: TimeInterval, lastAnswer: Date? = nil,
    at now: Date
  ) throws(Failure) -> Bool {
    try write { database in
      let row = try database.rows("SELECT * FROM lease WHERE node = ?", [node.leased]).first
      if let row, try row.text("holder") != holder, Self.isGood(row, at: now) { return false }
      try database.run(
        "INSERT OR REPLACE INTO lease (node, holder, until) VALUES (?, ?, ?)",
        [node.leased, holder, now.addingTimeInterval(seconds).stored])
      try Self.save(lastAnswer: lastAnswer, of: node, to: database)
      return true
    }
  }

  /// Whether a process has the lease of a node.
  func isLeased(_ node: LedgerNode, at now: Date) throws(Failure) -> Bool {
    try read { database in
      try database.rows("SELECT * FROM lease WHERE node = ?", [node.leased])
        .contains { Self.isGood($0, at: now) }
    }
  }

  /// One that reaches too far is from before the clock was set back.
  private static func isGood(_ lease: Row, at now: Date) -> Bool {
    let left = Date(stored: lease["until"]).timeIntervalSince(now)
    return left > 0 && left <= longestLease
  }

  /// Keeps when a node last answered somebody who asks for all of its tasks.
  func answered(_ node: LedgerNode, at lastAnswer: Date) throws(Failure) {
    try write { try Self.save(lastAnswer: lastAnswer, of: node, to: $0) }
  }

  /// Gives the lease up, for another process to take at once.
  func release(
    _ node: LedgerNode, by holder: String, lastAnswer: Date? = nil
  ) throws(Failure) {
    try write { database in
      try database.run("DELETE FROM lease WHERE node = ? AND holder = ?", [node.leased, holder])
      try Self.save(lastAnswer: lastAnswer, of: node, to: database)
    }
  }
}
