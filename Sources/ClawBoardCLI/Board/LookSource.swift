import ClawBoard
import ClawLink
import ClawMirror
import Foundation

/// Where the board's looks are said: on the command line, in the settings, in the themes' folder.
struct LookSource: Sendable {
  /// What the files were at one time.
  struct Fingerprint: Sendable, Equatable {
    fileprivate let settings: FileFacts?
    fileprivate let themes: ThemeFolder.Fingerprint
  }

  fileprivate struct FileFacts: Sendable, Equatable {
    let sizeBytes: Int?
    let changedAt: Date?
    let number: Int?
    /// A file that others could change is refused until they cannot.
    let permissions: Int?

    init?(path: String) {
      let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      guard let facts = try? FileManager.default.attributesOfItem(atPath: file) else { return nil }
      sizeBytes = facts[.size] as? Int
      changedAt = facts[.modificationDate] as? Date
      number = facts[.systemFileNumber] as? Int
      permissions = facts[.posixPermissions] as? Int
    }
  }

  /// What `--theme` says.
  let theme: String?
  /// What `--filter` says.
  var filter: TaskFilter?
  let environment: [String: String]
  /// Where the settings are, or would be; `nil` for a board that has none.
  var settingsPath: GivenValue?

  private var folder: ThemeFolder { ThemeFolder(path: ThemeFolder.standardPath(environment)) }

  private var path: String? {
    guard case .text(let path)? = settingsPath?.value else { return nil }
    return path
  }

  /// Looks at the files without reading them.
  var fingerprint: Fingerprint {
    Fingerprint(settings: path.flatMap { FileFacts(path: $0) }, themes: folder.fingerprint)
  }

  /// Reads the settings anew.
  func settings() throws(CommandFailure) -> Settings {
    guard let settingsPath else { return Settings() }
    let isAsked = settingsPath.source != .standard
    return try Settings.read(isAsked ? settingsPath : nil, environment: environment)
  }

  /// Reads the themes anew, and says what comes of all.
  func look(_ settings: Settings) throws(CommandFailure) -> BoardLook {
    let themes = folder.library()
    if let theme, themes[theme] == nil {
      let words =
        [
          "there is no theme '\(NodeText(theme).shown)': use one of "
            + themes.names.joined(separator: ", ")
        ] + themes.faults
      throw CommandFailure(.usage, "--theme: " + words.joined(separator: "; "))
    }
    var board = try BoardSettings(settings, themes: themes)
    if let theme { board.theme = theme }
    if let filter { board.filter = filter.text }
    return BoardLook(settings: board, library: themes)
  }

  /// A fault for a line of the board: there is no room for the folder in it.
  func words(of failure: CommandFailure) -> String {
    guard let path else { return failure.message }
    return failure.message.replacing(
      NodeText(path).shown, with: NodeText((path as NSString).lastPathComponent).shown)
  }
}

/// How the board is to look.
struct BoardLook: Sendable, Equatable {
  let settings: BoardSettings
  let library: ThemeLibrary

  /// All themes, the one that counts without a word first.
  func themes(standard: String) -> [Theme] {
    library.themes.filter { $0.name == standard } + library.themes.filter { $0.name != standard }
  }

  /// What is wrong with themes, and what the keys of the settings take from others, in one line;
  /// `nil` for nothing.
  var remark: String? {
    let remarks = library.faults + library.warnings + settings.keys.conflicts
    guard let first = remarks.first else { return nil }
    return remarks.count == 1 ? first : "\(first) (and \(remarks.count - 1) more)"
  }
}
