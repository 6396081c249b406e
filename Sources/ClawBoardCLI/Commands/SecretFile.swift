import ClawLink
import Foundation

/// A secret in a file: there no list of processes and no shell's history shows it.
struct SecretFile: Sendable {
  /// More than any secret has; a file that never ends is not read on.
  private static let limitBytes = 16_384

  /// The first one, without the white space around it.
  let line: String

  /// - Parameter key: what the secret is, in messages.
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with that key, also for a file that
  ///   others on this machine can read or change.
  init(path: String, key: String) throws(ClawLinkError) {
    func fault(_ problem: String) -> ClawLinkError {
      .configuration(key: key, problem: problem)
    }
    let name = "'\(NodeText(path).shown)'"
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    // What is no file can be the secret itself, pasted there: it is not told.
    guard descriptor >= 0 || errno != ENOENT || key != AgentEntry.Field.keyFile.rawValue else {
      throw fault("there is no such file: give the path of one that holds it")
    }
    guard descriptor >= 0 else {
      throw fault("\(name) cannot be read: \(String(cString: strerror(errno)))")
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    if let others = Self.others(path) {
      throw fault("others can \(others) \(name): chmod 600 keeps it yours")
    }
    guard let content = try? file.read(upToCount: Self.limitBytes) ?? Data() else {
      throw fault("\(name) cannot be read: give a file")
    }
    let lines = String(decoding: content, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    line = (lines.first ?? "").trimmingCharacters(in: .whitespaces)
  }

  /// What others may do with a file, not with a link to it; `nil` for nothing.
  private static func others(_ path: String) -> String? {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let facts = try? FileManager.default.attributesOfItem(atPath: file),
      // A terminal is nobody's file.
      facts[.type] as? FileAttributeType != .typeCharacterSpecial,
      let mode = facts[.posixPermissions] as? Int
    else { return nil }
    return mode & 0o044 != 0 ? "read" : mode & 0o022 != 0 ? "change" : nil
  }
}

extension BearerToken {
  /// Reads a token from a file.
  init(file path: String) throws(ClawLinkError) {
    try self.init(SecretFile(path: path, key: "token").line)
  }
}
