import ClawStorage
import Foundation
import GRDB

/// Keeps the drafts of one board while they are being written. Those of boards that are gone,
/// however they went, are offered to the next one; those of boards that are open stay theirs.
public actor DraftKeeper {
  private let ledger: Ledger
  private let id = UUID().uuidString
  /// Says to other boards that we are here; the system frees it when the process ends.
  private let lock: FileLock?
  private let lockFile: String?
  private nonisolated let changes: AsyncStream<[Draft]>.Continuation
  private let pending: AsyncStream<[Draft]>

  /// - Parameter ledger: where drafts outlive the board; one that keeps no prompts keeps none.
  public init(_ ledger: Ledger) {
    self.ledger = ledger
    lockFile = ledger.lockFile(ofDraft: id)
    lock = lockFile.flatMap { try? FileLock(path: $0) }
    // Only the newest text counts.
    (pending, changes) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// The drafts of boards that are gone, the newest first, ours from now on.
  ///
  /// - Parameter nodes: the names of those that something can be sent to; what was written for
  ///   others waits for a board that has them.
  public func takeUp(for nodes: Set<String>) -> [Draft] {
    let taken = try? ledger.write { database in
      let rows = try database.rows("SELECT * FROM draft ORDER BY savedAt DESC, id")
      var drafts: [Draft] = []
      for row in rows {
        let id = try row.text("id")
        guard !ledger.isOpen(draft: Self.board(of: id)),
          let draft = Draft(storedAsJSON: row["content"]), nodes.contains(draft.node)
        else { continue }
        drafts.append(draft)
        try database.run("DELETE FROM draft WHERE id = ?", [id])
      }
      try store(drafts, in: database)
      return drafts
    }
    return taken ?? []
  }

  /// Says what is written now. It waits for nothing.
  public nonisolated func keep(_ drafts: [Draft]) {
    changes.yield(drafts)
  }

  /// Stores what is said, until ``finish()``.
  public func run() async {
    for await drafts in pending { try? store(drafts) }
    lock?.release()
    if let lockFile { try? FileManager.default.removeItem(atPath: lockFile) }
  }

  /// No more is said: ``run()`` stores the last word, and ends.
  public nonisolated func finish() {
    changes.finish()
  }

  func store(_ drafts: [Draft]) throws(Ledger.Failure) {
    guard ledger.keepsPrompts || drafts.isEmpty else { return }
    try ledger.write { try store(drafts, in: $0) }
  }

  /// Each in a row of its own, named by the board and its number there.
  private func store(_ drafts: [Draft], in database: Database) throws {
    try database.run("DELETE FROM draft WHERE id = ? OR id LIKE ?", [id, id + " %"])
    let now = Date().stored
    for (number, draft) in drafts.enumerated() {
      try database.run(
        "INSERT INTO draft (id, content, savedAt) VALUES (?, ?, ?)",
        ["\(id) \(number)", try draft.storedAsJSON, now])
    }
  }

  private static func board(of row: String) -> String {
    String(row.prefix { $0 != " " })
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
