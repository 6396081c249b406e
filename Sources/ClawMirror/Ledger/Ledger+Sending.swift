import ClawStorage
import Foundation

/// Who is sending: a process that sends a task holds a lock meanwhile, which the system frees when it
/// ends, however it ends.
struct SendingLock {
  private let file: String
  private let lock: FileLock

  fileprivate init?(file: String?) {
    guard let file, let lock = try? FileLock(path: file) else { return nil }
    (self.file, self.lock) = (file, lock)
  }

  func release() {
    try? FileManager.default.removeItem(atPath: file)
    lock.release()
  }
}

extension Ledger {
  /// `nil` for a ledger in memory, which nobody shares, and where no lock can be had: then only time
  /// tells that the sender is gone.
  func lock(sendingOf submission: String) -> SendingLock? {
    SendingLock(file: sendingFile(of: submission))
  }

  private func sendingFile(of submission: String) -> String? {
    path.map { "\($0).sending-\(submission)" }
  }

  /// Whether nobody waits for the answer any more: its sender has said so, has had time enough, or
  /// is gone.
  func isOverdue(_ submission: PendingSubmission, at now: Date) -> Bool {
    if submission.answerBy <= now { return true }
    guard let file = sendingFile(of: submission.id), FileManager.default.fileExists(atPath: file),
      !FileLock.isHeld(path: file)
    else { return false }
    // What a process that was killed left behind: from now on the ledger says so.
    guard (try? lost(submission: submission.id, at: now)) != nil else { return true }
    try? FileManager.default.removeItem(atPath: file)
    return true
  }
}
