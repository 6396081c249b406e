import Foundation

/// The files of a node's store, for their owner alone.
public struct StoreFolder: Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  var database: String { path + "/node.sqlite" }
  var lock: String { path + "/node.lock" }
  /// The secret that clients of the same user pick up.
  var token: String { path + "/token" }
  /// Where the node that works here listens.
  var address: String { path + "/address" }

  /// Makes what is missing. SQLite gives the modes of its file to those beside it.
  func prepare() throws {
    let files = FileManager.default
    try files.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    if !files.fileExists(atPath: database) { try Self.write("", to: database) }
  }

  /// Writes a file that nobody else may read, whole or not at all.
  static func write(_ text: String, to file: String) throws {
    let unfinished = file + ".new"
    try? FileManager.default.removeItem(atPath: unfinished)
    guard
      FileManager.default.createFile(
        atPath: unfinished, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file]) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: unfinished))
    guard rename(unfinished, file) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file])
    }
  }

  var hasToken: Bool { FileManager.default.fileExists(atPath: token) }

  /// The token of the node that works on this store right now and listens on that port of this
  /// machine; `nil` when there is none: another program on the port would get the secret.
  public func token(ofNodeOnPort port: Int) -> String? {
    guard StoreLock.isHeld(path: lock),
      let address = contents(of: address).flatMap({ URLComponents(string: $0) }),
      address.port == port
    else { return nil }
    return contents(of: token)
  }

  private func contents(of file: String) -> String? {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
