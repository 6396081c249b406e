import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// What can be done about a 403.
struct RefusalTests {
  @Test func `it says the permission, and sends without a user when that is wanted`() {
    var board = SampleBoard.refused()
    #expect(board.screen.contains("Not permitted on prod"))
    #expect(board.screen.contains("task:submit is missing"))
    board.wait(1)
    let request = TaskSubmitRequest(agentId: "claude", input: "Make the tests green")
    #expect(board.type("a").first == .submit(SampleBoard.node, request, as: .nobody))
    board.send(.submitted(SampleBoard.node, .accepted(SampleBoard.key("new"))))
    // That is remembered for the node, also at the next start.
    board.type("n")
    #expect(board.model.form?.sender == .nobody)
    #expect(board.screen.contains("ann [without a user]"))
    #expect(board.model.savedView.asNobody == ["prod"])
  }

  @Test func `a key that came before it could be read sends nothing`() {
    var board = SampleBoard.refused()
    board.keyPause = 0.01
    #expect(board.type("a") == [])
    #expect(board.model.context == .refusal)
  }

  @Test(arguments: [Key.character("e"), .escape])
  func `e goes on editing`(key: Key) {
    var board = SampleBoard.refused()
    board.press(key)
    #expect(board.model.overlay == .form)
    #expect(board.model.form?.prompt.text == "Make the tests green")
  }

  @Test func `d keeps it as a draft`() {
    var board = SampleBoard.refused()
    board.type("d")
    #expect(board.model.overlay == nil)
    #expect(board.drafts.last?.map(\.request.input) == ["Make the tests green"])
    #expect(board.lines.last?.contains("kept") == true)
  }

  @Test func `where we are nobody already it is not offered`() {
    var board = SampleBoard()
    board.type("nHi")
    board.press(.control("s"))
    board.send(.submitted(SampleBoard.node, .failed(SampleBoard.forbidden)))
    #expect(!board.screen.contains("without the user"))
    board.wait(1)
    #expect(board.type("a") == [])
    #expect(board.model.context == .refusal)
  }

  @Test func `who sends can be chosen before`() {
    var board = SampleBoard(user: "ann")
    board.type("nHi")
    board.press(.backTab, .backTab, .backTab)
    #expect(board.model.form?.field == .sender)
    board.press(.right)
    let request = TaskSubmitRequest(agentId: "claude", input: "Hi")
    #expect(
      board.press(.control("s")).first == .submit(SampleBoard.node, request, as: .nobody))
  }

  @Test func `another node is sent to in the name that was chosen for it`() {
    var board = SampleBoard(width: 100, user: "ann")
    board.add(node: "stage")
    board.model { $0.asNobody = [SampleBoard.node] }
    board.type("nHi")
    #expect(board.model.form?.sender == .nobody)
    board.press(.backTab, .backTab, .backTab, .backTab)
    #expect(board.model.form?.field == .node)
    board.press(.right)
    #expect(board.model.form?.sender == .us)
    board.press(.left)
    #expect(board.model.form?.sender == .nobody)
    #expect(board.model.asNobody == [SampleBoard.node])
  }
}
