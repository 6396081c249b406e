import ClawBoard
import ClawLink
import Foundation

/// A text while it is in the user's editor: in a file of the user's alone, for as long as that takes.
struct EditedText: Sendable {
  /// Bytes that a text may have when it comes back.
  private static let limitBytes = 33_554_432

  let path: String

  /// - Returns: `nil` where there is no place for the file.
  init?(_ text: String) {
    // Editors know by its end how it is to be coloured.
    var name = Array((NSTemporaryDirectory() + "/clawboard-XXXXXX.md").utf8CString)
    let descriptor = mkstemps(&name, 3)
    guard descriptor >= 0 else { return nil }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard (try? file.write(contentsOf: Data(text.utf8))) != nil else {
      unlink(path)
      return nil
    }
  }

  /// What the editor has left.
  ///
  /// - Parameter status: what it ended with: where that is no good, nothing of it counts.
  func message(status: Int32) -> Message {
    guard status == 0 else {
      return .note("the editor ended with \(status): the text is as it was")
    }
    guard let handle = FileHandle(forReadingAtPath: path),
      let content = try? handle.read(upToCount: Self.limitBytes + 1) ?? Data()
    else { return .fault("the editor has left no file: the text is as it was") }
    guard content.count <= Self.limitBytes, let text = String(validating: content, as: UTF8.self)
    else { return .fault("what the editor has left is no text of 32 MiB at most: it is as it was") }
    return .edited(text)
  }

  func remove() {
    unlink(path)
  }
}
