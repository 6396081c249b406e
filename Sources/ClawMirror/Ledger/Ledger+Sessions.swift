public import ClawLink
import ClawStorage
import GRDB

/// The session that all processes of a user share on a node.
public struct LedgerSessions: SessionKeeper {
  private let ledger: Ledger
  private let identity: [String]

  /// - Parameters:
  ///   - url: the node's address.
  ///   - userId: who the session is for; `nil` is anonymous.
  ///   - deviceId: the machine it was opened from.
  public init(_ ledger: Ledger, url: String, userId: String?, deviceId: String?) {
    self.ledger = ledger
    identity = [url, userId ?? "", deviceId ?? ""]
  }

  public func keptSession() async -> SessionInfo? {
    // What cannot be read is opened anew.
    try? ledger.read { database in
      try database.rows(
        "SELECT content FROM session WHERE url = ? AND user = ? AND device = ?",
        StatementArguments(identity)
      ).first.flatMap { SessionInfo(storedAsJSON: $0["content"]) }
    }
  }

  public func keep(_ session: SessionInfo) async {
    // One that cannot be kept is opened again by the next process.
    try? ledger.write { database in
      try database.run(
        "INSERT OR REPLACE INTO session (url, user, device, content) VALUES (?, ?, ?, ?)",
        StatementArguments(identity) + [try session.storedAsJSON])
    }
  }
}
