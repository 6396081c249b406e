import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// What the mirrors are told of the tasks that are looked at.
struct FocusTests {
  private func ids(_ keys: Set<TaskKey>?) -> [String]? {
    keys?.map(\.id.description).sorted()
  }

  @Test func `the selected task and the live ones in view are said, once`() {
    var board = SampleBoard()
    board.show(
      board.task("p", .pending), board.task("r1", .running, minutes: 2),
      board.task("r2", .running, minutes: 1), board.task("done", .completed))
    #expect(board.focuses.count == 1)
    #expect(board.focuses.last?.selected == SampleBoard.key("r1"))
    #expect(ids(board.focuses.last?.visible) == ["p", "r1", "r2"])
    board.wait(100)
    board.node { $0.health = .answering(.ms100) }
    #expect(board.focuses.count == 1)
  }

  @Test func `a moved selection is said`() {
    var board = SampleBoard()
    board.show(board.task("r1", .running, minutes: 2), board.task("r2", .running, minutes: 1))
    board.press(.down)
    #expect(board.focuses.map { $0.selected?.id.description } == ["r1", "r2"])
  }

  @Test func `scrolling changes what is in view`() {
    var board = SampleBoard()
    for number in 10..<30 {
      board.show(board.task("t\(number)", .running, minutes: 40 - Double(number)))
    }
    #expect(board.focuses.last?.visible.contains(SampleBoard.key("t10")) == true)
    #expect(board.focuses.last?.visible.contains(SampleBoard.key("t29")) == false)
    board.type("G")
    #expect(board.focuses.last?.visible.contains(SampleBoard.key("t10")) == false)
    #expect(board.focuses.last?.visible.contains(SampleBoard.key("t29")) == true)
    #expect((board.focuses.last?.visible.count ?? 0) < 20)
  }

  @Test func `a task that ended is not looked at any more`() {
    var board = SampleBoard()
    board.show(board.task("a", .running))
    board.show(board.task("a", .completed))
    #expect(board.focuses.last == BoardFocus())
  }

  @Test func `a zoomed pane shows the selected task alone`() {
    var board = SampleBoard()
    board.show(board.task("r1", .running, minutes: 2), board.task("r2", .running, minutes: 1))
    board.press(.enter)
    #expect(board.focuses.last?.selected == SampleBoard.key("r1"))
    #expect(board.focuses.last?.visible.isEmpty == true)
  }

  @Test(arguments: [(2.0, "asks every 2s"), (60, "asks every 1m"), (3600, "asks every 1h")])
  func `that the budget stretches ages stands in the header`(stretch: Double, words: String) {
    var board = SampleBoard(width: 120)
    #expect(!board.lines[0].contains("asks every"))
    board.node { $0.stretch = stretch }
    #expect(board.lines[0].contains(words))
  }

  @Test func `how far an audit log can be read stands in the header`() {
    var board = SampleBoard(width: 120)
    board.node { $0.discovery = .cutOff(newest: 62, since: SampleBoard.start) }
    #expect(board.lines[0].contains("audit log: newest 62 only"))
  }
}
