import ClawTerminal
import Testing

@testable import ClawBoard

struct ThemeTests {
  @Test func `mono has no colour in any role`() throws {
    let mono = try #require(ThemeLibrary.builtIn["mono"])
    for role in Role.allCases {
      #expect(mono[role].foreground == .standard)
      #expect(mono[role].background == .standard)
    }
  }

  @Test func `the default theme keeps to the terminal's 16 colours and its background`() throws {
    let theme = try #require(ThemeLibrary.builtIn.themes.first)
    #expect(theme.name == "terminal")
    for role in Role.allCases {
      #expect(theme[role].background == .standard)
      if case .palette(let index) = theme[role].foreground { #expect(index < 16) }
    }
  }

  @Test(arguments: ["terminal", "mono"])
  func `on the terminal's own background nothing lies under a role`(name: String) throws {
    let theme = try #require(ThemeLibrary.builtIn[name])
    #expect(theme[.base] == .plain)
  }

  @Test(arguments: [
    ("red", Color.palette(1)), ("bright-blue", .palette(12)), ("244", .palette(244)),
    ("default", .standard),
  ])
  func `colours have names and numbers`(name: String, color: Color) throws {
    let file = try ThemeReader.read("name: t\nroles: { key: { fg: \(name) } }", of: "t.yaml")
    #expect(file.styles[.key]?.foreground == color)
  }

  @Test func `a role is a text colour, a background and attributes`() throws {
    let yaml = "name: t\nroles: { key: { fg: red, bg: 17, attributes: [bold, underline] } }"
    let style = Style(
      foreground: .palette(1), background: .palette(17), attributes: [.bold, .underline])
    #expect(try ThemeReader.read(yaml, of: "t.yaml").styles == [.key: style])
  }
}
