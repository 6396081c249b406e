import Testing

@testable import ClawBoard
@testable import ClawTerminal

/// Whatever a theme with colours of its own draws can be read: 4.5 to 1 or more, as WCAG asks.
struct ThemeContrastTests {
  /// Those that leave nothing to the terminal's own colours.
  private static let absolute = ["dark", "light", "high-contrast", "colour-blind-safe"]
  /// What lies under a whole row, or a whole card.
  private static let grounds: [Role] = [.row, .chosen, .selected, .moved]
  /// Nothing but lines between the rows.
  private static let frames: Set<Role> = [.border, .borderFocused]

  private func file(_ name: String) throws -> ThemeFile {
    try #require(ThemeLibrary.shipped.first { $0.name == name })
  }

  private func theme(_ yaml: String) throws -> Theme {
    try #require(ThemeLibrary(adding: [(name: "t.yaml", yaml: yaml)])["t"])
  }

  /// What cannot be read well enough, with its contrast; a colour that is not known has none.
  private func faults(_ theme: Theme, least: Double = 4.5) -> [String] {
    let base = theme[.base]
    var styles = Role.allCases.map { ($0.rawValue, theme[$0].over(base)) }
    for role in Role.allCases where !Self.frames.contains(role) {
      for ground in Self.grounds {
        // Views put text on a ground, or lay the ground over the text.
        styles.append(("\(role) on \(ground)", theme[role].over(theme[ground].over(base))))
        styles.append(("\(role) under \(ground)", theme[ground].over(theme[role].over(base))))
      }
    }
    return styles.compactMap { what, style in
      let contrast = contrast(style)
      return contrast >= least ? nil : "\(theme.name): \(what): \((contrast * 10).rounded() / 10)"
    }
  }

  /// Reversed they are the same two colours.
  private func contrast(_ style: Style) -> Double {
    guard case .palette(let text) = style.foreground, case .palette(let ground) = style.background,
      text >= 16, ground >= 16
    else { return 0 }
    return PaletteLight(text).contrast(to: PaletteLight(ground))
  }

  @Test(arguments: absolute)
  func `every role can be read, on every ground that it may stand on`(name: String) throws {
    #expect(faults(try #require(ThemeLibrary.builtIn[name])) == [])
  }

  @Test func `with high contrast it is seven`() throws {
    #expect(faults(try #require(ThemeLibrary.builtIn["high-contrast"]), least: 7) == [])
  }

  @Test func `what cannot be read is named with its contrast`() throws {
    let good = "base: { fg: 231, bg: 16 }"
    #expect(faults(try theme("name: t\nroles: { \(good) }")) == [])
    #expect(
      faults(try theme("name: t\nroles: { \(good), border: { fg: 238 } }")) == ["t: border: 2.2"])
    #expect(
      faults(try theme("name: t\nroles: { \(good), row: { bg: 250 }, border: { fg: 16 } }"))
        .contains("t: muted on row: 1.9"))
    #expect(
      faults(
        try theme("name: t\nroles: { \(good), moved: { fg: 16, bg: 17, attributes: [reverse] } }")
      )
      .contains("t: moved: 1.2"))
    // The sixteen and the terminal's own are not known.
    #expect(
      faults(try theme("name: t\nroles: { \(good), border: { fg: white } }")) == ["t: border: 0.0"])
    #expect(faults(.plain).count > Role.allCases.count)
  }

  @Test(arguments: absolute)
  func `every role is said, in colours that are known, and none is dimmed`(name: String) throws {
    let styles = try file(name).styles
    #expect(Set(styles.keys) == Set(Role.allCases))
    for (role, style) in styles {
      #expect(style.foreground != .standard || style.background != .standard, "\(role)")
      #expect(!style.attributes.contains(.dim), "\(role)")
    }
  }

  @Test(arguments: ["terminal"] + absolute)
  func `no two states look the same`(name: String) throws {
    let theme = try #require(ThemeLibrary.builtIn[name])
    #expect(Set(BoardColumn.allCases.map { theme[$0.role] }).count == BoardColumn.allCases.count)
  }

  @Test(arguments: ThemeLibrary.builtIn.names)
  func `what is selected, chosen, marked or found stands out`(name: String) throws {
    let theme = try #require(ThemeLibrary.builtIn[name])
    for role in [Role.selected, .moved, .marked, .row, .chosen, .match, .tabSelected] {
      #expect(theme[role].over(theme[.base]) != theme[.base], "\(role)")
    }
  }

  @Test(arguments: absolute, [8, 16])
  func `on a terminal of few colours it can be read still`(name: String, colors: Int) throws {
    let theme = try #require(ThemeLibrary.builtIn[name])
    for role in Role.allCases {
      let style = theme[role].over(theme[.base]).degraded(to: colors)
      guard case .palette(let text) = style.foreground,
        case .palette(let ground) = style.background
      else {
        Issue.record("\(role) lost a colour")
        continue
      }
      #expect(PaletteLight(text).contrast(to: PaletteLight(ground)) >= 3, "\(role)")
    }
  }
}
