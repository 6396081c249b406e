import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Cancelling several tasks after one question.
struct CancelManyTests {
  private let done = CancelResult.done(.cancelled)

  /// Running tasks of two agents, one that has ended, and one of somebody else's.
  private func board(ours: Int, isOthers: Bool = false) -> SampleBoard {
    var board = SampleBoard(width: 120, height: 40)
    for index in 0..<ours {
      board.show(
        board.task(
          "\(index)aaa0000", .running, title: "Task \(index)", minutes: Double(10 - index)))
    }
    board.show(
      board.task("e4de0000", .completed), board.task("0ded0000", .running, agent: "ollama"))
    if isOthers {
      var other = board.task("07e40000", .running)
      other.submitter = .other(user: NodeText("bob"))
      board.show(other)
    }
    return board
  }

  @Test func `the question counts by node and state, and says what is left out`() {
    var board = SampleBoard.onThreeNodes(.init(width: 100, height: 30))
    board.type("Mx")
    for words in [
      "Cancel 5 tasks?", "prod   1 PENDING  2 RUNNING", "stage  1 RUNNING", "lab    1 WAITING",
      "left out 1: the task is completed", "left out 1: the task is failed",
    ] { #expect(board.screen.contains(words), "\(words)") }
  }

  @Test func `two at a time are asked for, and the next as one is answered`() {
    var board = board(ours: 4)
    board.type("Mx")
    let first = board.type("y")
    #expect(first == [.cancel(SampleBoard.key("0aaa0000")), .cancel(SampleBoard.key("1aaa0000"))])
    #expect(
      board.send(.cancelled(SampleBoard.key("1aaa0000"), done))
        == [.cancel(SampleBoard.key("2aaa0000"))])
    #expect(board.screen.contains("1 of 5 cancelled, 4 to go"))
  }

  @Test func `what is cancelled loses its mark, what failed keeps it`() {
    var board = board(ours: 2)
    board.type("@xy")
    #expect(board.model.marked.count == 3)
    board.send(.cancelled(SampleBoard.key("0aaa0000"), done))
    board.send(
      .cancelled(
        SampleBoard.key("1aaa0000"),
        .failed(.refused(node: "n", status: 400, detail: NodeText("no")))))
    // The one that has ended was marked as well and left out.
    #expect(
      board.model.marked == [SampleBoard.key("1aaa0000"), SampleBoard.key("e4de0000")])
    #expect(board.screen.contains("what failed stays marked"))
    board.press(.escape)
    #expect(board.model.overlay == nil)
    #expect(board.model.deeds.isEmpty)
  }

  @Test func `a table that is closed goes on, and its end is said`() {
    var board = board(ours: 2)
    board.type("@xy")
    board.press(.escape)
    #expect(board.lines.last == " still cancelling 2: it goes on")
    board.send(.cancelled(SampleBoard.key("0aaa0000"), done))
    board.send(.cancelled(SampleBoard.key("1aaa0000"), .done(.unknownToNode)))
    #expect(board.lines.last == " cancelled 1 of 2: the others stay marked")
  }

  @Test func `tasks of others want a clear yes`() {
    var board = board(ours: 1, isOthers: true)
    board.type("Mx")
    board.wait(1)
    #expect(board.screen.contains("1 of them this board did not submit."))
    #expect(board.type("x") == [])
    #expect(board.type("y").count == 2)
  }

  @Test func `in a pane about one task x means that one, whatever is marked`() {
    var board = board(ours: 3)
    board.type("M")
    board.press(.tab)
    board.type("x")
    #expect(board.screen.contains("Cancel this task?"))
  }

  @Test func `leaving while it goes on asks once`() {
    var board = board(ours: 3)
    board.type("Mxy")
    board.press(.escape)
    #expect(board.type("q") == [])
    #expect(board.lines.last?.contains("still cancelling, 4 to go") == true)
    #expect(board.type("q") == [.quit])
  }

  @Test func `what was forbidden to our user can be asked without it, after a yes`() {
    var board = SampleBoard(user: "ann")
    board.show(board.task("a", .running))
    board.type("xy")
    board.send(.cancelled(SampleBoard.key("a"), .failed(SampleBoard.forbidden)))
    #expect(board.screen.contains("asks again without a user"))
    #expect(board.type("a") == [])
    #expect(board.screen.contains("Asked in no user's name"))
    board.wait(1)
    #expect(board.type("x") == [])
    #expect(board.type("y").first == .cancel(SampleBoard.key("a"), as: .nobody))
    // From now on so there.
    board.send(.cancelled(SampleBoard.key("a"), .failed(SampleBoard.forbidden)))
    board.type("xy")
    #expect(board.model.deeds.last?.sender == .nobody)
  }

  @Test func `twelve tasks of one agent among two hundred take four keys from one of them`() {
    var board = SampleBoard(width: 120, height: 40)
    for index in 0..<200 {
      let id = String(index + 4096, radix: 16) + "0000"
      board.show(
        board.task(id, .running, agent: index % 16 == 3 && index < 192 ? "goose" : "claude"))
    }
    let goose = board.model.tasks.values.filter { $0.agent.raw == "goose" }.map(\.key)
    #expect(goose.count == 12)
    board.model { $0.select(goose[0]) }
    board.type("@x")
    #expect(board.screen.contains("Cancel 12 tasks?"))
    var asked = board.type("y")
    while let effect = asked.popLast() {
      guard case .cancel(let key, _) = effect else { continue }
      asked += board.send(.cancelled(key, done))
    }
    #expect(board.screen.contains("12 of 12 cancelled"))
  }
}
