public import ClawTerminal

/// A style for every role.
public struct Theme: Sendable, Equatable {
  public let name: String
  private let styles: [Role: Style]

  public init(name: String, styles: [Role: Style]) {
    self.name = name
    self.styles = styles
  }

  /// A role without a style of its own is plain.
  public subscript(role: Role) -> Style { styles[role] ?? .plain }

  /// The themes that are compiled in, the default first.
  public static let builtIn: [Theme] = [
    PackageResources.terminal_yaml, PackageResources.mono_yaml,
  ].compactMap { bytes in
    // A test reads each of them, so that none can be missing here.
    try? ThemeFile(yaml: String(decoding: bytes, as: UTF8.self)).theme
  }

  /// The compiled-in theme of that name.
  public static func named(_ name: String) -> Theme? {
    builtIn.first { $0.name == name }
  }

  /// Every role plain: readable everywhere.
  static let plain = Theme(name: "plain", styles: [:])
}
