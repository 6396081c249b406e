import Foundation

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
