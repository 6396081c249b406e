import ClawLink
import ClawTerminal

/// A theme as it stands in its file, without what it inherits.
struct ThemeFile: Sendable {
  /// What stands at the top of a file.
  enum Key: String, CaseIterable {
    case name, inherits, roles
  }

  let file: String
  let name: String
  /// The theme that it inherits.
  let parent: String?
  let styles: [Role: Style]
  let warnings: [String]
  /// Where its keys stand.
  let lines: [Key: Int]

  /// The theme, unless one of `others` has its name.
  func unlike(_ others: [ThemeFile]) throws(ThemeFault) -> ThemeFile {
    guard let other = others.first(where: { $0.name == name }) else { return self }
    throw fault(.name, "\(other.file) has this name already: give each its own")
  }

  func fault(_ key: Key, _ problem: String) -> ThemeFault {
    ThemeFault(file, line: lines[key], "\(key.rawValue): \(problem)")
  }
}

/// Why a file is no theme, in one line.
struct ThemeFault: Error, Equatable {
  let message: String

  init(_ file: String, line: Int?, _ problem: String) {
    let place = NodeText(file).shown + (line.map { ":\($0)" } ?? "")
    message = "theme \(place): \(problem)"
  }
}
