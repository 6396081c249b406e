import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Answering a task that asks.
struct AnswerTests {
  private func board(question: String? = "Which schema?") -> SampleBoard {
    var board = SampleBoard()
    board.show(board.task("91bcaaaa", .waiting, title: "Choose", question: question))
    return board
  }

  @Test func `i opens the question, and sends what is written below it`() {
    var board = board()
    #expect(board.screen.contains("asks: Which schema?"))
    board.type("i")
    #expect(board.screen.contains("Answer to 91bcaaaa on prod"))
    #expect(board.screen.contains("Which schema?"))
    board.type("The old one")
    let effects = board.press(.control("s"))
    #expect(effects == [.answer(SampleBoard.key("91bcaaaa"), "The old one", form: 0)])
    board.send(.answered(SampleBoard.key("91bcaaaa"), .done, form: 0))
    #expect(board.model.overlay == nil)
    #expect(board.lines.last == " 91bcaaaa has the answer")
  }

  @Test func `an answer that was refused, or may have arrived, stays`() {
    var board = board()
    board.type("iThe old one")
    board.press(.control("s"))
    board.send(
      .answered(
        SampleBoard.key("91bcaaaa"),
        .failed(.refused(node: "n", status: 400, detail: NodeText("it asks nothing"))), form: 0))
    #expect(board.screen.contains("it asks nothing"))
    board.type("!")
    board.press(.control("s"))
    board.send(
      .answered(
        SampleBoard.key("91bcaaaa"),
        .failed(.connectionLost(node: "n", operation: "answer a task")), form: 0))
    #expect(board.press(.control("s")) == [])
    board.wait(1)
    #expect(board.press(.control("s")).count == 1)
  }

  @Test func `an empty answer is not sent`() {
    var board = board()
    board.type("i")
    #expect(board.press(.control("s")) == [])
    #expect(board.screen.contains("the answer is empty"))
  }

  @Test func `half an answer is a draft of its own`() {
    var board = board()
    board.type("iHalf")
    board.press(.escape)
    #expect(board.drafts.last?.first?.answerTo == TaskID("91bcaaaa"))
    // A new task is none of it.
    board.type("n")
    #expect(board.screen.contains("New task on"))
    board.press(.escape)
    board.type("i")
    #expect(board.screen.contains("Answer to 91bc"))
    #expect(board.model.form?.prompt.text == "Half")
  }

  @Test func `an answer to another question goes out only once that was read`() {
    var board = board()
    board.type("iYes")
    board.show(board.task("91bcaaaa", .waiting, question: "Drop the table?"))
    #expect(board.press(.control("s")) == [])
    #expect(board.screen.contains("it asks something else now"))
    #expect(board.screen.contains("Drop the table?"))
    board.show(board.task("91bcaaaa", .running))
    #expect(board.press(.control("s")) == [])
    #expect(board.screen.contains("asks nothing any more"))
    board.show(board.task("91bcaaaa", .waiting, question: "Drop the table?"))
    #expect(board.press(.control("s")).count == 1)
  }

  @Test func `what asks nothing is told, and so is a question that is not said`() {
    var board = board(question: nil)
    board.type("i")
    #expect(board.lines.last?.contains("no question that could be answered") == true)
    board.show(board.task("aaaa", .running))
    board.type("3i")
    #expect(board.lines.last == " aaaa asks nothing")
  }
}
