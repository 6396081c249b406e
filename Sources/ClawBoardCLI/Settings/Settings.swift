import Foundation

/// What the user's settings say.
struct Settings: Sendable, Equatable {
  /// In the order of the file.
  var nodes: [NodeEntry] = []
  /// The node of a command that needs one and is told none: one of ``nodes``.
  var defaultNode: String?
  /// The file that keeps what is known of tasks; `nil` is the standard one.
  var ledger: String?
  /// How many days a task is kept after its end.
  var keepDays = 365
  /// How many tasks that have ended are kept.
  var keepTasks = 100_000
  /// Where they stand; `nil` when there is no such file.
  var file: String?

  /// `$XDG_CONFIG_HOME/clawboard/config.yaml`, by default below `~/.config`.
  static func standardPath(_ environment: [String: String]) -> String {
    let given = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (given ?? NSHomeDirectory() + "/.config") + "/clawboard/config.yaml"
  }

  /// - Parameter path: the file that was asked for; without it the standard one, which need not be.
  static func read(
    path: String?, environment: [String: String]
  ) throws(CommandFailure) -> Settings {
    let file = SettingsFile(path: path ?? standardPath(environment), isRequired: path != nil)
    guard let yaml = try file.text() else { return Settings() }
    return try SettingsReader(path: file.path).settings(yaml)
  }
}
