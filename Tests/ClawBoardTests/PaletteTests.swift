import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Every action by its name, and the lines that are typed.
struct PaletteTests {
  private func items(_ typed: String, _ board: SampleBoard = .busy()) -> [String] {
    var board = board
    board.type(":" + typed)
    guard case .prompt(let prompt) = board.model.overlay else { return [] }
    return board.model.palette(for: prompt).items.map(\.typed)
  }

  @Test func `every action of the place and of the board is there, once`() {
    let all = items("")
    #expect(Set(all).count == all.count)
    let wanted = Keymap.standard.bindings(in: .board).map(\.action).filter(\.isInPalette)
    #expect(Set(all) == Set(wanted.map { $0.rawValue + ($0.needsArgument ? " " : "") } + extra))
  }

  /// What works in the pane beside the board.
  private var extra: [String] {
    Keymap.standard.bindings(in: .detail).map(\.action).filter(\.isInPalette).map(\.rawValue)
      .filter { !["tab", "theme", "node", "go-to-column", "command"].contains($0) }
  }

  @Test func `names that begin so come before those that have it inside`() {
    #expect(items("so") == ["sort", "reverse-sort"])
    #expect(items("zoo") == ["zoom"])
    #expect(items("qqq") == [])
  }

  @Test func `Enter does what is written, or what is chosen`() {
    var board = SampleBoard.busy()
    board.type(":zoom\n")
    #expect(board.model.pane.isZoomed)
    board.press(.escape)
    board.type(":so")
    board.press(.down, .enter)
    #expect(board.model.columns.sort.isReversed)
  }

  @Test func `an action that needs a word asks for it`() {
    var board = SampleBoard.busy()
    board.type(":tab\n")
    #expect(board.lines.last?.hasPrefix(" :tab ") == true)
    board.type("sk")
    board.press(.tab)
    #expect(board.lines.last?.hasPrefix(" :tab skills") == true)
    board.press(.enter)
    #expect(board.model.pane.tab == .skills)
  }

  @Test func `what is no action is said`() {
    var board = SampleBoard.busy()
    board.type(":fly away\n")
    #expect(board.lines.last == " no action 'fly away': Tab completes, ? lists the keys")
  }

  @Test func `an action takes its word: a column, an order, a filter`() {
    var board = SampleBoard.busy()
    board.type(":go-to-column failed\n")
    #expect(board.model.column == .failed)
    board.type(":sort duration\n")
    #expect(board.model.columns.sort.key == .duration)
    board.type(":filter auth docs\n")
    #expect(board.model.filter.text == "auth docs")
    board.type(":filter agnt:x\n")
    #expect(board.lines.last?.contains("there is no key 'agnt'") == true)
    #expect(board.model.filter.text == "auth docs")
  }

  @Test func `what was used before comes first`() {
    var board = SampleBoard.busy()
    board.type(":sort agent\n")
    board.type(":zoom\n")
    board.press(.escape)
    #expect(Array(items("", board).prefix(2)) == ["zoom", "sort agent"])
  }

  @Test func `what was typed into a filter comes back, the newest first`() {
    var board = SampleBoard.busy()
    board.type("/one\n")
    board.press(.escape)
    board.type("/two\n")
    board.press(.escape)
    board.type("/")
    var seen: [String] = []
    for key in [Key.up, .up, .up, .down, .down] {
      board.press(key)
      seen.append(board.model.filter.text)
    }
    #expect(seen == ["two", "one", "one", "two", ""])
  }

  @Test func `it is seen over the pane, with what each action does`() {
    var board = SampleBoard.busy()
    board.type(":zoo")
    #expect(board.lines.suffix(2).first?.hasPrefix("▌zoom pane over the whole body") == true)
  }

  // MARK: Themes

  private func themes() -> [Theme] { ThemeLibrary.builtIn.themes }

  @Test func `a theme is looked at while it is chosen, and kept with Enter`() {
    var board = SampleBoard.busy()
    board.send(.preferences(BoardSettings(), themes: themes()))
    let before = board.model.theme.name
    board.type(":theme li")
    #expect(board.model.theme.name == "light")
    board.press(.escape)
    #expect(board.model.theme.name == before)
    board.type(":theme li\n")
    #expect(board.model.theme.name == "light")
  }

  @Test func `a theme of the settings that was broken counts once it is there`() {
    var preferences = BoardSettings()
    preferences.theme = "dark"
    var model = Model(
      size: Size(width: 80, height: 24), timeZone: .gmt, now: SampleBoard.start,
      preferences: preferences, themes: themes().filter { $0.name != "dark" })
    #expect(model.theme.name == "terminal")
    _ = update(&model, .preferences(preferences, themes: themes()), at: SampleBoard.start)
    #expect(model.theme.name == "dark")
  }

  @Test func `a theme that is gone leaves the standard one`() {
    var board = SampleBoard.busy()
    board.send(.preferences(BoardSettings(), themes: themes()))
    board.type(":theme dark\n")
    board.send(
      .preferences(BoardSettings(), themes: themes().filter { $0.name != "dark" }))
    #expect(board.model.theme.name == "terminal")
  }
}
