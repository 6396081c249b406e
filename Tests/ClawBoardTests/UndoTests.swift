import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Taking back what was done on the board alone.
struct UndoTests {
  private func board() -> SampleBoard { SampleBoard.busy(width: 120, height: 40) }

  @Test(arguments: [" ", "V", "M", "@", "5a", "!", "-", "=", "s", "S", "/auth\n", ":node prod\n"])
  func `z takes it back`(keys: String) {
    var board = board()
    let before = board.model.look
    board.type(keys)
    #expect(!board.model.look.isSame(as: before))
    board.type("z")
    #expect(board.model.look.isSame(as: before))
    #expect(board.lines.last?.hasPrefix(" undone: ") == true)
  }

  @Test func `a filter is one change, however many letters it has`() {
    var board = board()
    board.type("/auth\n")
    board.type("/")
    board.press(.control("u"))
    board.type("tls\n")
    #expect(board.model.filter.text == "tls")
    board.type("z")
    #expect(board.model.filter.text == "auth")
    board.type("z")
    #expect(board.model.filter.text.isEmpty)
    board.type("z")
    #expect(board.lines.last == " nothing to undo")
  }

  @Test func `a filter that was given up is none`() {
    var board = board()
    board.type("/auth")
    board.press(.escape)
    board.type("z")
    #expect(board.lines.last == " nothing to undo")
  }

  @Test func `what nodes do is no change of ours`() {
    var board = board()
    board.type(" ")
    board.show(board.task("7f3a91c2", .completed))
    board.type("z")
    #expect(board.model.marked.isEmpty)
    board.type("z")
    #expect(board.lines.last == " nothing to undo")
  }

  @Test func `a mark that is gone because the task was cancelled is no change of ours`() {
    var board = board()
    board.type("3  xy")
    board.send(.cancelled(SampleBoard.key("44d0ffff"), .done(.cancelled)))
    board.send(.cancelled(SampleBoard.key("7f3a91c2"), .done(.cancelled)))
    board.press(.escape)
    board.type("z")
    #expect(board.model.marked == [SampleBoard.key("44d0ffff")])
  }

  @Test func `a discarded draft comes back`() {
    var board = board()
    board.type("nHalf a prompt")
    board.press(.escape)
    board.type("Dd")
    #expect(board.drafts.last == [])
    #expect(board.model.overlay == nil)
    board.type("z")
    #expect(board.drafts.last?.map(\.request.input) == ["Half a prompt"])
    board.type("D")
    board.press(.enter)
    #expect(board.model.form?.prompt.text == "Half a prompt")
  }
}
