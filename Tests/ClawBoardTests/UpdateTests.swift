import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Messages in, effects and the model out.
struct UpdateTests {
  private static let request = TaskSubmitRequest(agentId: "claude", input: "Hi")

  @Test(arguments: [
    (Key.character("q"), [Effect.quit]),
    (.character("r"), [.refresh(SampleBoard.node)]),
    (.character("R"), [.refresh(SampleBoard.node)]),
    (.control("l"), [.repaint]),
    (.control("z"), [.suspend]),
    (.control("c"), []),
    (.character("x"), []),
    (.character("n"), []),
    (.enter, []),
    (.character("?"), []),
    (.function(5), []),
  ])
  func `a key on the board has its effect`(key: Key, effects: [Effect]) {
    var board = SampleBoard()
    board.show(board.task("a", .running))
    #expect(board.press(key) == effects)
  }

  @Test func `^c leaves when pressed twice, and not when much later`() {
    var board = SampleBoard()
    #expect(board.press(.control("c")) == [])
    #expect(board.lines.last?.contains("^c again") == true)
    board.wait(3)
    #expect(board.press(.control("c")) == [])
    #expect(board.press(.control("c")) == [.quit])
  }

  @Test func `a lost terminal ends the board`() {
    var board = SampleBoard()
    #expect(board.send(.input([.hangUp])) == [.quit])
  }

  @Test func `nothing remote happens without a confirmation`() {
    var board = SampleBoard()
    board.show(board.task("a", .running))
    #expect(board.press(.character("x")) == [])
    #expect(board.press(.escape) == [])
    #expect(board.model.overlay == nil)
    #expect(board.press(.character("y")) == [])
  }

  @Test(arguments: [Key.character("x"), .character("y")])
  func `x then x or y cancels`(answer: Key) {
    var board = SampleBoard()
    board.show(board.task("a", .running))
    board.press(.character("x"))
    board.wait(1)
    #expect(board.press(answer) == [.cancel(SampleBoard.key("a"))])
    #expect(board.model.overlay == nil)
  }

  @Test func `an x that is held down is no answer, y is`() {
    var board = SampleBoard()
    board.show(board.task("a", .running))
    board.type("x")
    // As keyboards repeat a key.
    board.wait(0.5)
    board.keyPause = 0.03
    #expect(board.type(String(repeating: "x", count: 100)) == [])
    #expect(board.model.overlay != nil)
    #expect(board.type("y") == [.cancel(SampleBoard.key("a"))])
  }

  @Test func `keys typed ahead of the question are no answer`() {
    var board = SampleBoard()
    board.show(board.task("a", .running))
    let burst: [Input] = [.key(.character("x")), .key(.character("y"))]
    #expect(board.send(.input(burst)) == [])
    #expect(board.model.overlay != nil)
  }

  @Test(arguments: [TaskStatus.completed, .failed, .cancelled])
  func `there is nothing to cancel at the end`(status: TaskStatus) {
    var board = SampleBoard()
    board.show(board.task("a", status))
    #expect(board.type("x") == [])
    #expect(board.model.overlay == nil)
    #expect(board.lines.last == " nothing to cancel: the task is \(status.name.raw)")
  }

  /// A board that waits for what becomes of a cancel.
  private func cancelling(_ id: String) -> SampleBoard {
    var board = SampleBoard(width: 120)
    board.show(board.task(id, .running))
    board.type("xy")
    return board
  }

  @Test(arguments: [
    (CancelResult.done(.cancelled), "aaaa: cancelled"),
    (
      .done(.alreadyFinal(TaskState(id: TaskID("aaaa"), status: .completed))),
      "aaaa: nothing to cancel, it is completed"
    ),
    (.done(.unknownToNode), "aaaa: prod does not know the task; it was not cancelled"),
    (
      .failed(.notPermitted(node: "http://prod:8000", permission: NodeText("task:cancel"))),
      "aaaa: not cancelled: not permitted on http://prod:8000: task:cancel is missing"
    ),
  ])
  func `how a cancel ended is said`(result: CancelResult, words: String) {
    var board = cancelling("aaaa")
    board.send(.cancelled(SampleBoard.key("aaaa"), result))
    #expect(board.lines.last?.hasPrefix(" " + words) == true)
  }

  @Test func `a cancel whose answer was lost is not called refused`() {
    var board = cancelling("aaaa")
    let error = ClawLinkError.timedOut(node: "n", operation: "cancel a task", afterMs: 3000)
    board.send(.cancelled(SampleBoard.key("aaaa"), .failed(error)))
    #expect(board.lines.last?.hasPrefix(" aaaa: may be cancelled, the answer was lost") == true)
  }

  @Test func `a mark that time brings shows without a key`() throws {
    var board = SampleBoard()
    board.node { $0.showsProgress = false }
    board.show(board.task("a", .pending), board.task("b", .completed))
    board.press(.character("5"))
    #expect(!board.lines[5].contains("working"))
    let change = try #require(board.frame.nextChange)
    #expect(change < SampleBoard.start.addingTimeInterval(11))
    board.wait(10.1)
    #expect(board.lines[5].contains("working"))
  }

  @Test func `a paste on the board does not run as commands`() {
    var board = SampleBoard()
    board.show(board.task("a", .running))
    #expect(board.send(.input([.paste("x\ny\nq\n")])) == [])
    #expect(board.model.overlay == nil)
    let burst = "q\nxy".map { Input.key($0 == "\n" ? .enter : .character($0)) }
    #expect(board.send(.input(burst)) == [])
    #expect(board.lines.last?.contains("paste") == true)
  }

  @Test func `a notice goes by itself, an error with the next key`() {
    var board = SampleBoard()
    board.send(.note("hello"))
    #expect(board.lines.last == " hello")
    #expect(board.frame.nextChange == SampleBoard.start.addingTimeInterval(Notice.infoTime))
    board.wait(Notice.infoTime)
    #expect(board.lines.last?.contains("hello") == false)
    board.send(.fault("it broke"))
    board.wait(1000)
    #expect(board.lines.last?.contains("it broke") == true)
    board.press(.down)
    #expect(board.lines.last?.contains("it broke") == false)
  }

  @Test func `a node that was silent is said to answer again`() {
    var board = SampleBoard()
    board.node {
      $0.health = .silent(
        since: SampleBoard.start, lastAnswer: SampleBoard.start,
        reason: .connectionLost(node: "prod", operation: "x"))
    }
    #expect(board.lines[0].contains("NO ANSWER"))
    board.node { $0.health = .answering(.ms100) }
    #expect(board.lines[0].contains("100ms"))
    #expect(board.lines.last == " prod answers again")
  }

  @Test func `time alone changes nothing but what shows it`() {
    var board = SampleBoard()
    board.show(board.task("a", .running), board.task("b", .completed))
    board.press(.character("5"))
    let before = board.frame.canvas
    board.wait(20)
    #expect(board.frame.canvas == before)
    #expect(board.frame.nextChange == SampleBoard.start.addingTimeInterval(60))
  }
}
