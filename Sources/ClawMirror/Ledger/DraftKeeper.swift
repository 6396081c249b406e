import ClawStorage
import Foundation
import GRDB

/// Keeps the draft of one board while it is being written. The drafts of boards that are gone,
/// however they went, are offered to the next one; those of boards that are open stay theirs.
public actor DraftKeeper {
  private let ledger: Ledger
  private let id = UUID().uuidString
  /// Says to other boards that we are here; the system frees it when the process ends.
  private let lock: FileLock?
  private let lockFile: String?
  private nonisolated let changes: AsyncStream<Draft?>.Continuation
  private let pending: AsyncStream<Draft?>

  /// - Parameter ledger: where drafts outlive the board; one that keeps no prompts keeps none.
  public init(_ ledger: Ledger) {
    self.ledger = ledger
    lockFile = ledger.lockFile(ofDraft: id)
    lock = lockFile.flatMap { try? FileLock(path: $0) }
    // Only the newest text counts.
    (pending, changes) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// The newest draft of a board that is gone, ours from now on.
  public func takeUp() -> Draft? {
    let id = id
    return try? ledger.write { database in
      let rows = try database.rows("SELECT * FROM draft ORDER BY savedAt DESC")
      let orphan = rows.first { row in
        (try? row.text("id")).map { !ledger.isOpen(draft: $0) } ?? false
      }
      guard let orphan, let draft = Draft(storedAsJSON: orphan["content"]) else { return nil }
      try database.run("UPDATE draft SET id = ? WHERE id = ?", [id, try orphan.text("id")])
      return draft
    }
  }

  /// Says what is written now; `nil` for nothing. It waits for nothing.
  public nonisolated func keep(_ draft: Draft?) {
    changes.yield(draft)
  }

  /// Stores what is said, until ``finish()``.
  public func run() async {
    for await draft in pending { try? store(draft) }
    lock?.release()
    if let lockFile { try? FileManager.default.removeItem(atPath: lockFile) }
  }

  /// No more is said: ``run()`` stores the last word, and ends.
  public nonisolated func finish() {
    changes.finish()
  }

  func store(_ draft: Draft?) throws(Ledger.Failure) {
    guard ledger.keepsPrompts || draft == nil else { return }
    try ledger.write { database in
      guard let draft else { return try database.run("DELETE FROM draft WHERE id = ?", [id]) }
      try database.run(
        "INSERT OR REPLACE INTO draft (id, content, savedAt) VALUES (?, ?, ?)",
        [id, try draft.storedAsJSON, Date().stored])
    }
  }
}

extension Ledger {
  /// `nil` for a ledger in memory: nobody shares it.
  fileprivate func lockFile(ofDraft id: String) -> String? {
    path.map { "\($0).draft-\(id)" }
  }

  /// Whether the board that writes a draft is there.
  fileprivate func isOpen(draft id: String) -> Bool {
    guard let file = lockFile(ofDraft: id) else { return false }
    if FileLock.isHeld(path: file) { return true }
    // What a board that was killed left behind.
    try? FileManager.default.removeItem(atPath: file)
    return false
  }
}
