import ClawTerminal
import Testing

@testable import ClawBoard

struct ThemeTests {
  @Test func `both themes are compiled in, the terminal's own colours first`() {
    #expect(Theme.builtIn.map(\.name) == ["terminal", "mono"])
  }

  @Test func `mono has no colour in any role`() throws {
    let mono = try #require(Theme.named("mono"))
    for role in Role.allCases {
      #expect(mono[role].foreground == .standard)
      #expect(mono[role].background == .standard)
    }
  }

  @Test func `the default theme keeps to the terminal's 16 colours and its background`() throws {
    let theme = try #require(Theme.named("terminal"))
    for role in Role.allCases {
      #expect(theme[role].background == .standard)
      if case .palette(let index) = theme[role].foreground { #expect(index < 16) }
    }
  }

  @Test func `the shipped themes name only roles that there are`() throws {
    for bytes in [PackageResources.terminal_yaml, PackageResources.mono_yaml] {
      let file = try ThemeFile(yaml: String(decoding: bytes, as: UTF8.self))
      #expect(file.unknownRoles.isEmpty)
    }
  }

  @Test(arguments: [
    ("red", Color.palette(1)), ("bright-blue", .palette(12)), ("244", .palette(244)),
    ("default", .standard),
  ])
  func `colours have names and numbers`(name: String, color: Color) throws {
    let file = try ThemeFile(yaml: "name: t\nroles: { key: { fg: \(name) } }")
    #expect(file.theme[.key].foreground == color)
  }

  @Test func `a role that there is not is named`() throws {
    let file = try ThemeFile(yaml: "name: t\nroles: { kye: { fg: red } }")
    #expect(file.unknownRoles == ["kye"])
  }

  @Test(arguments: ["roles: {}", "name: t\nroles: { key: { fg: purplish } }"])
  func `a file that cannot be used is refused`(yaml: String) {
    #expect(throws: (any Error).self) { try ThemeFile(yaml: yaml) }
  }
}
