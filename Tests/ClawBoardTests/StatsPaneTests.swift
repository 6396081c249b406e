import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// The stats pane, and what is told of how long work usually takes.
struct StatsPaneTests {
  private func board(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = SampleBoard.busy(width: width, height: height)
    board.type(":tab stats\n")
    board.count(SampleBoard.day)
    return board
  }

  private func zoomed(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = board(width: width, height: height)
    board.type("f")
    return board
  }

  private func looks(_ board: SampleBoard, _ span: StatisticsSpan) -> Int {
    board.readings.count { $0 == .readStatistics(SampleBoard.node, span) }
  }

  @Test func `below the columns numbers come first, then hours and agents`() {
    #expect(
      board().lines[15...22].joined(separator: "\n") == """
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────
         Last 24 hours: 17 ended, 13 completed, 3 failed, 1 cancelled; last hour 5
         per hour ▁▁▁▃▁▁▁▃▁▁▃▁▁▃▁▃▁▃▁▃▁▃▇█ █ 5
         Of those submitted in that time; how long the completed ones took:
         AGENT   DONE            FAIL  CANC  LOST  LIVE  MEDIAN   P90  TOK IN   OUT
         claude    12  ████████     3     0     0     0    3m10  5m40     14k  3.7k
         ollama     1  █            0     1     1     1    4m50  4m50       –     –

        """)
  }

  @Test func `with the whole screen each outcome has its own line, and several nodes their names`()
  {
    var board = zoomed(width: 120, height: 40)
    board.add(node: "lab")
    board.count([SampleBoard.Work(agent: "demo")], on: "lab")
    #expect(
      board.lines[3...13].joined(separator: "\n") == """
         Last 24 hours: 18 ended, 14 completed, 3 failed, 1 cancelled; last hour 6
         per hour ▁▁▁▃▁▁▁▃▁▁▃▁▁▃▁▃▁▃▁▃▁▃▆█ █ 6
         Of those submitted in that time; how long the completed ones took:
         AGENT   NODE  DONE            FAIL  CANC  LOST  LIVE  MEDIAN   P90  TOK IN   OUT
         claude  prod    12  ████████     3     0     0     0    3m10  5m40     14k  3.7k
           completed   median 3m10, p90 5m40; 14k tokens in, 3.7k out
           failed      median 9s, p90 9s
         ollama  prod     1  █            0     1     1     1    4m50  4m50       –     –
           completed   median 4m50, p90 4m50
           cancelled   median 1h06, p90 1h06
         demo    lab      1  █            0     0     0     0    1m00  1m00       –     –
        """)
  }

  @Test func `a narrow screen leaves out what matters least`() {
    var board = zoomed(width: 40, height: 12)
    board.glyphs = .ascii
    #expect(
      board.lines[3...10].joined(separator: "\n") == """
         Last 24 hours: 17 ended, 13 completed,
         3 failed, 1 cancelled; last hour 5
         per hour ___-___-__-__-_-_-_-_-#@ @ 5
         Of those submitted in that time; how
         long the completed ones took:
         AGENT   DONE  FAIL  LIVE  MEDIAN   P90
         claude    12     3     0    3m10  5m40
         ollama     1     0     1    4m50  4m50
        """)
  }

  @Test func `the day is counted while the pane is looked at, every minute, and on r`() {
    var board = board()
    #expect(looks(board, .day) == 1)
    board.wait(59)
    #expect(looks(board, .day) == 1)
    board.wait(1)
    #expect(looks(board, .day) == 2)
    board.count(SampleBoard.day)
    board.type("r")
    #expect(looks(board, .day) == 3)
    board.count(SampleBoard.day)
    board.type("[")
    board.wait(300)
    #expect(looks(board, .day) == 3)
  }

  @Test func `nothing is counted for a pane that is not drawn`() {
    var board = SampleBoard.busy()
    board.type(":tab stats\nd")
    let before = looks(board, .day)
    board.wait(300)
    #expect(looks(board, .day) == before)
  }

  @Test func `where progress shows the month is not counted`() {
    var board = SampleBoard.busy()
    board.wait(900)
    #expect(looks(board, .month) == 0)
  }

  @Test func `the month is counted once for each node, and again every ten minutes`() {
    var board = SampleBoard.withoutProgress()
    #expect(looks(board, .month) == 1)
    board.count([], over: .month)
    board.wait(599)
    #expect(looks(board, .month) == 1)
    board.wait(1)
    #expect(looks(board, .month) == 2)
    board.add(node: "lab") { $0.showsProgress = false }
    #expect(board.readings.last == .readStatistics(NodeName("lab"), .month))
  }

  @Test func `what is not there yet is said, and what never was, and what went wrong`() {
    var board = SampleBoard()
    board.type(":tab stats\nf")
    #expect(board.lines[3] == " The tasks are being counted.")
    board.count([])
    #expect(
      board.lines[3]
        == " Nothing ended and nothing was submitted in the last 24 hours: n writes a task.")
    board.send(
      .statistics(SampleBoard.node, .day, .failed(.notWritten(reason: "disk full"))))
    #expect(board.lines[3] == " prod: not counted: the ledger cannot be written: disk full")
  }

  @Test func `n writes a task`() {
    var board = zoomed()
    board.type("n")
    #expect(board.model.overlay == .form)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1.0k"), (9999, "9.9k"), (12_345, "12k"), (5_600_000, "5.6M"),
    (Int.max, "9223372036G"),
  ])
  func `tokens are short`(number: Int, words: String) {
    #expect(StatsText.short(number) == words)
  }

  @Test(arguments: [(20, 5), (24, 8), (60, 16), (200, 60)])
  func `it fits every size`(width: Int, height: Int) {
    let board = zoomed(width: width, height: height)
    #expect(board.lines.count == height)
    #expect(board.lines[3].hasPrefix(" Last 24 hours:"))
  }

  // MARK: How long work usually takes

  private static func month(_ count: Int) -> [SampleBoard.Work] {
    (1...count).map { SampleBoard.Work(agent: "Claude", minutes: 9000, seconds: Double($0) * 60) }
  }

  private func usual(_ board: SampleBoard, _ id: String) -> UsualDuration? {
    board.model.tasks[SampleBoard.key(id)].flatMap { board.model.usualDuration(of: $0) }
  }

  @Test func `a task at work that shows no progress has what is usual of its agent`() {
    var board = SampleBoard.atWork(width: 80, height: 24)
    board.count(Self.month(10), over: .month)
    #expect(usual(board, "7f3a91c2")?.words == "usually 5m, p90 9m (of 10)")
    #expect(usual(board, "44d0ffff") == nil, "of another agent nothing is known")
    #expect(usual(board, "b001aaaa") == nil, "it has just been sent")
    #expect(usual(board, "2c40aaaa") == nil, "it has ended")
  }

  @Test func `nothing is usual of four tasks, nor of those that failed`() {
    var board = SampleBoard.atWork(width: 80, height: 24)
    var work = Self.month(4)
    work += (0..<9).map { _ in SampleBoard.Work(agent: "claude", status: .failed, minutes: 9000) }
    board.count(work, over: .month)
    #expect(usual(board, "7f3a91c2") == nil)
  }

  @Test func `where progress shows it is not needed, and the pane's day is not a month`() {
    var board = SampleBoard.atWork(width: 80, height: 24)
    board.count(Self.month(10), over: .day)
    #expect(usual(board, "7f3a91c2") == nil)
    board.count(Self.month(10), over: .month)
    board.showProgress()
    #expect(usual(board, "7f3a91c2") == nil)
  }
}
