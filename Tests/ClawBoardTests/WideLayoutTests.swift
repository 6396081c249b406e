import ClawMirror
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard

/// Columns, the pane at their side, the stream below; and what holds when the size changes.
struct WideLayoutTests {
  @Test func `Tab goes from the board to the pane, to the stream, and back`() {
    var board = SampleBoard.busy(width: 200, height: 60)
    var places: [Keymap.Context] = []
    for _ in 0..<4 {
      board.press(.tab)
      places.append(board.model.context)
    }
    #expect(places == [.detail, .stream, .board, .detail])
    board.press(.backTab)
    #expect(board.model.context == .board)
  }

  @Test func `the pane at the side keeps its tab while the stream has the keys`() {
    var board = SampleBoard.busy(width: 200, height: 60)
    board.type(":tab skills\n")
    board.press(.tab, .tab)
    #expect(board.model.context == .stream)
    #expect(board.model.paneTab == .skills)
    #expect(board.model.shownTabs == [.skills, .stream])
  }

  @Test(arguments: [(160, 16), (200, 60), (300, 100)])
  func `everything has its place, and nothing overlaps`(width: Int, height: Int) throws {
    let layout = SampleBoard.busy(width: width, height: height).model.layout
    let pane = try #require(layout.pane)
    let stream = try #require(layout.stream)
    #expect(layout.columns.count == 7)
    #expect(pane.right == width)
    #expect(pane.height == layout.body.height)
    #expect(stream.right + 1 == pane.column)
    #expect(layout.columns.last?.right == stream.right)
    #expect(layout.columns.allSatisfy { $0.bottom == stream.row && $0.width >= 13 })
    #expect(stream.bottom == layout.body.bottom)
  }

  @Test func `through every size the selection, the tab and the focus stay where they can`() {
    var board = SampleBoard.full(Size(width: 120, height: 40))
    board.type("3jjjj:tab agents\n")
    board.press(.tab)
    let selected = board.model.selectedKey
    for (width, height) in [
      (200, 60), (159, 40), (97, 24), (71, 24), (60, 16), (98, 24), (160, 40), (80, 24),
    ] {
      board.send(.resized(Size(width: width, height: height)))
      #expect(board.model.selectedKey == selected)
      #expect(board.model.context == .agents, "\(width)x\(height)")
      let cards = board.model.layout.cardsPerColumn
      let index = board.model.selectedIndex ?? -1
      let top = board.model.top[.running] ?? 0
      #expect((top..<top + cards).contains(index), "\(width)x\(height)")
    }
    for (width, height) in [(59, 24), (80, 15), (20, 5), (19, 4), (1, 1)] {
      board.send(.resized(Size(width: width, height: height)))
      #expect(board.model.selectedKey == selected)
      #expect(board.model.context == .board)
      #expect(board.lines.count == height)
    }
  }

  @Test func `thresholds are the settings' to say`() {
    var board = SampleBoard.busy(width: 120, height: 40)
    var preferences = BoardSettings()
    preferences.sizes.sideWidth = 120
    board.send(.preferences(preferences, themes: []))
    #expect(board.model.layout.shape == .wide)
    preferences.sizes.columnsWidth = 130
    board.send(.preferences(preferences, themes: []))
    #expect(board.model.layout.shape == .list)
  }

  @Test(arguments: 1...4)
  func `cards have as many lines as the settings say`(lines: Int) {
    var board = SampleBoard.busy(width: 120, height: 40)
    var preferences = BoardSettings()
    preferences.cardLines = lines
    board.send(.preferences(preferences, themes: []))
    #expect(board.model.layout.cardHeight == lines)
  }

  @Test func `a pane that is closed leaves its room to the cards`() {
    var board = SampleBoard.full(Size(width: 120, height: 40))
    let cards = board.model.layout.cardsPerColumn
    board.type("d")
    #expect(board.model.layout.pane == nil)
    #expect(board.model.layout.cardsPerColumn > cards)
    board.type("d")
    #expect(board.model.layout.cardsPerColumn == cards)
  }

  @Test func `the detail is drawn once the keys rest`() {
    var board = SampleBoard.full(Size(width: 120, height: 40))
    board.type("3g")
    board.keyPause = 0.02
    let first = board.model.selectedKey
    board.type("jjj")
    #expect(board.model.selectedKey != first)
    #expect(board.model.detailTask?.key != board.model.selectedKey)
    #expect(board.frame.nextChange.map { $0 <= board.now.addingTimeInterval(0.12) } == true)
    board.wait(0.12)
    #expect(board.model.detailTask?.key == board.model.selectedKey)
  }
}
