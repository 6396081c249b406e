import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// What is selected, and what stays selected.
struct SelectionTests {
  private func board() -> SampleBoard {
    var board = SampleBoard()
    board.show(
      board.task("p1", .pending, minutes: 2), board.task("p2", .pending, minutes: 1),
      board.task("r1", .running, minutes: 3), board.task("r2", .running, minutes: 2),
      board.task("r3", .running, minutes: 1), board.task("f1", .failed))
    return board
  }

  private func selected(_ board: SampleBoard) -> String? {
    board.model.selectedKey?.id.description
  }

  @Test func `a board that opens looks at what runs`() {
    #expect(selected(board()) == "r1")
  }

  @Test(arguments: [
    ("j", "r2"), ("jj", "r3"), ("jjj", "r3"), ("jk", "r1"), ("k", "r1"), ("G", "r3"), ("Gg", "r1"),
    ("h", "p1"), ("hj", "p2"), ("hh", "p1"), ("l", "f1"), ("ll", "f1"), ("1", "p1"), ("6", "f1"),
    ("jhl", "r2"),
  ])
  func `keys move the selection`(keys: String, id: String) {
    var board = board()
    board.type(keys)
    #expect(selected(board) == id)
  }

  @Test func `arrows move like letters`() {
    var board = board()
    board.press(.down)
    #expect(selected(board) == "r2")
    board.press(.left)
    #expect(selected(board) == "p1")
    board.press(.right, .up)
    #expect(selected(board) == "r1")
  }

  @Test func `an empty column can be gone to`() {
    var board = board()
    board.type("5")
    #expect(board.model.column == .completed)
    #expect(selected(board) == nil)
    #expect(board.lines[1].contains("[5DONE 0]"))
  }

  @Test func `the selection stays with its card when others come and go`() {
    var board = board()
    board.type("j")
    board.show(board.task("r0", .running, minutes: 9), board.task("r1", .completed))
    #expect(selected(board) == "r2")
  }

  @Test func `when the card leaves, its neighbour is selected`() {
    var board = board()
    board.type("j")
    board.show(board.task("r2", .completed))
    #expect(selected(board) == "r3")
    board.show(board.task("r3", .completed))
    #expect(selected(board) == "r1")
  }

  @Test func `a column that ran empty is left after its last card`() {
    var board = board()
    board.type("6")
    board.show(board.task("f1", .running, minutes: 0))
    #expect(board.model.column == .running)
    #expect(selected(board) == "f1")
  }

  @Test func `the task that was sent is selected when its card is there`() {
    var board = board()
    board.send(.submitted(SampleBoard.node, .accepted(SampleBoard.key("new"))))
    #expect(selected(board) == "r1")
    board.show(board.task("new", .pending))
    #expect(selected(board) == "new")
    board.type("j")
    board.show(board.task("other", .pending))
    #expect(selected(board) != "other")
  }

  @Test func `nothing is selected from under a form`() {
    var board = board()
    board.send(.submitted(SampleBoard.node, .accepted(SampleBoard.key("new"))))
    board.type("n")
    board.show(board.task("new", .pending))
    #expect(selected(board) == "r1")
  }

  @Test func `a long column scrolls with the selection and says what is out of sight`() {
    var board = SampleBoard()
    for number in 0..<20 {
      board.show(
        board.task("t\(number)", .running, title: "Task \(number)", minutes: 20 - Double(number)))
    }
    #expect(board.lines[2].contains("16 below"))
    board.type("G")
    #expect(board.lines[2].contains("16 above"))
    #expect(board.screen.contains("Task 19"))
    board.type("k")
    #expect(board.lines[2].contains("16 above"))
    board.type("g")
    #expect(board.lines[2].contains("16 below"))
  }

  @Test func `resizing keeps the selection in view`() {
    var board = SampleBoard(width: 120, height: 40)
    for number in 0..<20 {
      board.show(
        board.task("t\(number)", .running, title: "Task \(number)", minutes: 20 - Double(number)))
    }
    board.type("G")
    for (width, height) in [(80, 24), (50, 10), (200, 60), (60, 16)] {
      board.send(.resized(Size(width: width, height: height)))
      #expect(selected(board) == "t19")
      #expect(board.screen.contains("t19"), "\(width) by \(height)")
    }
  }

  @Test func `the pane scrolls by lines and no further than its text`() {
    var board = SampleBoard()
    board.show(
      board.task(
        "a", .completed, prompt: "P", result: (1...40).map { "line \($0)" }.joined(separator: "\n"))
    )
    board.press(.enter)
    #expect(board.screen.contains("line 1\n"))
    board.type("jjjjj")
    #expect(!board.screen.contains("line 1\n"))
    board.type("G")
    #expect(board.screen.contains("line 40"))
    let end = board.screen
    board.type("jjj")
    #expect(board.screen == end)
    board.type("g")
    #expect(board.screen.contains("line 1\n"))
  }

  @Test func `Esc goes back one level`() {
    var board = board()
    board.press(.enter)
    #expect(board.model.pane.isZoomed)
    board.press(.escape)
    #expect(!board.model.pane.isZoomed)
    board.press(.tab)
    #expect(board.model.focus == .pane)
    board.press(.escape)
    #expect(board.model.focus == .board)
  }

  @Test func `tabs go round`() {
    var board = board()
    #expect(board.model.pane.tab == .detail)
    board.type("[")
    #expect(board.model.pane.tab == .stats)
    board.type("]]")
    #expect(board.model.pane.tab == .stream)
  }
}
