import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Neither what was typed nor where one was gets lost by what happens beside it.
struct NothingLostTests {
  @Test func `a poll of another task leaves the detail and the stream where they are`() {
    var board = SampleBoard.busy(width: 80, height: 24)
    board.type("F3")
    board.press(.enter)
    board.type("j")
    let place = board.model.pane[.detail]
    #expect(place.scroll > 0 || board.model.paneContent.lines.count <= 20)
    board.type(":stream-scope\n")
    board.model(changing: { $0.streamChoice.last = 1 })
    board.show(board.task("b001-aaaa", .running, title: "Write the changelog"))
    #expect(board.model.pane[.detail] == place)
    #expect(board.model.streamChoice.last == 1)
  }

  @Test func `opening a task and coming back leaves the column scrolled as it was`() {
    var board = SampleBoard.full(Size(width: 80, height: 24))
    board.type("5jjjjjjkk")
    let top = board.model.top[.completed]
    board.press(.enter, .escape)
    #expect(board.model.top[.completed] == top)
    board.send(.resized(Size(width: 19, height: 4)))
    board.send(.resized(Size(width: 80, height: 24)))
    #expect(board.model.top[.completed] == top)
  }

  @Test func `a card that the filter hides only while it is typed stays selected`() {
    var board = SampleBoard.busy()
    board.type("3j")
    let key = board.model.selectedKey
    board.type("/agent:claude")
    #expect(board.model.selectedKey == key)
    board.press(.control("u"))
    board.type("zzz")
    board.press(.escape)
    #expect(board.model.selectedKey == key)
  }

  @Test func `what is typed comes back after looking at what was typed before`() {
    var board = SampleBoard.busy()
    board.type("/one\n")
    board.press(.escape)
    board.type("/agent:cl")
    board.press(.down)
    #expect(board.model.filter.text == "agent:cl")
    board.press(.up, .down)
    #expect(board.model.filter.text == "agent:cl")
  }

  @Test func `the chosen line of the palette is what runs`() {
    var board = SampleBoard.busy()
    board.type("3:mark")
    board.press(.down, .enter)
    #expect(board.model.marked.count == 2)
    board.type("u:")
    board.press(.enter)
    #expect(board.model.marked.isEmpty)
    #expect(board.model.overlay == nil)
  }

  @Test func `keys never go to cards behind a pane over the whole body`() {
    var board = SampleBoard.busy()
    board.press(.enter)
    board.send(.resized(Size(width: 19, height: 4)))
    board.send(.resized(Size(width: 80, height: 24)))
    #expect(board.model.context == .detail)
    board.type(":toggle-pane\n")
    #expect(!board.model.pane.isZoomed)
    #expect(board.model.context == .board)
  }

  @Test func `settings that take the pane away give the keys to the board`() {
    var board = SampleBoard.busy()
    board.press(.tab)
    var preferences = BoardSettings()
    preferences.sizes.columnsWidth = 100
    board.send(.preferences(preferences, themes: []))
    #expect(board.model.context == .board)
  }

  @Test
  func `a filter and an order of the settings count when they change, not over what was chosen`() {
    var board = SampleBoard.busy()
    var preferences = BoardSettings()
    preferences.filter = "agent:ollama"
    preferences.sort = CardSort(.agent)
    board.send(.preferences(preferences, themes: []))
    #expect(board.model.columns.total == 1)
    #expect(board.model.columns.sort.key == .agent)
    board.type("s/auth\n")
    preferences.filter = "agent:demo"
    preferences.sort = CardSort(.duration)
    board.send(.preferences(preferences, themes: []))
    #expect(board.model.filter.text == "agent:ollamaauth")
    #expect(board.model.columns.sort.key == .node)
  }

  @Test func `without a card there are panes all the same, and they have their keys`() {
    var board = SampleBoard()
    #expect(board.screen.contains("No tasks on http://prod:8000 yet."))
    #expect(board.screen.contains("─ Detail ─ Stream ─"))
    board.type(":tab agents\n")
    #expect(board.screen.contains("not configured"))
  }

  @Test(arguments: [(80, 8), (60, 20), (100, 14)])
  func `sizes that settings make possible leave the header and a card`(width: Int, height: Int) {
    var board = SampleBoard.busy(width: width, height: height)
    var preferences = BoardSettings()
    preferences.sizes = LayoutSizes()
    preferences.sizes.columnsWidth = 20
    preferences.sizes.columnsHeight = 5
    preferences.sizes.threeWidth = 20
    preferences.sizes.allWidth = 20
    preferences.sizes.sideWidth = 20
    board.send(.preferences(preferences, themes: []))
    #expect(board.lines[0].hasPrefix(" ClawBoard"))
    #expect(board.model.layout.columns.allSatisfy { $0.width > 0 && $0.height > 1 })
    #expect(board.model.layout.pane.map { $0.row > 2 && $0.width > 20 } ?? true)
  }

  @Test func `a paste into a line that is typed is text, with or without brackets`() {
    var board = SampleBoard.busy()
    board.type("/")
    let keys = "foo\naqu".map { Input.key($0 == "\n" ? .enter : .character($0)) }
    #expect(!board.send(.input(keys)).contains(.quit))
    #expect(board.model.filter.text == "foo aqu")
  }

  @Test func `a word and its Enter that come at once are a word and its Enter`() {
    var board = SampleBoard.busy()
    board.type("/")
    let keys = "auth\n".map { Input.key($0 == "\n" ? .enter : .character($0)) }
    board.send(.input([.key(.control("u"))] + keys))
    #expect(board.model.overlay == nil)
    #expect(board.model.filter.text == "auth")
  }

  @Test func `what is put away is forgotten with its task`() {
    var board = SampleBoard.busy()
    board.type("6a")
    #expect(board.model.savedView.putAway.count == 1)
    board.send(.mirror(.snapshot(BoardSnapshot(node: board.record, tasks: []))))
    #expect(board.model.savedView.putAway.count == 1)
    var other = SampleBoard.busy()
    other.model(changing: { $0.finding.putAway = [SampleBoard.key("gone")] })
    other.send(.mirror(.snapshot(BoardSnapshot(node: other.record, tasks: []))))
    #expect(other.model.savedView.putAway.isEmpty)
  }

  @Test func `nothing is asked where no question can be seen`() {
    var board = SampleBoard.busy()
    board.type("3")
    board.send(.resized(Size(width: 19, height: 4)))
    #expect(board.type("xy").isEmpty)
    #expect(board.model.overlay == nil)
  }
}
