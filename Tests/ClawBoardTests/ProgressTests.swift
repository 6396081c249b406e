import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// What becomes of the columns that no node ever fills.
struct ProgressTests {
  enum Node {
    case connecting, neverAnswered, plain, plainAndGone, showing, showingAndGone

    func record(_ number: Int) -> NodeRecord {
      let name = "n\(number)"
      var record = NodeRecord(name: NodeName(name), url: "http://\(name):8000")
      record.showsProgress = self == .showing || self == .showingAndGone
      let silence = ClawLinkError.unreachable(node: name, reason: "connection refused")
      let start = SampleBoard.start
      switch self {
      case .connecting: record.health = .connecting
      case .plain, .showing: record.health = .answering(.fast)
      case .neverAnswered:
        record.health = .silent(since: start, lastAnswer: nil, reason: silence)
      case .plainAndGone, .showingAndGone:
        record.health = .silent(since: start, lastAnswer: start, reason: silence)
      }
      return record
    }
  }

  @Test(
    arguments: [
      ([], false), ([.connecting], false), ([.neverAnswered], false), ([.plain], true),
      ([.plainAndGone], true), ([.plain, .connecting], true), ([.plain, .neverAnswered], true),
      ([.showing], false), ([.plain, .showing], false), ([.plain, .showingAndGone], false),
    ] as [([Node], Bool)])
  func `there is no progress once a node has answered and none shows any`(
    nodes: [Node], hasNoProgress: Bool
  ) {
    var model = Model(size: Size(width: 80, height: 24), timeZone: .gmt, now: SampleBoard.start)
    for record in nodes.enumerated().map({ $1.record($0) }) { model.nodes[record.name] = record }
    #expect(model.hasNoProgress == hasNoProgress)
    #expect(BoardColumn.allCases.contains { model.isSilent($0) } == hasNoProgress)
  }

  @Test(
    arguments: [
      ([], [.planning, .running, .waiting]),
      ([.pending, .completed, .failed, .cancelled], [.planning, .running, .waiting]),
      ([.unknown(NodeText("reviewing"))], [.planning, .waiting]),
      ([.planning, .waiting], [.running]),
      ([.planning, .running, .waiting], []),
    ] as [([TaskStatus], [BoardColumn])])
  func `a column with a card is not silent`(states: [TaskStatus], silent: [BoardColumn]) {
    var board = SampleBoard.withoutProgress()
    for (number, state) in states.enumerated() { board.show(board.task("t\(number)", state)) }
    #expect(BoardColumn.allCases.filter { board.model.isSilent($0) } == silent)
  }

  @Test func `no poll changes a width, but the one that shows the first progress`() {
    var board = SampleBoard.withoutProgress(width: 120)
    board.show(board.task("a", .pending), board.task("b", .unknown(NodeText("reviewing"))))
    let widths = board.model.layout.columns.map(\.width)
    #expect(widths.filter { $0 == 1 }.count == 2)
    board.show(board.task("b", .completed), board.task("c", .pending), board.task("a", .failed))
    board.node { $0.health = .answering(.s1) }
    #expect(board.model.layout.columns.map(\.width) == widths)
    board.node { $0.showsProgress = true }
    #expect(!board.model.layout.columns.contains { $0.width < 15 })
  }

  @Test func `a column that is not looked at fills the room that folding brings`() {
    var board = SampleBoard(width: 120, height: 40, isAnswering: false)
    for number in 10..<20 { board.show(board.task("t\(number)", .pending)) }
    board.type("G7")
    #expect(board.lines.count { $0.contains("○") } == 5)
    board.node { $0.health = .answering(.fast) }
    #expect(board.lines.count { $0.contains("○") } == 7)
  }

  @Test func `h and l pass the folded columns`() {
    var board = SampleBoard.withoutProgress(width: 120)
    board.show(board.task("a", .pending), board.task("b", .completed))
    board.type("1")
    board.type("l")
    #expect(board.model.column == .completed)
    board.type("h")
    #expect(board.model.column == .pending)
  }

  @Test(arguments: [(120, 40), (80, 24), (50, 12), (20, 5)])
  func `a digit opens a folded column, which says why it is empty; leaving folds it`(
    width: Int, height: Int
  ) {
    var board = SampleBoard.withoutProgress(width: width, height: height)
    board.show(board.task("a", .pending), board.task("b", .completed))
    let before = board.screen
    board.type("3")
    #expect(!board.model.isFolded(.running))
    #expect(board.lines[2].contains(" RUNNING – "))
    #expect(board.lines[3].contains("No progress"))
    board.type("h")
    #expect(board.screen == before)
  }

  @Test(arguments: [(110, true), (98, false)])
  func `a head that is too narrow for all of its words keeps its count`(
    width: Int, isWhole: Bool
  ) {
    var board = SampleBoard.withoutProgress(width: width, height: 24)
    for number in 10..<110 { board.show(board.task("t\(number)", .pending)) }
    #expect(board.lines[2].contains(isWhole ? " PENDING / working 100 " : "─ PENDING 100 ─"))
  }

  @Test func `cards out of sight have an arrow where there is no room for words`() {
    var board = SampleBoard.withoutProgress()
    for number in 10..<30 { board.show(board.task("t\(number)", .pending)) }
    #expect(board.lines[2].hasPrefix("─ PENDING / working 20 ─↓─┬"))
    board.type("jjjjj")
    #expect(board.lines[2].hasPrefix("─ PENDING / working 20 ↑↓─┬"))
    board.type("G")
    #expect(board.lines[2].hasPrefix("─ PENDING / working 20 ─↑─┬"))
  }

  @Test(
    arguments: [0, 1, 4, 5, 15, 16, 24, 60], [0, 1, 19, 20, 59, 60, 72, 97, 98, 120, 200])
  func `every size can be drawn, folded or open`(height: Int, width: Int) {
    var board = SampleBoard.atWork(width: width, height: height)
    for key in ["1", "2", "3", "4", "l"] {
      board.type(key)
      #expect(board.frame.canvas.size == Size(width: width, height: height))
    }
  }

  @Test func `small screens list what is pending or working`() {
    #expect(
      SampleBoard.atWork(width: 50, height: 12).screen == """
         ClawBoard  prod fast  5 tasks  anonymous   14:02
        [1PEND 3] 5DONE 1  6FAIL 1
        ─ PENDING / working 3 ────────────────────────────
        ▌○ 44d0 goose  working · Auth docs pass        5m
         ○ 7f3a claude  working · Add login throttling 2m
         ○ b001 ollama  Write the changelog           <1m





         n new  Enter open  x cancel  ? help  q quit
        """)
    #expect(
      SampleBoard.atWork(width: 20, height: 5).screen == """
         ClawBoard  … 14:02
        [○3] ✓1 ✗1
        ─ PENDING 3 ─────↓2─
        ▌○ 44d0 goose    5m
         ? help  q quit
        """)
  }
}
