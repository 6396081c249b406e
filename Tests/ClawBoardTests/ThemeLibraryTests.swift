import ClawTerminal
import Testing

@testable import ClawBoard

/// The compiled-in themes and those of the user.
struct ThemeLibraryTests {
  private func library(_ files: (String, String)...) -> ThemeLibrary {
    ThemeLibrary(adding: files.map { (name: $0.0, yaml: $0.1) })
  }

  @Test func `every compiled-in theme is there and says nothing in vain`() {
    let library = ThemeLibrary.builtIn
    #expect(
      library.names == [
        "terminal", "dark", "light", "high-contrast", "colour-blind-safe", "mono",
      ])
    #expect(ThemeLibrary.shipped.flatMap(\.warnings) == [])
    #expect(library.warnings == [])
    #expect(library.faults == [])
  }

  @Test func `a theme of the user stands after the compiled-in ones`() {
    let library = library(("mine.yaml", "name: mine\nroles: { key: { fg: red } }"))
    #expect(library.names == ThemeLibrary.builtIn.names + ["mine"])
    #expect(library["mine"]?[.key] == Style(foreground: .palette(1)))
    #expect(library["mine"]?[.brand] == .plain)
    #expect(library["yours"] == nil)
  }

  @Test func `one of a compiled-in theme's name stands in its place`() {
    let library = library(("my.yaml", "name: mono\nroles: { key: { fg: red } }"))
    #expect(library.names == ThemeLibrary.builtIn.names)
    #expect(library["mono"]?[.key].foreground == .palette(1))
  }

  // MARK: Inheritance

  @Test func `what a theme does not say it inherits, over several themes`() {
    let library = library(
      ("a.yaml", "name: a\ninherits: b\nroles: { key: { fg: red } }"),
      ("b.yaml", "name: b\ninherits: terminal\nroles: { key: { fg: blue }, brand: { fg: 99 } }"))
    #expect(library["a"]?[.key].foreground == .palette(1))
    #expect(library["a"]?[.brand] == Style(foreground: .palette(99)))
    #expect(library["a"]?[.good] == ThemeLibrary.builtIn["terminal"]?[.good])
    #expect(library.faults == [])
  }

  @Test func `a role that is said is said whole`() {
    let library = library(
      ("a.yaml", "name: a\ninherits: b\nroles: { key: { bg: 17 }, brand: }"),
      ("b.yaml", "name: b\nroles: { key: { fg: red, attributes: [bold] }, brand: { fg: red } }"))
    #expect(library["a"]?[.key] == Style(background: .palette(17)))
    #expect(library["a"]?[.brand] == .plain)
  }

  @Test func `one in the place of a compiled-in theme may inherit that`() {
    let library = library(
      ("a.yaml", "name: terminal\ninherits: terminal\nroles: { key: { fg: red } }"),
      ("b.yaml", "name: b\ninherits: terminal"))
    #expect(library["terminal"]?[.good] == ThemeLibrary.builtIn["terminal"]?[.good])
    #expect(library["b"]?[.key].foreground == .palette(1))
    #expect(library.faults == [])
  }

  @Test func `themes that inherit in a circle are faults, the others hold`() {
    let library = library(
      ("a.yaml", "name: a\ninherits: b"), ("b.yaml", "name: b\ninherits: a"),
      ("c.yaml", "name: c\ninherits: a"), ("d.yaml", "name: d\ninherits: d"),
      ("e.yaml", "name: e"))
    #expect(
      library.faults == [
        "theme b.yaml:2: inherits: a, b, a go in a circle: take 'inherits' out of one",
        "theme a.yaml:2: inherits: b, a, b go in a circle: take 'inherits' out of one",
        "theme d.yaml:2: inherits: it is the theme itself: name another one, or take this out",
      ])
    #expect(library.names == ThemeLibrary.builtIn.names + ["e"])
  }

  @Test func `an unknown parent is a fault that names those that there are`() {
    let library = library(
      ("a.yaml", "name: a\ninherits: trminal"), ("b.yaml", "name: b\ninherits: solarized"))
    #expect(
      library.faults.first
        == "theme a.yaml:2: inherits: there is no theme 'trminal': do you mean 'terminal'?")
    #expect(
      library.faults.last?.hasPrefix(
        "theme b.yaml:2: inherits: there is no theme 'solarized': use terminal, dark, light")
        == true)
  }

  // MARK: Warnings and faults

  @Test func `roles and keys that there are not are told, all else holds`() {
    let library = library(
      (
        "a.yaml",
        """
        name: a
        nam: b
        roles:
          kei: { fg: red }
          something: {}
          key: { fg: red, colour: blue, attribute: [bold] }
        """
      ))
    #expect(
      library.warnings == [
        "theme a.yaml:2: there is no key 'nam': do you mean 'name'?",
        "theme a.yaml:4: roles: there is no role 'kei': do you mean 'key'?",
        "theme a.yaml:5: roles: there is no role 'something'",
        "theme a.yaml:6: key: there is no key 'colour'",
        "theme a.yaml:6: key: there is no key 'attribute': do you mean 'attributes'?",
      ])
    #expect(library["a"]?[.key] == Style(foreground: .palette(1)))
    #expect(library.faults == [])
  }

  @Test(arguments: [
    (
      "name: a\nroles:\n  key: { fg: purplish }",
      "theme a.yaml:3: key: 'purplish' is no colour: use default, black, red, green, yellow, blue, "
        + "magenta, cyan, white, bright-… of these, or 0 to 255"
    ),
    (
      "name: a\nroles: { key: { bg: 256 } }", "theme a.yaml:2: key: '256' is no colour: use default"
    ),
    ("name: a\nroles: { key: { fg: [1] } }", "theme a.yaml:2: key: what stands there is no colour"),
    (
      "name: a\nroles: { key: { attributes: [blink] } }",
      "theme a.yaml:2: key: 'blink' is no attribute: use bold, dim, reverse, underline, italic"
    ),
    (
      "name: a\nroles: { key: { attributes: bold } }",
      "theme a.yaml:2: key: attributes is no list: write some of [bold, dim, reverse"
    ),
    ("name: a\nroles: { key: red }", "theme a.yaml:2: key: not a mapping: write 'fg: …'"),
    ("name: a\nroles: [key]", "theme a.yaml:2: roles: not a mapping: write 'base: …'"),
    ("roles: {}", "theme a.yaml: it has no name: write 'name: …'"),
    ("name: \"a\\e[31m\"", "theme a.yaml:1: name: no name: write 1 to 32 characters"),
    ("name: a\ninherits: []", "theme a.yaml:2: inherits: no name: write 1 to 32 characters"),
    ("", "theme a.yaml: it is empty"), ("- a", "theme a.yaml:1: not a mapping"),
    ("name: a\nname: b", "theme a.yaml:1: not YAML"),
    ("name: a\nroles: {", "theme a.yaml:3: not YAML: check signs and indentation"),
  ])
  func `a file that is no theme is one line with the way out`(yaml: String, fault: String) throws {
    let library = library(("a.yaml", yaml))
    #expect(library.faults.count == 1)
    let told = try #require(library.faults.first)
    #expect(told.hasPrefix(fault), "\(told)")
    #expect(!told.contains("\n") && !told.contains("\u{1B}"))
    #expect(library.names == ThemeLibrary.builtIn.names)
  }

  @Test func `a compiled-in theme is not lost with what was to stand in its place`() {
    let library = library(("a.yaml", "name: mono\nroles: { key: { fg: purplish } }"))
    #expect(library["mono"] == ThemeLibrary.builtIn["mono"])
    #expect(library.faults.count == 1)
  }

  @Test func `of two files with one name the first counts`() {
    let library = library(
      ("a.yaml", "name: t\nroles: { key: { fg: red } }"),
      ("b.yaml", "name: t\nroles: { key: { fg: blue } }"))
    #expect(
      library.faults == [
        "theme b.yaml:1: name: a.yaml has this name already: give each its own"
      ])
    #expect(library["t"]?[.key].foreground == .palette(1))
  }
}
