import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// The audit pane: what nodes logged and the board saw, read while it is looked at.
struct AuditPaneTests {
  private static let look = Effect.readAudit(SampleBoard.node)

  private func board(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = SampleBoard.busy(width: width, height: height)
    board.type(":tab audit\n")
    board.logSamples()
    return board
  }

  /// The pane has the whole screen and the keys.
  private func zoomed(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = board(width: width, height: height)
    board.type("f")
    return board
  }

  private func looks(_ board: SampleBoard) -> Int { board.readings.count { $0 == Self.look } }

  @Test func `below the columns the newest stand first`() {
    #expect(
      board().lines[15...22].joined(separator: "\n") == """
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────
         14:01:00        this board  submitted                      b001
         14:00:00        this board  PENDING → RUNNING              7f3a
         14:00:00        this board  submitted                      7f3a
         13:57:00        this board  PENDING → RUNNING              44d0
         13:57:00        this board  submitted                      44d0
         13:51:01        ann         task.completed                 2c40  success
         13:51:00        this board  PENDING → COMPLETED            2c40
        """)
  }

  @Test func `with the whole screen there is room for more of them, and for several nodes`() {
    var board = zoomed(width: 120, height: 40)
    board.add(node: "lab") { $0.discovery = .notPermitted(NodeText("audit:read")) }
    #expect(
      board.lines[3...17].joined(separator: "\n") == """
         lab: we may not read the audit log (audit:read): anonymousDiscovery in the settings reads it without a user
        ▌14:01:00        prod  this board  submitted                      b001
         14:00:00        prod  this board  PENDING → RUNNING              7f3a
         14:00:00        prod  this board  submitted                      7f3a
         13:57:00        prod  this board  PENDING → RUNNING              44d0
         13:57:00        prod  this board  submitted                      44d0
         13:51:01        prod  ann         task.completed                 2c40  success
         13:51:00        prod  this board  PENDING → COMPLETED            2c40
         13:51:00        prod  this board  submitted                      2c40
         13:32:01        prod  anonymous   permission.denied task_submit        denied
         12:52:01        prod  ann         task.failed                    9e11  success
         12:52:00        prod  this board  PENDING → FAILED               9e11
         12:50:01        prod  ann         task.submitted claude          9e11  success
         11-20 08:02:01  prod  bob         session.created                      success

        """)
  }

  @Test func `a narrow screen says when, what and of which task`() {
    var board = zoomed(width: 40, height: 12)
    board.glyphs = .ascii
    #expect(
      board.lines[2...10].joined(separator: "\n") == """
        - Agents 2/3 - Skills 1 - Audit - Nodes
        >14:01:00        submitted         b001
         14:00:00        PENDING -> RUNN~  7f3a
         14:00:00        submitted         7f3a
         13:57:00        PENDING -> RUNN~  44d0
         13:57:00        submitted         44d0
         13:51:01        task.completed    2c40
         13:51:00        PENDING -> COMP~  2c40
         13:51:00        submitted         2c40
        """)
  }

  // MARK: Reading

  @Test func `logs are read while the pane is looked at, every ten seconds, and no longer`() {
    var board = SampleBoard.busy()
    #expect(looks(board) == 0)
    board.type(":tab audit\n")
    #expect(looks(board) == 1)
    board.wait(60)
    #expect(looks(board) == 1, "the answer is still awaited")
    board.logSamples()
    #expect(looks(board) == 2)
    board.logSamples()
    board.wait(9)
    #expect(looks(board) == 2)
    #expect(board.frame.nextChange.map { $0 <= board.now.addingTimeInterval(1) } == true)
    board.wait(1)
    #expect(looks(board) == 3)
    board.logSamples()
    board.type("]")
    board.wait(60)
    #expect(looks(board) == 3)
    board.type("[")
    #expect(looks(board) == 4)
  }

  @Test func `r reads them at once`() {
    var board = board()
    board.type("r")
    #expect(looks(board) == 2)
    board.type("r")
    #expect(looks(board) == 2, "the answer is still awaited")
  }

  @Test func `until there is an answer it says so, and where none may be had`() {
    var board = SampleBoard()
    board.type(":tab audit\nf")
    #expect(board.lines[3] == " the audit log is being read")
    board.send(.audit(SampleBoard.node, .failed(.unreachable(node: "prod", reason: "refused"))))
    #expect(board.lines[3] == " the audit log cannot be read: refused")
    let denied = ClawLinkError.notPermitted(node: "prod", permission: NodeText("audit:\u{1B}read"))
    board.send(.audit(SampleBoard.node, .failed(denied)))
    #expect(
      board.lines[3].hasPrefix(" we may not read the audit log (audit:^[read): anonymousDisc"))
    board.log()
    #expect(board.lines[3] == " Nothing yet: what is done on the nodes is listed here.")
  }

  @Test func `what was read stays when the next look fails`() {
    var board = zoomed()
    board.send(
      .audit(SampleBoard.node, .failed(.timedOut(node: "prod", operation: "log", afterMs: 5000))))
    #expect(board.lines[3] == " the audit log cannot be read: no answer within 5000 ms")
    #expect(board.screen.contains("permission.denied task_submit"))
  }

  // MARK: What it lists

  @Test func `a submission that the log has is listed once`() {
    let board = zoomed()
    let lines = board.lines.filter { $0.contains("9e11") && $0.contains("submitted") }
    #expect(lines.count == 1)
    #expect(lines.first?.contains("task.submitted claude") == true)
  }

  @Test func `what the board sees comes to the top, and the chosen line stays chosen`() {
    var board = zoomed()
    let chosen = board.model.chosen(of: board.model.paneData.audit.lines)
    board.now.addTimeInterval(1)
    board.show(board.task("0b0b0b0b", .completed))
    #expect(board.lines[3].contains("0b0b"))
    #expect(board.model.pane.place.row > 0)
    #expect(board.model.chosen(of: board.model.paneData.audit.lines) == chosen)
  }

  @Test func `the audit is not put together while nobody looks`() {
    var board = SampleBoard.busy()
    #expect(board.model.paneData.audit.all.isEmpty)
    board.type(":tab audit\n")
    #expect(!board.model.paneData.audit.all.isEmpty)
  }

  // MARK: Keys

  @Test func `a filter holds while it is typed, and Esc takes it away`() {
    var board = zoomed()
    let all = board.model.paneData.audit.lines.count
    board.type("/ann !failed")
    #expect(board.model.paneData.audit.lines.map(\.who) == ["ann", "ann"])
    #expect(board.lines[3] == " /ann !failed  2 of \(all), Esc shows all")
    #expect(board.lines[23].contains("2 of \(all)"))
    board.press(.enter)
    #expect(board.model.pane.place.row == 0)
    board.press(.escape)
    #expect(board.model.paneData.audit.lines.count == all)
    #expect(board.model.pane.isZoomed)
  }

  @Test func `a filter that is given up is as if it had not been typed`() {
    var board = zoomed()
    board.type("/nothing has these words")
    #expect(board.model.paneData.audit.lines.isEmpty)
    board.press(.enter)
    #expect(board.model.notice == nil)
    board.press(.escape)
    #expect(!board.model.paneData.audit.lines.isEmpty)
  }

  @Test func `Enter opens the task`() {
    var board = zoomed()
    board.type("/task.failed")
    board.press(.enter, .enter)
    #expect(board.model.selectedKey == SampleBoard.key("9e11aaaa"))
    #expect(board.model.pane.tab == .detail)
    #expect(board.lines[3].contains("9e11aaaa  claude on prod"))
  }

  @Test func `Enter says why there is no task to open`() {
    var board = zoomed()
    board.type("/denied")
    board.press(.enter, .enter)
    #expect(board.lines[23] == " this line is about no task")
    board.log(board.event(.taskSubmitted, minutes: 1, task: "0a0a0a0a0a"))
    board.press(.escape)
    board.type("/0a0a")
    board.press(.enter, .enter)
    #expect(board.lines[23] == " the board does not know 0a0a0a0a on prod")
  }

  @Test func `Enter on a task that the filter hides says so`() {
    var board = SampleBoard.busy()
    board.type("/agent:ollama")
    board.press(.enter)
    board.type(":tab audit\nf")
    board.logSamples()
    board.type("/task.failed")
    board.press(.enter, .enter)
    #expect(board.lines[23].hasPrefix(" 9e11aaaa is out of sight by the filter"))
  }

  @Test(arguments: [(20, 5), (24, 8), (60, 16), (200, 60)])
  func `it fits every size`(width: Int, height: Int) {
    let board = zoomed(width: width, height: height)
    #expect(board.lines.count == height)
    #expect(board.screen.contains("14:01:00"))
  }
}
