import ClawBoard
import ClawLink
import Foundation

/// A text while it is in the user's editor: in a file of the user's alone, for as long as that takes.
struct EditedText: Sendable {
  /// Bytes that a text may have when it comes back.
  private static let limitBytes = 33_554_432

  let path: String
  private let form: Int
  private let given: Data

  /// - Returns: `nil` where there is no place for the file.
  init?(_ text: String, of form: Int) {
    self.form = form
    given = Data(text.utf8)
    // Editors know by its end how it is to be coloured.
    var name = Array((NSTemporaryDirectory() + "/clawboard-XXXXXX.md").utf8CString)
    let descriptor = mkstemps(&name, 3)
    guard descriptor >= 0 else { return nil }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard (try? file.write(contentsOf: given)) != nil else {
      unlink(path)
      return nil
    }
  }

  /// Takes back what the editor has left. The file goes, unless something is in it that is not taken:
  /// then that is said.
  ///
  /// - Parameter status: what the editor ended with: where that is no good, nothing of it counts.
  func take(status: Int32) -> Message {
    guard let handle = FileHandle(forReadingAtPath: path),
      let content = try? handle.read(upToCount: Self.limitBytes + 1) ?? Data()
    else { return .fault("the editor has left no file: the text is as it was") }
    let text =
      content.count <= Self.limitBytes ? String(validating: content, as: UTF8.self) : nil
    if status == 0, let text {
      unlink(path)
      return .edited(text, form: form)
    }
    let reason =
      status == 0 ? "it is no text of 32 MiB at most" : "the editor ended with \(status)"
    guard content == given else {
      return .fault("the text is as it was (\(reason)); what was written is in \(path)")
    }
    unlink(path)
    return .note("\(reason): the text is as it was")
  }
}
