import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// The nodes pane: a block for each of them.
struct NodesPaneTests {
  private func board(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = SampleBoard.busy(width: width, height: height)
    board.node { node in
      let newest = Date(timeIntervalSinceReferenceDate: 801_000_000)
      node.latencies = (0..<20).map { index in
        LatencySample(
          time: newest - Double(19 - index) * LatencySample.span,
          ms: index == 7 ? nil : [5, 10, 20, 50][index % 4])
      }
      node.budget = PollBudget(set: 100)
      node.discovery = .working
      node.permissions = [NodeText("Permission.TASK_SUBMIT"), NodeText("task:view")]
      node.session = SessionInfo(
        id: "secret", userId: nil, createdAt: NodeDate(SampleBoard.start - 7200),
        lastActivity: NodeDate(SampleBoard.start), permissions: node.permissions)
    }
    board.type(":tab nodes\n")
    return board
  }

  private func zoomed(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = board(width: width, height: height)
    board.type("f")
    return board
  }

  /// One node in trouble beside the other.
  private func troubled(width: Int = 120, height: Int = 40) -> SampleBoard {
    var board = zoomed(width: width, height: height)
    board.add(node: "lab") { lab in
      lab.health = .silent(
        since: SampleBoard.start - 240, lastAnswer: SampleBoard.start - 250,
        reason: .unreachable(node: "lab", reason: "connection refused"))
      lab.stretch = 5
      lab.budget = PollBudget(set: 15, isHalved: true)
      lab.discovery = .notPermitted(NodeText("audit:read"))
      lab.showsProgress = false
      lab.latencies = [LatencySample(time: SampleBoard.start, ms: nil)]
      lab.ledgerFault = .notWritten(reason: "disk full")
    }
    return board
  }

  @Test func `below the columns a node stands with how it is and who we are there`() {
    #expect(
      board().lines[15...22].joined(separator: "\n") == """
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────
         prod  http://prod:8000
           health   answers, fast
           latency  up to 50ms            ▂▃▄█▂▃▄×▂▃▄█▂▃▄█▂▃▄█  5m, █ 50ms, × none
           shown    asked every 1s
           tasks    3 live, 2 ended
           session  anonymous, since 12:02, ends 24 hours after its last use; listed as
                    task:submit, task:view
        """)
  }

  @Test func `with the whole screen there is room for a node in trouble besides`() {
    #expect(
      troubled().lines[3...21].joined(separator: "\n") == """
        ▌prod  http://prod:8000
        ▌  health   answers, fast
        ▌  latency  up to 50ms            ▂▃▄█▂▃▄×▂▃▄█▂▃▄█▂▃▄█  5m, █ 50ms, × none
        ▌  shown    asked every 1s
        ▌  tasks    3 live, 2 ended
        ▌  session  anonymous, since 12:02, ends 24 hours after its last use; listed as task:submit, task:view
        ▌  asking   100 requests a second at most
        ▌  states   progress is shown
        ▌  others   tasks of others are found in the audit log
         lab  http://lab:8000
           health   no answer since 4m, last answer 4m ago: connection refused
           latency  no answer in the last five minutes
           shown    as it was 4m ago
           tasks    0 live, 0 ended
           session  anonymous; what it may do is not known
           asking   7.5 requests a second at most, half of what is set: the node is slow
           states   no progress is shown: pending until the end
           others   own tasks only, we may not read the log: audit:read
           NOT STORED: the ledger cannot be written: disk full
        """)
  }

  @Test func `a narrow screen wraps what it says`() {
    var board = zoomed(width: 40, height: 12)
    board.glyphs = .ascii
    #expect(
      board.lines[3...10].joined(separator: "\n") == """
        >prod  http://prod:8000
        >  health   answers, fast
        >  latency  up to 50ms
        >           .-=@.-=x.-=@.-=@.-=@  5m, @
        >           50ms, x none
        >  shown    asked every 1s
        >  tasks    3 live, 2 ended
        >  session  anonymous, since 12:02,
        """)
  }

  @Test func `a session's id is shown nowhere`() {
    #expect(!troubled().screen.contains("secret"))
  }

  @Test func `spans are drawn where they belong, with what nobody asked left blank`() {
    let start = Date(timeIntervalSinceReferenceDate: 801_000_000)
    let plot = Plot(latencies: [
      LatencySample(time: start - 60, ms: 10), LatencySample(time: start - 10, ms: nil),
      LatencySample(time: start, ms: 20),
    ])
    #expect(plot.values.count == 30)
    #expect(plot.text(.unicode).suffix(8) == " ▅    ×█")
  }

  @Test func `j reads a block that is higher than the pane, then goes on to the next`() {
    var board = board()
    board.add(node: "lab")
    board.press(.tab)
    for _ in 0..<3 { board.press(.character("j")) }
    #expect(board.model.pane.place.row == 0)
    #expect(board.lines[22].contains("others"))
    board.press(.character("j"))
    #expect(board.model.pane.place.row == 1)
    for _ in 0..<20 { board.press(.character("j")) }
    #expect(board.lines[22].contains("others"))
    for _ in 0..<40 { board.press(.character("k")) }
    #expect(board.model.pane.place.row == 0)
    #expect(board.lines[16].contains("http://prod:8000"))
  }

  @Test func `Enter shows the tasks of the node alone, on the board`() {
    var board = troubled(width: 80, height: 24)
    board.press(.character("G"), .enter)
    #expect(board.model.finding.node == NodeName("lab"))
    #expect(board.model.focus == .board)
    #expect(!board.model.pane.isZoomed)
  }

  @Test func `n writes a task for the node`() {
    var board = troubled(width: 80, height: 24)
    board.press(.character("G"), .character("n"))
    #expect(board.model.form?.node == NodeName("lab"))
  }

  @Test func `how many nodes answer stands at the tab, where there are several`() {
    #expect(board().screen.contains("─ Nodes ─"))
    #expect(troubled(width: 80).screen.contains("─ Nodes 1/2 ─"))
  }

  @Test(arguments: [(20, 5), (24, 8), (60, 16), (200, 60)])
  func `it fits every size`(width: Int, height: Int) {
    let board = zoomed(width: width, height: height)
    #expect(board.lines.count == height)
    #expect(board.screen.contains("prod"))
  }
}
