import ClawBoard
import ClawTerminal
import Testing

@testable import ClawBoardCLI

/// Keys of the user's own in the settings.
struct KeySettingsTests {
  @Test func `a key, a list of them and none are read`() throws {
    let settings = try Settings.reading(
      """
      keys:
        new-task: F7
        sort: [s, ^t, PgDn]
        zoom: none
        quit: y
        filter: "#"
        search: "/"
      """)
    #expect(
      settings.keyChoice.keys == [
        .newTask: [.function(7)], .sort: [.character("s"), .control("t"), .pageDown], .zoom: [],
        .quit: [.character("y")], .filter: [.character("#")], .search: [.character("/")],
      ])
    #expect(try Settings.reading("keys:\n").keyChoice.isEmpty)
  }

  @Test(
    arguments: [
      ("keys: x", "FILE:1: keys: not a mapping: write 'action: key' below it"),
      (
        "keys:\n  new-tsk: x",
        "FILE:2: keys: there is no action 'new-tsk': do you mean 'new-task'?"
      ),
      (
        "keys:\n  fly-to-the-moon: x",
        "FILE:2: keys: there is no action 'fly-to-the-moon': the palette of the board lists all"
      ),
      (
        "keys:\n  new-task: Entr",
        "FILE:2: keys, new-task: there is no key 'Entr': do you mean 'Enter'?"
      ),
      (
        "keys:\n  new-task:",
        "FILE:2: keys, new-task: it has no key: give one, a list of them, or none"
      ),
      (
        "keys:\n  new-task: []",
        "FILE:2: keys, new-task: it has no key: give one, a list of them, or none"
      ),
      (
        "keys:\n  new-task: {a: b}",
        "FILE:2: keys, new-task: it has no key: give one, a list of them, or none"
      ),
      (
        "keys:\n  zoom: F5\n\n  sort: [x, F5]",
        "FILE:4: keys, sort: 'F5' is zoom as well, in line 2: give each its own"
      ),
      (
        "keys:\n  back: none",
        "FILE:2: keys, back: Esc is the way out and stays: give it keys beside that"
      ),
      (
        "keys:\n  help: ^c",
        "FILE:2: keys, help: ^c twice leaves, whatever else there is: give another key"
      ),
      ("keys:\n  zoom: x\n  zoom: y", "FILE:2: zoom: it stands twice: leave one"),
    ] as [(String, String)])
  func `a fault is named with its line and the way out`(text: String, words: String) throws {
    #expect(try Settings.complaint(about: text) == words)
  }

  @Test func `what an action lost is said at the start`() throws {
    try withSettings("keys:\n  new-task: x\n") { path in
      let given = GivenValue(value: .text(path), source: .flag("--config"))
      let source = LookSource(theme: nil, environment: noSettings, settingsPath: given)
      let watch = try LookWatch(source, settings: source.settings())
      #expect(
        watch.first.remark
          == "keys: 'x' is new-task now; cancel-task lost it: give it another key")
    }
  }

  @Test func `config shows them with their lines`() throws {
    try choose(settings: "keys:\n  new-task: [F7, n]\n  zoom: none\n") { choice in
      let path = try #require(choice.settings.file)
      let rows = ConfigRow.rows(of: choice)
      for row in [
        ConfigRow(node: nil, key: "keys.new-task", value: .text("F7 n"), source: path + ":2"),
        ConfigRow(node: nil, key: "keys.zoom", value: .text("none"), source: path + ":3"),
      ] {
        #expect(rows.contains(row), "\(row.key)")
      }
    }
  }
}
