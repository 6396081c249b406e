import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// The filter of the board.
struct FilterTests {
  private var lines: (SampleBoard) -> [String] {
    { $0.screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test func `it holds as it is typed, and says how much is out of sight`() {
    var board = SampleBoard.busy()
    board.type("/auth")
    #expect(
      lines(board)[1] == " 1PEND 0  2PLAN 0 [3RUN 1] 4WAIT 0  5DONE 1  6FAIL 0  7CANC 0  hidden 3")
    #expect(lines(board).last == " /auth  2 of 5")
    board.press(.enter)
    #expect(lines(board)[0].hasPrefix(" ClawBoard  prod fast  5 tasks  /auth  anonymous"))
    #expect(lines(board).last?.hasPrefix(" n new  Enter open") == true)
  }

  @Test func `Esc while typing brings back what was, on the board everything`() {
    var board = SampleBoard.busy()
    board.type("/auth")
    board.press(.enter)
    board.type("/ docs")
    #expect(board.model.filter.text == "auth docs")
    board.press(.escape)
    #expect(board.model.filter.text == "auth")
    #expect(board.model.hiddenCount == 3)
    board.press(.escape)
    #expect(board.model.filter.isEmpty)
    #expect(board.model.hiddenCount == 0)
  }

  @Test func `what is no filter is said, stays to be corrected, and the one before holds`() {
    var board = SampleBoard.busy()
    board.type("/state:running")
    board.press(.enter)
    board.type("/ agnt:x")
    #expect(lines(board).last?.contains("'agnt:x': there is no key 'agnt'") == true)
    board.press(.enter)
    #expect(lines(board).last?.hasPrefix(" /state:running agnt:x") == true)
    #expect(board.model.filter.text == "state:running agnt")
    board.press(.escape)
    #expect(board.model.filter.text == "state:running")
    #expect(board.model.hiddenCount == 3)
  }

  @Test func `no key that is typed does anything else, and a paste is text`() {
    var board = SampleBoard.busy()
    board.type("/xqnR?")
    #expect(lines(board).last == " /xqnR?  0 of 5")
    #expect(board.screen.contains("The filter keeps all 5 tasks out of sight: Esc shows them."))
    board.press(.control("u"))
    board.send(.input([.paste("auth\nd")]))
    #expect(lines(board).last == " /auth d  2 of 5")
  }

  @Test func `the selection goes to a card that is shown, and no other can be cancelled`() {
    var board = SampleBoard.busy()
    board.type("/ollama")
    board.press(.enter)
    #expect(board.model.selectedKey == SampleBoard.key("44d0ffff"))
    board.type("/none")
    board.press(.enter, .character("x"))
    #expect(board.model.overlay == nil)
  }

  @Test func `a card goes and comes as its task changes`() {
    var board = SampleBoard.busy()
    board.type("/state:live")
    board.press(.enter)
    board.show(board.task("44d0ffff", .completed, agent: "ollama"))
    #expect(board.model.columns.column(of: SampleBoard.key("44d0ffff")) == nil)
    board.show(board.task("2c40aaaa", .running))
    #expect(board.model.columns.column(of: SampleBoard.key("2c40aaaa")) == .running)
  }

  @Test func `what time changes is looked at each second`() {
    var board = SampleBoard()
    board.show(board.task("2c40aaaa", .completed, minutes: 2))
    board.type("/age<3m")
    board.press(.enter)
    #expect(board.model.columns.total == 1)
    let next = board.frame.nextChange
    #expect(next.map { (0...1).contains($0.timeIntervalSince(board.model.now)) } == true)
    board.now += 120
    board.send(.tick)
    #expect(board.model.columns.total == 0)
  }

  @Test func `a task that is sent and does not match is said`() {
    var board = SampleBoard.busy()
    board.type("/ollama")
    board.press(.enter)
    board.show(board.task("new1", .pending))
    board.send(.submitted(SampleBoard.node, .accepted(SampleBoard.key("new1"))))
    #expect(lines(board).last?.contains("out of sight by the filter: Esc shows all") == true)
  }

  @Test(
    arguments: [
      ("is:at", "is:attention"), ("age<", "age<"), ("ag", "age"),
      ("agent:my", "agent:\"my agent\""),
      ("!agent:\"my a", "!agent:\"my agent\""),
      ("agent:\"my agent\",cl", "agent:\"my agent\",claude"),
      ("i", "i"), ("me", "meta."), ("agent:a", "agent:\"a,"),
      ("agent:x state:li", "agent:x state:live"),
    ])
  func `every key is completed, and its values as they must be written`(
    text: String, completed: String
  ) {
    var board = SampleBoard()
    board.node {
      $0.agents = ["my agent", "claude", "a,b", "a,c"].map { SampleBoard.agent($0, true) }
    }
    #expect(FilterCompletion(model: board.model).completed(text) == completed)
  }
}
