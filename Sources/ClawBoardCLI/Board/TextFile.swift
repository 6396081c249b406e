import ClawBoard
import ClawLink
import Foundation

/// A file that the user names on the board, for a text of its own.
struct TextFile: Sendable {
  private let path: String

  /// - Parameter typed: from the current folder on; `~` is the user's home.
  init(typed: String) {
    path = (typed.trimmingCharacters(in: .whitespaces) as NSString).expandingTildeInPath
  }

  /// Writes it, and never over another one.
  ///
  /// - Returns: what is to be said of that.
  func write(_ text: String) -> Message {
    let name = NodeText(path).shown
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return .fault("not saved: '\(name)' is there: give another name") }
      return .fault("not saved: '\(name)': \(reason): give another place")
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: Data(text.utf8))
      try file.close()
    } catch {
      // A part of it would be taken for all.
      unlink(path)
      return .fault("not saved: '\(name)' cannot be written: make room, or give another place")
    }
    let count =
      text.split(separator: "\n", omittingEmptySubsequences: false).count
      - (text.isEmpty || text.hasSuffix("\n") ? 1 : 0)
    return .note("saved \(count) line\(count == 1 ? "" : "s") to \(name)")
  }

  private var reason: String { String(cString: strerror(errno)) }
}
