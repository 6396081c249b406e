import ArgumentParser
import ClawMirror
import Foundation
import Testing

@testable import ClawBoardCLI

/// Saved filters of the settings, where filters are used.
struct SavedFilterSettingsTests {
  /// The example of docs/commands.md.
  private func documented() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appendingPathComponent("docs/commands.md"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```yaml\n").dropFirst()
    let block = try #require(blocks.first { $0.hasPrefix("filters:") })
    return try #require(block.components(separatedBy: "```").first)
  }

  private func filter(_ arguments: String..., settings: String) throws -> TaskFilter {
    try choose(settings: settings) { choice in
      let command = try Clawboard.parseAsRoot(["ls"] + arguments)
      let list = try #require(command as? ListCommand)
      return try list.filter.read(saved: choice.settings.filterTexts)
    }
  }

  @Test func `the documented filters are read, and ls knows them by their names`() throws {
    let settings = try documented()
    let saved = ["mine": "who:me !mark:retried", "late": "@mine state:live age>2h"]
    #expect(
      try filter("--filter", "@late", settings: settings) == TaskFilter("@late", saved: saved))
    #expect(
      try filter("--filter", "!@mine", "--state", "failed", settings: settings)
        == TaskFilter("!@mine state:failed", saved: saved))
  }

  @Test func `the board's filter may be a saved one`() throws {
    try choose(settings: documented() + "board:\n  filter: '@mine'\n") { choice in
      #expect(choice.settings.values.text(.filter) == "@mine")
    }
  }

  @Test func `a saved filter that does not exist is named with the place`() throws {
    try withSettings("filters:\n  mine: who:me\n  late: '@mne'\n") { path in
      let failure = try #require(throws: CommandFailure.self) { try Settings.read(path: path) }
      #expect(failure.status == .usage)
      #expect(
        failure.message.hasPrefix("\(path):3: filters, late: '@mne': there is no saved filter"))
    }
  }

  @Test func `a saved filter that means every task is none for what changes tasks`() throws {
    let options = try FilterOptions.parse(["--filter", "@all"])
    let failure = try #require(throws: CommandFailure.self) {
      try TaskSelection.check(ids: [], options, saved: ["all": ""])
    }
    #expect(failure.message.hasPrefix("--filter: it is empty"))
    #expect(try TaskSelection.check(ids: [], options, saved: ["all": "who:me"]).isEmpty == false)
  }
}
