/// The themes that there are: those that are compiled in, and the user's own.
public struct ThemeLibrary: Sendable, Equatable {
  /// The compiled-in ones in their order, the default first; then the user's by their files. One of
  /// the user's stands in the place of a compiled-in one of its name.
  public let themes: [Theme]
  /// What the user's files say in vain, one line each; all else in them holds.
  public let warnings: [String]
  /// Why files are no themes, one line each: the file, what stands there and the way out.
  public let faults: [String]

  public var names: [String] { themes.map(\.name) }

  public subscript(name: String) -> Theme? { themes.first { $0.name == name } }

  /// Only the compiled-in ones.
  public static let builtIn = ThemeLibrary()

  /// - Parameters:
  ///   - files: the user's, in the order of their names.
  ///   - unreadable: what is to be said of those that could not be read.
  public init(
    adding files: [(name: String, yaml: String)] = [], unreadable: [String] = []
  ) {
    var faults = unreadable
    var own: [ThemeFile] = []
    for file in files {
      do throws(ThemeFault) {
        own.append(try ThemeReader.read(file.yaml, of: file.name).unlike(own))
      } catch {
        faults.append(error.message)
      }
    }
    let family = ThemeFamily(
      builtIn: Self.shipped.map { Theme(name: $0.name, styles: $0.styles) }, own: own)
    let (themes, failed) = family.themes
    self.themes = themes
    // What is inherited from a theme with a fault has the same one.
    for fault in failed where !faults.contains(fault) { faults.append(fault) }
    self.faults = faults
    warnings = own.flatMap(\.warnings)
  }

  /// The files that are compiled in. A test reads each of them, so that none can be missing here.
  static let shipped: [ThemeFile] = [
    ("terminal.yaml", PackageResources.terminal_yaml), ("dark.yaml", PackageResources.dark_yaml),
    ("light.yaml", PackageResources.light_yaml),
    ("high-contrast.yaml", PackageResources.high_contrast_yaml),
    ("colour-blind-safe.yaml", PackageResources.colour_blind_safe_yaml),
    ("mono.yaml", PackageResources.mono_yaml),
  ].compactMap { name, bytes in
    try? ThemeReader.read(String(decoding: bytes, as: UTF8.self), of: name)
  }
}
