import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Writing and sending a task.
struct FormTests {
  private func openForm() -> SampleBoard {
    var board = SampleBoard()
    board.type("n")
    return board
  }

  @Test(arguments: [Key.control("s"), .function(2)])
  func `a prompt is sent to the first configured agent`(key: Key) {
    var board = openForm()
    board.type("Fix it\nplease")
    #expect(
      board.press(key) == [
        .submit(SampleBoard.node, TaskSubmitRequest(agentId: "claude", input: "Fix it\nplease"))
      ])
    #expect(board.model.form?.phase == .sending)
  }

  @Test func `Enter goes through the fields to Send`() {
    var board = openForm()
    board.press(.backTab, .backTab)
    board.press(.right, .enter)
    board.type("A title")
    board.press(.enter)
    board.type("Do it")
    board.press(.tab, .tab, .tab, .tab)
    #expect(
      board.press(.enter) == [
        .submit(
          SampleBoard.node,
          TaskSubmitRequest(agentId: "demo", description: "A title", input: "Do it"))
      ])
  }

  @Test func `an agent that is not configured cannot be chosen`() {
    var board = openForm()
    board.press(.backTab, .backTab)
    var chosen: Set<String> = []
    for _ in 0..<5 {
      board.press(.right)
      chosen.insert(board.model.form?.agent?.raw ?? "")
    }
    #expect(chosen == ["claude", "demo"])
  }

  @Test(arguments: ["", "  \n "])
  func `an empty prompt is not sent and says why`(prompt: String) {
    var board = openForm()
    board.type(prompt)
    #expect(board.press(.control("s")) == [])
    #expect(board.screen.contains("the prompt is empty"))
  }

  @Test func `without an agent nothing is sent`() {
    var board = SampleBoard(isAnswering: false)
    board.type("n")
    board.type("Hi")
    #expect(board.press(.control("s")) == [])
    #expect(board.screen.contains("no agent is configured on prod"))
    board.node {
      $0.health = .answering(.fast)
      $0.agents = [SampleBoard.agent("demo", true)]
    }
    #expect(!board.press(.control("s")).isEmpty)
  }

  @Test func `it is sent once, however often the key is pressed`() {
    var board = openForm()
    board.type("Hi")
    #expect(board.press(.control("s")).count == 1)
    #expect(board.press(.control("s"), .control("s"), .enter) == [])
  }

  @Test func `once accepted the form is gone and the agent remembered`() {
    var board = openForm()
    board.press(.backTab, .backTab)
    board.press(.right, .tab, .tab)
    board.type("Hi")
    board.press(.control("s"))
    board.send(.submitted(SampleBoard.node, .accepted(SampleBoard.key("new"))))
    #expect(board.model.overlay == nil)
    #expect(board.lines.last == " sent to prod: new")
    board.type("n")
    #expect(board.model.form?.agent == NodeText("demo"))
    #expect(board.model.form?.prompt.text.isEmpty == true)
  }

  @Test func `what was refused stays in the form with the reason`() {
    var board = openForm()
    board.type("Hi")
    board.press(.control("s"))
    board.send(
      .submitted(
        SampleBoard.node,
        .failed(.notPermitted(node: "http://prod:8000", permission: NodeText("task:submit")))))
    #expect(board.screen.contains("task:submit is missing"))
    board.press(.escape)
    #expect(board.screen.contains("task:submit is missing"))
    #expect(board.model.form?.prompt.text == "Hi")
    board.type("!")
    #expect(!board.screen.contains("task:submit"))
    #expect(board.press(.control("s")).count == 1)
  }

  @Test func `what may have arrived is sent again only after a word about it`() {
    var board = openForm()
    board.type("Hi")
    board.press(.control("s"))
    let lost = UnconfirmedSubmission(
      node: "http://prod:8000", reason: "the connection broke", agentId: "claude",
      sentAt: board.now, sessionId: nil)
    board.send(.submitted(SampleBoard.node, .failed(.submitUnconfirmed(lost))))
    #expect(board.screen.contains("look for it"))
    #expect(board.press(.control("s")) == [])
    #expect(board.screen.contains("makes it two"))
    // Not before that could be read, and whatever key was pressed meanwhile.
    #expect(board.press(.control("s")) == [])
    board.press(.down)
    #expect(board.press(.control("s")) == [])
    board.wait(1)
    #expect(board.press(.control("s")).count == 1)
  }

  @Test func `leaving with a draft asks once`() {
    var board = openForm()
    board.type("Half a prom")
    board.press(.escape)
    #expect(board.press(.character("q")) == [])
    #expect(board.lines.last?.contains("your draft would be lost") == true)
    board.press(.down)
    #expect(board.press(.character("q")) == [])
    #expect(board.press(.character("q")) == [.quit])
  }

  @Test func `what is written is said to be kept, until it is sent`() {
    var board = openForm()
    board.type("Half a prompt")
    #expect(board.drafts.last?.first?.request.input == "Half a prompt")
    #expect(board.drafts.last?.first?.node == "prod")
    #expect(board.drafts.count == 13)
    board.press(.escape)
    board.press(.character("n"), .control("s"))
    #expect(board.drafts.count == 14)
    #expect(board.drafts.last?.first?.wasSent == true)
    board.send(.submitted(SampleBoard.node, .accepted(SampleBoard.key("new"))))
    #expect(board.drafts.suffix(1) == [[]])
  }

  @Test func `what was being sent when a board ended is not sent again without a word`() {
    var board = SampleBoard.busy()
    let request = TaskSubmitRequest(agentId: "demo", input: "Hi")
    board.send(.drafts([Draft(node: SampleBoard.node, request: request, wasSent: true)]))
    board.type("n")
    #expect(board.screen.contains("it may be running already"))
    #expect(board.press(.control("s")) == [])
    board.wait(1)
    #expect(board.press(.control("s")) == [.submit(SampleBoard.node, request)])
  }

  @Test func `where drafts are kept, leaving with one asks nothing`() {
    var board = SampleBoard(nodes: BoardNodes(keepsDrafts: true))
    board.type("n")
    board.type("Half a prom")
    board.press(.escape)
    #expect(board.press(.character("q")) == [.quit])
  }

  @Test func `what another board has left waits for n`() {
    var board = SampleBoard.busy()
    let request = TaskSubmitRequest(agentId: "demo", description: "T", input: "Half a\nprompt")
    board.send(.drafts([Draft(node: SampleBoard.node, request: request)]))
    #expect(board.drafts.isEmpty)
    #expect(board.lines.last?.contains("a draft was kept: n goes on writing") == true)
    board.type("n")
    #expect(board.screen.contains("Half a"))
    #expect(board.screen.contains("demo"))
  }

  @Test func `what was written for a node that is not here stays where it is`() {
    var board = SampleBoard.busy()
    let request = TaskSubmitRequest(agentId: "demo", input: "For stage alone")
    board.send(.drafts([Draft(node: NodeName("stage"), request: request)]))
    #expect(board.model.forms.isEmpty)
    #expect(board.drafts.isEmpty)
  }

  @Test func `what may have arrived is known as that, whatever is typed since`() {
    var board = openForm()
    board.type("Hi")
    board.press(.control("s"))
    board.send(
      .submitted(
        SampleBoard.node,
        .failed(.connectionLost(node: "http://prod:8000", operation: "submit a task"))))
    board.type("!")
    board.press(.escape)
    #expect(board.drafts.last?.first?.wasSent == true)
    #expect(board.type("q") == [])
    #expect(board.lines.last?.contains("it is not known whether") == true)
    #expect(board.type("q") == [.quit])
  }

  @Test func `leaving while sending asks once and is not called done`() {
    var board = openForm()
    board.type("Hi")
    board.press(.control("s"), .escape)
    #expect(board.press(.character("q")) == [])
    #expect(board.press(.character("q")) == [.quitWhileSending])
  }

  @Test func `on the smallest screen what is typed can be read`() {
    var board = SampleBoard(width: 20, height: 5)
    board.type("n")
    board.type("abc")
    #expect(board.screen.contains("abc"))
    #expect(board.frame.canvas.cursor != nil)
  }

  @Test func `closing keeps what was typed`() {
    var board = openForm()
    board.type("Half a prom")
    board.press(.escape)
    #expect(board.model.overlay == nil)
    #expect(board.lines.last == " kept: press n to go on writing")
    board.type("n")
    board.type("pt")
    #expect(board.model.form?.prompt.text == "Half a prompt")
  }

  @Test func `a form closed while sending is said when it ends`() {
    var board = openForm()
    board.type("Hi")
    board.press(.control("s"), .escape)
    let lost = UnconfirmedSubmission(
      node: "http://prod:8000", reason: "x", agentId: "claude", sentAt: .distantPast,
      sessionId: nil)
    board.send(.submitted(SampleBoard.node, .failed(.submitUnconfirmed(lost))))
    #expect(board.lines.last?.contains("the task may be running") == true)
    board.type("n")
    #expect(board.model.form?.prompt.text == "Hi")
  }

  @Test func `a paste is text, line breaks and all`() {
    var board = openForm()
    board.send(.input([.paste("q\nx\n\u{1B}[31my")]))
    #expect(board.model.form?.prompt.text == "q\nx\n[31my")
    #expect(board.model.overlay == .form)
  }

  @Test func `letters are text in the form`() {
    var board = openForm()
    board.type("qxn?hjkl[]1")
    #expect(board.model.form?.prompt.text == "qxn?hjkl[]1")
  }

  @Test func `the cursor stays in view in a long prompt`() throws {
    var board = openForm()
    board.type(String(repeating: "line\n", count: 40) + String(repeating: "w", count: 200))
    let cursor = try #require(board.frame.canvas.cursor)
    #expect(board.frame.canvas[cursor.column - 1, cursor.row].character == "w")
  }
}
