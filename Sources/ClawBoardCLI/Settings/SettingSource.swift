import ClawLink

/// Where a value comes from.
enum SettingSource: Sendable, Equatable {
  /// Nothing was said.
  case standard
  case file(SettingsPlace)
  /// One of the environment, by its name.
  case variable(String)
  case flag(String)
  /// A node of ours that runs on this machine: its folder says who its owner is.
  case ownNode

  /// A value that cannot be used, named as it was given.
  func fault(_ setting: Setting, _ problem: String) -> CommandFailure {
    CommandFailure(.usage, "\(subject(setting)): \(problem)")
  }

  private func subject(_ setting: Setting) -> String {
    switch self {
    case .standard, .ownNode: setting.rawValue
    case .file(let place): place.words(setting.rawValue)
    case .variable(let name), .flag(let name): name
    }
  }

  /// For `clawboard config`.
  var words: String {
    switch self {
    case .standard: "default"
    case .file(let place): "\(NodeText(place.path).shown):\(place.line)"
    case .variable(let name), .flag(let name): name
    case .ownNode: "the node that runs here"
    }
  }
}

/// A line of the settings.
struct SettingsPlace: Sendable, Equatable {
  let path: String
  /// Counted from 1.
  let line: Int
  /// What the entry is called in a message: its name, else its number; `nil` outside of entries.
  var entry: String?

  func words(_ key: String) -> String {
    "\(NodeText(path).shown):\(line): \(entry.map { "\($0), " } ?? "")\(key)"
  }
}
