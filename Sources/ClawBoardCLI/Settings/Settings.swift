import ClawBoard
import Foundation

/// What the user's settings say.
struct Settings: Sendable, Equatable {
  /// In the order of the file.
  var nodes: [NodeEntry] = []
  /// What holds for all of them, and for the program.
  var values = SettingValues()
  /// Filters with a name, in the order of the file.
  var filters: [SavedFilter] = []
  /// What forms begin with, in the order of the file.
  var templates: [TaskTemplate] = []
  /// Keys of the user's own, in the order of the file.
  var keys: [OwnKeys] = []
  /// Commands of the user's own, likewise.
  var commands: [OwnCommand] = []
  /// The agents of our own node, likewise.
  var agents: [AgentEntry] = []
  /// Where they stand; `nil` when there is no such file.
  var file: String?

  /// The node of a command that needs one and is told none: one of ``nodes``.
  var defaultNode: String? { values.text(.defaultNode) }

  /// What each saved filter says, by its name.
  var filterTexts: [String: String] {
    Dictionary(filters.map { ($0.name, $0.text) }) { $1 }
  }

  /// `$XDG_CONFIG_HOME/clawboard/config.yaml`, by default below `~/.config`.
  static func standardPath(_ environment: [String: String]) -> String {
    let given = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (given ?? NSHomeDirectory() + "/.config") + "/clawboard/config.yaml"
  }

  /// - Parameter given: the file that was asked for; without it the standard one, which need not be.
  static func read(
    _ given: GivenValue?, environment: [String: String]
  ) throws(CommandFailure) -> Settings {
    guard let given, case .text(let path) = given.value else {
      return try read(SettingsFile(path: standardPath(environment)))
    }
    return try read(SettingsFile(path: path, askedBy: given.source))
  }

  /// The same for a command that has no other settings.
  ///
  /// - Parameter flag: of `--config`, before its variable.
  static func read(
    flag: String?, environment: [String: String]
  ) throws(CommandFailure) -> Settings {
    let flags = try SettingValues(flag.map { [.config: $0] } ?? [:]) { .flag($0.row.flag ?? "") }
    return try read(
      flags.over(Variables(environment).values)[.config], environment: environment)
  }

  private static func read(_ file: SettingsFile) throws(CommandFailure) -> Settings {
    guard let yaml = try file.text() else { return Settings() }
    return try SettingsReader(path: file.path).settings(yaml)
  }
}
