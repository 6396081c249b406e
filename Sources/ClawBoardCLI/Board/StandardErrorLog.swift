import Foundation

/// Sends standard error to a file while a screen is open: libraries write there, and a line in the
/// middle of the board would be worse than none.
struct StandardErrorLog: Sendable {
  let path: String

  /// In the user's state folder.
  static var standardPath: String {
    let environment = ProcessInfo.processInfo.environment
    let state =
      environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? NSHomeDirectory() + "/.local/state"
    return state + "/clawboard/board.log"
  }

  /// Redirects; where the file cannot be written, what would go there is dropped.
  ///
  /// - Returns: the descriptor that standard error had, for ``end(_:)``.
  func begin() -> Int32 {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let saved = dup(STDERR_FILENO)
    var log = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    if log < 0 { log = open("/dev/null", O_WRONLY) }
    if log >= 0 {
      dup2(log, STDERR_FILENO)
      close(log)
    }
    return saved
  }

  func end(_ saved: Int32) {
    dup2(saved, STDERR_FILENO)
    close(saved)
  }
}
