import Foundation

/// A file of the user's own, in a folder of the user's own.
public struct PrivateFile: Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  var folder: String { (path as NSString).deletingLastPathComponent }

  /// Whether its folder is there and another user's: who owns it may read and replace all in it.
  public var isAmongOthers: Bool {
    let facts = try? FileManager.default.attributesOfItem(atPath: folder)
    return (facts?[.ownerAccountID] as? Int).map { $0 != Int(geteuid()) } ?? false
  }

  public var exists: Bool { FileManager.default.fileExists(atPath: path) }

  /// Makes the folder and an empty file, where they are missing, for their owner alone.
  public func prepare() throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      // Another process was first.
      if exists { return }
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
    }
    close(descriptor)
  }

  /// Writes the file whole or not at all.
  public func write(_ text: String) throws {
    let unfinished = path + ".new"
    let files = FileManager.default
    try? files.removeItem(atPath: unfinished)
    guard
      files.createFile(
        atPath: unfinished, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]),
      rename(unfinished, path) == 0
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
  }

  public func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// The text without white space around it; `nil` when it cannot be read.
  public var line: String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
