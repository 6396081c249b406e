import Foundation
import TestSupport

/// A file of settings, and what stands beside it.
struct SettingsFile {
  let folder: String

  var path: String { folder + "/config.yaml" }

  /// Where the ledger of runs with ``state`` would be.
  var state: String { folder + "/state" }

  /// Runs `body` with this file; all goes afterwards.
  static func use<Value>(
    _ text: String, _ body: (SettingsFile) async throws -> Value
  ) async throws -> Value {
    try await TemporaryFolder.use { folder in
      let file = SettingsFile(folder: folder.path)
      try FileManager.default.createDirectory(
        atPath: file.folder, withIntermediateDirectories: true)
      try file.write(text, to: "config.yaml")
      return try await body(file)
    }
  }

  @discardableResult
  func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  /// Runs a command with these settings, and with a state folder of their own.
  func run(
    _ arguments: [String], variables: [String: String] = [:]
  ) async throws -> Program.Outcome {
    try await Program.run(
      arguments + ["--config", path], state: state, variables: variables)
  }

  /// All that the commands have kept.
  func kept() throws -> [String: Data] {
    guard FileManager.default.fileExists(atPath: state) else { return [:] }
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: state) {
      files[name] = FileManager.default.contents(atPath: state + "/" + name)
    }
    return files
  }
}
