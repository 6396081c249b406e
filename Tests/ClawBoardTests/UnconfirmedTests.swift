import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Saying what became of what was sent and never answered.
struct UnconfirmedTests {
  @Test func `it is one of the tasks of the log`() throws {
    var board = SampleBoard.withUnconfirmed()
    #expect(board.screen.contains("to claude on prod  Upgrade TLS"))
    #expect(board.screen.contains("it became 9e11"))
    let unconfirmed = try #require(board.model.unconfirmedTasks.first)
    board.press(.down)
    #expect(board.press(.enter) == [.settle(unconfirmed, as: TaskID("2c40aaaa"))])
    board.send(.settled(unconfirmed, .done))
    #expect(board.lines.last?.contains("it is known now") == true)
  }

  @Test func `it did not arrive: then it is written on, and nothing is sent by that`() throws {
    var board = SampleBoard.withUnconfirmed()
    let unconfirmed = try #require(board.model.unconfirmedTasks.first)
    #expect(board.press(.down, .down, .down, .enter) == [.settle(unconfirmed, as: nil)])
    #expect(board.model.form?.prompt.text == "Do it")
    #expect(board.drafts.last?.map(\.request.input) == ["Do it"])
    // It is somebody's, whatever key comes.
    board.press(.down)
    board.press(.escape)
    #expect(board.drafts.last?.map(\.request.input) == ["Do it"])
    board.type("n")
    #expect(board.press(.control("s")).count == 1)
  }

  @Test func `a form that still holds it is not left over`() throws {
    var board = SampleBoard.withUnconfirmed()
    board.press(.escape)
    let draft = Draft(
      node: SampleBoard.node,
      request: TaskSubmitRequest(
        agentId: "claude", description: "Upgrade TLS", input: "Do it"),
      wasSent: true)
    board.send(.drafts([draft]))
    #expect(board.type("q") == [])
    #expect(board.lines.last?.contains("U lists it") == true)
    board.type("U")
    board.press(.enter)
    #expect(board.model.forms.isEmpty)
  }

  @Test func `what was chosen stays chosen when the list changes, or is not done`() throws {
    var board = SampleBoard.withUnconfirmed()
    let submission = try #require(board.model.unconfirmedTasks.first).submission
    board.press(.down)
    board.node {
      $0.unconfirmed = [
        UnconfirmedTask(
          submission: submission, candidates: [TaskID("aaaa"), TaskID("2c40aaaa"), TaskID("bbbb")])
      ]
    }
    guard case .settle(_, let id)? = board.press(.enter).first else {
      Issue.record("nothing was said")
      return
    }
    #expect(id == TaskID("2c40aaaa"))
    var other = SampleBoard.withUnconfirmed()
    other.node { $0.unconfirmed = [UnconfirmedTask(submission: submission, candidates: [])] }
    #expect(other.press(.enter) == [])
    #expect(other.model.context == .unconfirmed)
  }

  @Test func `where nothing is, that is said`() {
    var board = SampleBoard.busy()
    board.type("U")
    #expect(board.lines.last?.contains("nothing is unconfirmed") == true)
  }
}
