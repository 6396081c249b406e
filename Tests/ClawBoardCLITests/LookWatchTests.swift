import ClawBoard
import Foundation
import Testing

@testable import ClawBoardCLI

/// The settings and the themes while a board is open.
struct LookWatchTests {
  /// A folder of settings.
  private struct Place {
    let folder: String

    func write(_ text: String, to name: String = "config.yaml") throws {
      let path = folder + "/clawboard/" + name
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    func watch(theme: String? = nil) throws -> LookWatch {
      let environment = ["XDG_CONFIG_HOME": folder]
      let path = GivenValue(
        value: .text(Settings.standardPath(environment)), source: .standard)
      let source = LookSource(theme: theme, environment: environment, settingsPath: path)
      return try LookWatch(source, settings: source.settings())
    }
  }

  private func withPlace(_ body: (Place) throws -> Void) throws {
    let folder = try TemporaryFolder(named: "look")
    defer { folder.remove() }
    try body(Place(folder: folder.path))
  }

  private static let own = "name: own\nroles:\n  base: {fg: red}\n"

  @Test func `nothing is said while nothing changes`() throws {
    try withPlace { place in
      try place.write("board: {theme: mono}")
      var watch = try place.watch()
      #expect(watch.first.settings.theme == "mono")
      #expect(watch.lookTwice(standardTheme: "terminal").isEmpty)
    }
  }

  @Test func `what changes is read again, with all themes, the standard one first`() throws {
    try withPlace { place in
      var watch = try place.watch()
      try place.write("board: {sort: agent, filter: who:me}")
      var wanted = BoardSettings()
      wanted.sort = CardSort(.agent)
      wanted.filter = "who:me"
      let messages = watch.lookTwice(standardTheme: "mono")
      #expect(messages.last == .note("the settings were read again"))
      guard case .preferences(let settings, let themes)? = messages.first else {
        Issue.record("no settings in \(messages)")
        return
      }
      #expect(settings == wanted)
      #expect(themes.first?.name == "mono")
      #expect(Set(themes.map(\.name)) == Set(ThemeLibrary.builtIn.names))
      #expect(watch.lookTwice(standardTheme: "mono").isEmpty)
    }
  }

  @Test func `a fault is said with its line, and once`() throws {
    try withPlace { place in
      try place.write("board: {sort: agent}")
      var watch = try place.watch()
      try place.write("board:\n  sort: size\n")
      let messages = watch.lookTwice(standardTheme: "terminal")
      guard case .fault(let words)? = messages.first, messages.count == 1 else {
        Issue.record("no fault in \(messages)")
        return
      }
      #expect(words.hasPrefix("config.yaml:2: board, sort: 'size' is not an order"))
      #expect(watch.lookTwice(standardTheme: "terminal").isEmpty)
    }
  }

  @Test(
    arguments: [
      ("nodes:\n- {name: b, baseUrl: http://a}\n", "nodes: counts from the next start on"),
      ("keepDays: 3\nnodes: []\n", "nodes, keepDays: counts from the next start on"),
      (
        "# Moved down.\nboard: {follow: yes}\nnodes:\n- {name: a, baseUrl: http://a}\n",
        "the settings were read again"
      ),
    ])
  func `what needs a new start is named`(text: String, words: String) throws {
    try withPlace { place in
      try place.write("nodes:\n- {name: a, baseUrl: http://a}\n")
      var watch = try place.watch()
      try place.write(text)
      #expect(watch.lookTwice(standardTheme: "terminal").last == .note(words))
    }
  }

  @Test func `a theme of the command line counts before the settings`() throws {
    try withPlace { place in
      try place.write("board: {theme: mono}")
      var watch = try place.watch(theme: "terminal")
      #expect(watch.first.settings.theme == "terminal")
      try place.write("board: {theme: mono, follow: yes}")
      guard case .preferences(let settings, _)? = watch.lookTwice(standardTheme: "mono").first
      else {
        Issue.record("the settings were not read again")
        return
      }
      #expect(settings.theme == "terminal")
      #expect(settings.followsCard)
    }
  }

  @Test func `a file that is being written is waited for`() throws {
    try withPlace { place in
      try place.write("board: {theme: mono}")
      var watch = try place.watch()
      try place.write("")
      #expect(watch.look(standardTheme: "terminal").isEmpty)
      try place.write("board: {theme: mono, follow: yes}")
      #expect(watch.look(standardTheme: "terminal").isEmpty)
      guard case .preferences(let settings, _)? = watch.look(standardTheme: "terminal").first else {
        Issue.record("the settings were not read again")
        return
      }
      #expect(settings.theme == "mono")
    }
  }

  @Test func `a theme of the command line is for one run`() throws {
    try withPlace { place in
      func view(_ json: String) throws -> SavedView {
        try JSONDecoder().decode(SavedView.self, from: Data(json.utf8))
      }
      let saved = try view(#"{"theme": "dark"}"#)
      #expect(try place.watch(theme: "mono").kept(SavedView(), over: saved) == saved)
      #expect(try place.watch().kept(SavedView(), over: saved) == SavedView())
    }
  }

  @Test func `a theme that is broken is said, and the board goes on`() throws {
    try withPlace { place in
      try place.write("board: {theme: own}")
      try place.write("name: [", to: "themes/own.yaml")
      var watch = try place.watch()
      #expect(try #require(watch.first.remark).contains("own.yaml"))
      let failure = #expect(throws: CommandFailure.self) { try place.watch(theme: "own") }
      #expect(try #require(failure).message.hasPrefix("--theme: there is no theme 'own'"))
      try place.write(Self.own, to: "themes/own.yaml")
      let messages = watch.lookTwice(standardTheme: "terminal")
      #expect(messages.last == .note("the settings were read again"))
    }
  }
}

extension LookWatch {
  /// What two looks in a row come to.
  fileprivate mutating func lookTwice(standardTheme: String) -> [Message] {
    look(standardTheme: standardTheme) + look(standardTheme: standardTheme)
  }
}
