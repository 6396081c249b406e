import ClawTerminal
import Testing

@testable import ClawBoard

/// Themes in the palette: one that is chosen there is seen at once.
struct PaletteThemeTests {
  private func board(theme name: String? = nil) -> SampleBoard {
    var board = SampleBoard()
    let themes = ["plain", "dusk", "dawn"].map { Theme(name: $0, styles: [:]) }
    board.send(.preferences(BoardSettings(), themes: themes))
    if let name {
      board.type(":theme \(name)")
      board.press(.enter)
    }
    return board
  }

  @Test func `one that is chosen is drawn with, and Esc takes it back`() {
    var board = board()
    board.type(":theme ")
    #expect(board.model.theme.name == "plain")
    board.press(.down)
    #expect(board.model.theme.name == "dusk")
    board.press(.escape)
    #expect(board.model.theme.name == "plain")
  }

  @Test func `the list begins at the one in force, also while another is tried`() {
    var board = board(theme: "dusk")
    board.type(":theme ")
    #expect(board.model.theme.name == "dusk")
    board.press(.down)
    #expect(board.model.theme.name == "dawn")
    board.press(.enter)
    #expect(board.model.theme.name == "dawn")
    board.type(":")
    #expect(board.model.theme.name == "dawn")
  }
}
