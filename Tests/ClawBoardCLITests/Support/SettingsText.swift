import Foundation
import Testing

@testable import ClawBoardCLI

/// An environment in which no settings of who runs the tests are found.
let noSettings = ["XDG_CONFIG_HOME": "/dev/null/none"]

extension Settings {
  /// The settings that `--config` names.
  static func read(path: String) throws(CommandFailure) -> Settings {
    try read(GivenValue(value: .text(path), source: .flag("--config")), environment: [:])
  }
}

/// Runs `body` with a file of settings.
func withSettings<Value>(
  _ text: String, mode: Int = 0o600, _ body: (_ path: String) throws -> Value
) throws -> Value {
  let folder = try TemporaryFolder(named: "settings")
  defer { folder.remove() }
  let path = folder.path + "/config.yaml"
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  return try body(path)
}

extension Settings {
  /// The settings of a text.
  static func reading(_ text: String) throws -> Settings {
    try withSettings(text) { try read(path: $0) }
  }

  /// What is said of a text that is wrong, without the path of the file: one line.
  static func complaint(about text: String) throws -> String {
    try withSettings(text) { path in
      let failure = try #require(throws: CommandFailure.self) { try read(path: path) }
      #expect(failure.status == .usage)
      #expect(!failure.message.contains("\n"))
      return failure.message.replacing(path, with: "FILE")
    }
  }
}
