import ClawLink
import Testing

@testable import ClawBoard
@testable import ClawMirror

struct ColumnsTests {
  private func keys(_ columns: Columns, _ column: BoardColumn) -> [String] {
    (0..<columns.count(column)).compactMap { columns.key(column, at: $0)?.id.description }
  }

  @Test func `live cards stand oldest first, final ones newest first`() {
    let board = SampleBoard()
    var columns = Columns()
    for (id, minutes) in [("a", 1.0), ("b", 3.0), ("c", 2.0)] {
      columns.place(board.task("live-" + id, .running, minutes: minutes))
      columns.place(board.task("done-" + id, .completed, minutes: minutes))
    }
    #expect(keys(columns, .running) == ["live-b", "live-c", "live-a"])
    #expect(keys(columns, .completed) == ["done-a", "done-c", "done-b"])
  }

  @Test func `a card stands in one column and moves when its state does`() {
    let board = SampleBoard()
    var columns = Columns()
    columns.place(board.task("a", .pending))
    columns.place(board.task("a", .running))
    #expect(columns.count(.pending) == 0)
    #expect(keys(columns, .running) == ["a"])
    #expect(columns.column(of: SampleBoard.key("a")) == .running)
  }

  @Test func `a change that moves nothing keeps the order`() {
    let board = SampleBoard()
    var columns = Columns()
    for id in ["a", "b", "c"] { columns.place(board.task(id, .running, minutes: 1)) }
    let before = columns
    columns.place(board.task("b", .running, minutes: 1, progress: 50))
    #expect(columns == before)
    #expect(columns.index(of: SampleBoard.key("b")) == 1)
  }

  @Test func `lost cards stay but are not counted`() {
    let board = SampleBoard()
    var columns = Columns()
    var lost = board.task("a", .running)
    _ = lost.take(.unknownToNode, askedAt: board.now, at: board.now)
    columns.place(lost)
    columns.place(board.task("b", .running))
    #expect(columns.count(.running) == 2)
    #expect(columns.countKnown(.running) == 1)
    #expect(columns.lostCount == 1)
  }

  @Test func `a state that we do not know stands with the running ones`() {
    #expect(BoardColumn(.unknown(NodeText("reviewing"))) == .running)
  }

  @Test func `a thousand cards keep their order`() {
    let board = SampleBoard()
    var columns = Columns()
    let shuffled = (0..<1000).map { ($0 * 7919) % 1000 }
    for number in shuffled {
      columns.place(board.task("t\(number)", .running, minutes: Double(1000 - number)))
    }
    #expect(keys(columns, .running) == (0..<1000).map { "t\($0)" })
    for number in shuffled {
      #expect(columns.index(of: SampleBoard.key("t\(number)")) == number)
    }
  }
}
