import ClawLink
import Foundation

/// A token in a file: there no list of processes and no shell's history shows it.
struct TokenFile: Sendable {
  /// More than any token has; a file that never ends is not read on.
  private static let limitBytes = 16_384

  let token: BearerToken
  /// Others on this machine can read it too.
  let isOpenToOthers: Bool

  /// Reads the first line.
  ///
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` with key `token`.
  init(path: String) throws(ClawLinkError) {
    guard let file = FileHandle(forReadingAtPath: path),
      let content = try? file.read(upToCount: Self.limitBytes) ?? Data()
    else { throw .configuration(key: "token", problem: "'\(NodeText(path).shown)' cannot be read") }
    let lines = String(decoding: content, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    token = try BearerToken((lines.first ?? "").trimmingCharacters(in: .whitespaces))
    let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    isOpenToOthers = (mode ?? 0) & 0o077 != 0
  }
}
