import ClawMirror
import Testing

@testable import ClawBoard
@testable import ClawBoardCLI

/// Commands of the user's own in the settings.
struct CommandSettingsTests {
  @Test func `every field is read`() throws {
    let settings = try Settings.reading(
      """
      filters:
        mine: who:me
      commands:
      - key: d
        name: Show the diff
        run: git diff task/{id} | cat
        when: "@mine state:completed"
        output: pane
      - {key: "!", name: Read, run: "less {result_file}"}
      """)
    #expect(
      try settings.commands.map(\.command) == [
        UserCommand(
          key: "d", name: "Show the diff", text: CommandText("git diff task/{id} | cat"),
          condition: TaskFilter("@mine state:completed", saved: ["mine": "who:me"]),
          output: .pane),
        UserCommand(
          key: "!", name: "Read", text: CommandText("less {result_file}"), output: .terminal),
      ])
    #expect(try Settings.reading("commands:\n").commands.isEmpty)
  }

  /// An entry with these lines in place of its own.
  private static func entry(_ lines: String) -> String {
    "commands:\n- key: d\n  name: N\n  run: \"true\"\n" + lines
  }

  @Test(
    arguments: [
      ("commands: x", "FILE:1: commands: not a list: begin each command with '- key:'"),
      (
        "commands:\n- ls",
        "FILE:2: command 1: not a mapping: write 'key:' and what belongs to it"
      ),
      ("commands:\n- {key: d, name: N}", "FILE:2: command 1: it has no run"),
      (
        "commands:\n- {key: d, name: N, run: x, wen: y}",
        "FILE:2: command 1: there is no key 'wen': do you mean 'when'?"
      ),
      (
        "commands:\n- key: F5\n  name: N\n  run: x",
        "FILE:2: command 1, key: 'F5' is not one sign: give a letter, digit or sign"
      ),
      (
        "commands:\n- key: d\n  name: \" N\"\n  run: x",
        "FILE:3: command 1, name: ' N' cannot be shown on one line: "
          + "give 1 to 32 letters, digits or signs"
      ),
      (
        "commands:\n- key: d\n  name: N\n  run: [ls]",
        "FILE:4: command 1, run: it is not one text: write it in one line"
      ),
      (
        "commands:\n- key: d\n  name: N\n  run: echo {titel}",
        "FILE:4: command 1, run: there is no placeholder '{titel}': do you mean '{title}'?; "
          + "for braces of the shell's put a blank inside"
      ),
      (
        entry("  when: state:runing"),
        "FILE:5: command 1, when: 'state:runing': there is no state 'runing': "
          + "do you mean 'running'?"
      ),
      (
        entry("  output: screen"),
        "FILE:5: command 1, output: there is no output 'screen': use pane, terminal, none"
      ),
      (
        entry("- key: d\n  name: M\n  run: x"),
        "FILE:5: command 2, key: line 2 has 'd' already: give another"
      ),
      (
        entry("- key: e\n  name: N\n  run: x"),
        "FILE:6: command 2, name: the command of line 2 has this name already: give another"
      ),
      (
        entry("keys:\n  back: d"),
        "FILE:2: command 1, key: 'd' is back in the menu: give another"
      ),
    ] as [(String, String)])
  func `a fault is named with its line and the way out`(text: String, words: String) throws {
    #expect(try Settings.complaint(about: text) == words)
  }

  @Test func `config shows them with their lines`() throws {
    try choose(settings: "commands:\n- {key: d, name: Disk space, run: df -h}\n") { choice in
      let path = try #require(choice.settings.file)
      #expect(
        ConfigRow.rows(of: choice).contains(
          ConfigRow(
            node: nil, key: "commands.Disk space", value: .text("df -h"), source: path + ":2")))
    }
  }
}
