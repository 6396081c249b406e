import ArgumentParser
import ClawBoard
import Foundation
import TestSupport
import Testing

@testable import ClawBoardCLI

/// The theme that is asked for by name.
struct ThemeOptionTests {
  private func look(
    _ arguments: [String], files: [String: String]
  ) async throws -> BoardLook {
    try await TemporaryFolder.use { folder in
      let themes = folder.path + "/clawboard/themes"
      try FileManager.default.createDirectory(
        atPath: themes, withIntermediateDirectories: true)
      for (name, text) in files {
        try Data(text.utf8).write(to: URL(fileURLWithPath: themes + "/" + name))
      }
      return try LookOptions.parse(arguments)
        .source(environment: ["XDG_CONFIG_HOME": folder.path]).look(Settings())
    }
  }

  @Test func `one of the user's is taken`() async throws {
    let look = try await look(
      ["--theme", "dusk"], files: ["dusk.yaml": "name: dusk\ninherits: dark"])
    #expect(look.settings.theme == "dusk")
    #expect(look.library.names == ThemeLibrary.builtIn.names + ["dusk"])
  }

  @Test func `one that there is not is refused with all names and faults`() async throws {
    let files = ["bad.yaml": "name: bad\nroles: []", "dusk.yaml": "name: dusk"]
    let failure = await #expect(throws: CommandFailure.self) {
      try await look(["--theme", "bad"], files: files)
    }
    let names = ThemeLibrary.builtIn.names.joined(separator: ", ")
    #expect(failure?.status == .usage)
    #expect(
      failure?.message
        == "--theme: there is no theme 'bad': use one of \(names), dusk; "
        + "theme bad.yaml:2: roles: not a mapping: write 'base: …'")
  }

  @Test func `without one the terminal's own counts, whatever is wrong with files`() async throws {
    let look = try await look([], files: ["bad.yaml": "roles: []"])
    #expect(look.settings.theme == nil)
    #expect(look.themes(standard: "mono").first?.name == "mono")
    #expect(look.library.faults.count == 1)
  }
}
