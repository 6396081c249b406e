import Foundation

/// Sends standard error to a file, as while a screen is open: libraries write there, and a line in
/// the middle of the board would be worse than none.
struct StandardErrorLog: Sendable {
  let path: String

  /// In the user's state folder.
  static var standardPath: String { StateFolder.path + "/board.log" }

  /// Redirects; where the file cannot be written, what would go there is dropped.
  ///
  /// - Returns: the descriptor that standard error had, for ``end(_:)``.
  func begin() -> Int32 {
    let saved = dup(STDERR_FILENO)
    if !redirect() { StandardErrorLog(path: "/dev/null").redirect() }
    return saved
  }

  /// False when the file cannot be written, with the reason in `errno`.
  @discardableResult
  func redirect() -> Bool {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard log >= 0 else { return false }
    dup2(log, STDERR_FILENO)
    close(log)
    return true
  }

  func end(_ saved: Int32) {
    dup2(saved, STDERR_FILENO)
    close(saved)
  }
}
