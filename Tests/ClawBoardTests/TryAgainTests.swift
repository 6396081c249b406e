import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Trying tasks again: one as a draft, several after a question.
struct TryAgainTests {
  private func board(_ change: (inout TaskRecord) -> Void = { _ in }) -> SampleBoard {
    var board = SampleBoard.busy(width: 120, height: 40)
    var record = board.task(
      "9e11aaaa", .failed, title: "Upgrade TLS", prompt: "Do it", agent: "demo", minutes: 70)
    record.context = ["model": .string("m"), "thinking": .string("high"), "tries": .number(3)]
    change(&record)
    board.show(record)
    board.type("6")
    return board
  }

  @Test func `t opens the task as a draft, and sends it as another try`() {
    var board = board()
    board.type("t")
    #expect(board.screen.contains("Another try of 9e11aaaa on prod"))
    #expect(board.model.form?.metadata.text == "tries:=3")
    board.type(" now")
    let request = TaskSubmitRequest(
      agentId: "demo", description: "Upgrade TLS", input: "Do it now", model: "m",
      thinking: .high, metadata: ["tries": .number(3)])
    #expect(
      board.press(.control("s"))
        == [.submit(SampleBoard.node, request, retryOf: TaskID("9e11aaaa"))])
  }

  @Test func `what nobody has written on is gone with its form`() {
    var board = board()
    board.type("t")
    board.press(.escape)
    #expect(board.model.forms.isEmpty)
    #expect(board.drafts.isEmpty)
  }

  @Test func `what was being written before lies beside`() {
    var board = board()
    board.type("nHalf a prompt")
    board.press(.escape)
    board.type("t!")
    board.press(.escape)
    #expect(board.lines.last == " kept: press D to go on writing, D lists all 2")
    #expect(board.model.drafts.map(\.prompt.text) == ["Do it!", "Half a prompt"])
    #expect(board.drafts.last?.map(\.request.input) == ["Do it!", "Half a prompt"])
    board.type("D")
    board.press(.down, .enter)
    #expect(board.model.form?.prompt.text == "Half a prompt")
  }

  @Test func `a task that goes on, or was tried again, is not`() {
    var board = board { $0.retriedAs = TaskID("4e750000") }
    board.type("t")
    #expect(board.lines.last == " 9e11aaaa: tried again already as 4e750000")
    board.type("3t")
    #expect(board.lines.last?.contains("it goes on: cancel it first") == true)
    #expect(board.model.overlay == nil)
  }

  @Test func `a prompt that is not known is asked for`() {
    var board = board {
      $0.prompt = nil
      $0.submitter = .other(user: nil)
    }
    board.type("t")
    #expect(board.model.form?.purpose == .retry(of: TaskID("9e11aaaa")))
    #expect(board.press(.control("s")) == [])
    #expect(board.screen.contains("the prompt is empty"))
  }

  @Test func `that it was tried before is said, and nothing else is sent`() {
    var board = board()
    board.type("t")
    board.press(.control("s"))
    board.send(.submitted(SampleBoard.node, .sentBefore(SampleBoard.key("4e750000"))))
    #expect(board.screen.contains("not sent: it was tried again before, as 4e75"))
  }

  @Test func `marked ones go two at a time, each linked to its original`() {
    var board = SampleBoard(width: 120, height: 40)
    for index in 0..<4 {
      board.show(
        board.task("\(index)aaa0000", .failed, prompt: "P\(index)", minutes: Double(9 - index)))
    }
    var unknown = board.task("bbbb0000", .failed)
    unknown.prompt = nil
    board.show(unknown, board.task("cccc0000", .running))
    board.type("Mt")
    #expect(board.screen.contains("Try 4 tasks again?"))
    #expect(board.screen.contains("left out 1: its prompt was not stored"))
    #expect(board.screen.contains("left out 1: it goes on: cancel it first"))
    board.wait(1)
    #expect(board.type("t") == [])
    let effects = board.type("y")
    #expect(
      effects == [
        .retry(SampleBoard.key("0aaa0000"), TaskSubmitRequest(agentId: "claude", input: "P0")),
        .retry(SampleBoard.key("1aaa0000"), TaskSubmitRequest(agentId: "claude", input: "P1")),
      ])
    let next = board.send(
      .retried(SampleBoard.key("0aaa0000"), .accepted(SampleBoard.key("dddd0000"))))
    #expect(next.count == 1)
    #expect(board.screen.contains("tried again as dddd"))
    #expect(!board.model.marked.contains(SampleBoard.key("0aaa0000")))
  }

  @Test func `leaving while one is on its way is not called done`() {
    var board = SampleBoard()
    board.show(board.task("a", .failed), board.task("b", .failed))
    board.type("Mty")
    board.press(.escape)
    #expect(board.type("q") == [])
    #expect(board.type("q") == [.quitWhileSending])
  }
}
