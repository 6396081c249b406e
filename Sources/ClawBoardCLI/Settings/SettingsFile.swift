import ClawLink
import Foundation

/// The settings as a file: who may have written it, and its text.
struct SettingsFile: Sendable {
  /// More than anybody writes by hand; a file that never ends is not read on.
  private static let limitBytes = 1_048_576

  let path: String
  /// Who asked for it by name: then it must be there.
  var askedBy: SettingSource?

  /// `nil` when there is none and none is needed.
  func text() throws(CommandFailure) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if askedBy == nil, errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("cannot be read: \(String(cString: strerror(errno)))")
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try checkWriters()
    guard let content = try? file.read(upToCount: Self.limitBytes + 1) ?? Data() else {
      throw failure("cannot be read: give a file")
    }
    guard content.count <= Self.limitBytes else { throw failure("has more than 1 MiB: shorten it") }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw failure("is not UTF-8: save it as that")
    }
    return text
  }

  /// The settings say which node gets a token: who can write them could have it sent elsewhere.
  private func checkWriters() throws(CommandFailure) {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let facts = try? FileManager.default.attributesOfItem(atPath: file) else { return }
    if let owner = facts[.ownerAccountID] as? Int, ![0, Int(geteuid())].contains(owner) {
      throw failure("belongs to another user: make a copy of your own")
    }
    if let mode = facts[.posixPermissions] as? Int, mode & 0o022 != 0 {
      throw failure("can be changed by others: chmod go-w keeps it yours")
    }
  }

  private func failure(_ problem: String) -> CommandFailure {
    let words = "the settings '\(NodeText(path).shown)': \(problem)"
    return askedBy?.fault(.config, words) ?? CommandFailure(.usage, words)
  }
}
