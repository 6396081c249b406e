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

  /// Bytes of a file that is put into a form.
  private static let limitBytes = 1_048_576

  /// Reads it, as a text.
  ///
  /// - Returns: the text, or why there is none.
  func read(for form: Int) -> Message {
    let name = NodeText(path).shown
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let facts = try? FileManager.default.attributesOfItem(atPath: target) else {
      return .fault("there is no file '\(name)': give another one")
    }
    // Anything else, as a pipe, could keep us waiting.
    guard facts[.type] as? FileAttributeType == .typeRegular else {
      return .fault("'\(name)' is no file of text: give another one")
    }
    guard let handle = FileHandle(forReadingAtPath: path),
      let content = try? handle.read(upToCount: Self.limitBytes + 1) ?? Data()
    else { return .fault("'\(name)' cannot be read: chmod u+r lets you") }
    guard content.count <= Self.limitBytes else {
      return .fault("'\(name)' has more than 1 MiB: clawboard submit --file sends it")
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      return .fault("'\(name)' is not UTF-8: save it as that")
    }
    return .file(text, form: form)
  }

  private var reason: String { String(cString: strerror(errno)) }
}
