import ClawTerminal
import TestSupport
import Testing

@testable import ClawBoard

/// The same on wide screens, where the stream stands below the columns.
struct StreamWideScreenTests {
  /// What is drawn of the stream, without its rule.
  private func text(_ board: SampleBoard) -> [String] {
    let area = board.model.textArea(of: .stream)
    return board.lines[area.row..<area.bottom].map { String($0.prefix(area.right)) }
  }

  private func rule(_ board: SampleBoard) -> String {
    String(board.lines[board.model.textArea(of: .stream).row - 1].prefix { $0 != "│" })
  }

  @Test(arguments: [1, 2] as [UInt64], ["", "w"])
  func `side by side nothing moves while paused, and what is new is counted`(
    seed: UInt64, keys: String
  ) {
    var numbers = SeededNumbers(seed: seed)
    var board = SampleBoard.eventful(width: 170, height: 40)
    board.type("V")
    board.press(.backTab)
    board.type("ee" + keys)
    board.say(30, "7f3a91c2")
    board.say(9, "44d0ffff")
    #expect(board.model.streamColumns(in: board.model.textArea(of: .stream).width).count == 2)
    board.type("k")
    var new = 0
    var before = text(board)
    for _ in 0..<25 {
      if Bool.random(using: &numbers) {
        let id = ["7f3a91c2", "44d0ffff", "b001-aaaa"].randomElement(using: &numbers) ?? ""
        let count = Int.random(in: 1...5, using: &numbers)
        board.say(count, id) { "\($0): " + String(repeating: "long words ", count: 3 * count) }
        if id != "b001-aaaa" { new += count }
        #expect(text(board) == before)
      } else {
        board.press([.up, .pageUp, .home].randomElement(using: &numbers) ?? .up)
        before = text(board)
      }
      #expect(rule(board).contains(new > 0 ? "paused, \(new) new below: F follows" : "paused"))
    }
    board.press(.tab)
    #expect(!rule(board).contains("F follows"))
    #expect(rule(board).contains("paused, \(new) new below"))
  }

  @Test func `side by side a search goes to the match, in whichever column`() {
    var board = SampleBoard.eventful(width: 170, height: 40)
    board.type("V")
    board.press(.backTab)
    board.type("ee")
    board.say(2, "44d0ffff") { _ in "needle" }
    board.say(50, "7f3a91c2")
    board.say(50, "44d0ffff")
    board.type("/needle\n")
    #expect(text(board).contains { $0.contains("needle") })
    #expect(board.model.notice == nil)
  }

  @Test(
    arguments: [1, 4, 5, 6, 16, 60], [1, 20, 40, 81, 160, 200])
  func `the stream can be drawn and moved in at every size`(height: Int, width: Int) {
    var board = SampleBoard.eventful(width: width, height: height)
    board.say(40, "7f3a91c2")
    board.type("V")
    for keys in ["o", "e", "e", "w", "k", "gj", "F", "kkG", "/words\nnN"] {
      board.type(keys)
      #expect(board.frame.canvas.size == Size(width: width, height: height))
    }
  }

  @Test func `below the columns of a wide screen`() {
    var board = SampleBoard.eventful(width: 200, height: 60)
    board.say(20, "7f3a91c2")
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                                                                                                                                         14:03
         1PENDING 1  2PLANNING 0 [3RUNNING 2] 4WAITING 0  5COMPLETED 1  6FAILED 1  7CANCELLED 0
        ─ PENDING 1 ───────┬─ PLANNING 0 ──────┬─ RUNNING 2 ───────┬─ WAITING 0 ───────┬─ COMPLETED 1 ─────┬─ FAILED 1 ────────┬─ CANCELLED 0 ─────│─ Detail ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ───
         ○ b001 demo     2m│                   │▌● 44d0 ollama   6m│                   │ ✓ 2c40 claude  12m│ ✗ 9e11 claude   1h│                   │ 44d0ffff  ollama on prod  ● RUNNING 6m40
          Write the        │                   │▌ Auth docs pass   │                   │  Fix flaky auth   │  Upgrade TLS      │                   │ Auth docs pass
          changelog        │                   │▌                  │                   │  test             │                   │                   │ History
                           │                   │▌ ━━━━━━━━━───  80%│                   │  took 48s         │  no route to host │                   │ 13:57:00  submitted by this board
                           │                   │ ● 7f3a claude   3m│                   │                   │                   │                   │ 13:57:00  PENDING → RUNNING
                           │                   │  Add login        │                   │                   │                   │                   │ 13:57:00  80%
                           │                   │  throttling       │                   │                   │                   │                   │ Prompt
                           │                   │  ━━━─────────  31%│                   │                   │                   │                   │ A prompt
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
        ─ Stream ──────────┴───────────────────┴───────────────────┴───────────────────┴───────────────────┴──── all tasks · following · 20 above ─│
         14:03:40  7f3a  the words of line 9                                                                                                       │
         14:03:40  7f3a  the words of line 10                                                                                                      │
         14:03:40  7f3a  the words of line 11                                                                                                      │
         14:03:40  7f3a  the words of line 12                                                                                                      │
         14:03:40  7f3a  the words of line 13                                                                                                      │
         14:03:40  7f3a  the words of line 14                                                                                                      │
         14:03:40  7f3a  the words of line 15                                                                                                      │
         14:03:40  7f3a  the words of line 16                                                                                                      │
         14:03:40  7f3a  the words of line 17                                                                                                      │
         14:03:40  7f3a  the words of line 18                                                                                                      │
         14:03:40  7f3a  the words of line 19                                                                                                      │
         14:03:40  7f3a  the words of line 20                                                                                                      │
         14:03:40  7f3a  the words of line 21                                                                                                      │
         14:03:40  7f3a  the words of line 22                                                                                                      │
         14:03:40  7f3a  the words of line 23                                                                                                      │
         14:03:40  7f3a  the words of line 24                                                                                                      │
         prod was restarted: what it no longer knows is marked LOST
        """)
  }

  @Test func `marked tasks side by side`() {
    var board = SampleBoard.eventful(width: 200, height: 60)
    board.say(20, "7f3a91c2")
    board.type("V6 ")
    board.press(.backTab)
    board.type("ee")
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  3 marked  anonymous                                                                                                                                               14:03
         1PENDING 1  2PLANNING 0  3RUNNING 2  4WAITING 0  5COMPLETED 1 [6FAILED 1] 7CANCELLED 0
        ─ PENDING 1 ───────┬─ PLANNING 0 ──────┬─ RUNNING 2 ───────┬─ WAITING 0 ───────┬─ COMPLETED 1 ─────┬─ FAILED 1 ────────┬─ CANCELLED 0 ─────│─ Detail ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ───
         ○ b001 demo     2m│                   │»● 44d0 ollama   6m│                   │ ✓ 2c40 claude  12m│▌✗ 9e11 claude   1h│                   │ 9e11aaaa  claude on prod  ✗ FAILED took 48s
          Write the        │                   │  Auth docs pass   │                   │  Fix flaky auth   │▌ Upgrade TLS      │                   │ Upgrade TLS
          changelog        │                   │                   │                   │  test             │▌                  │                   │ Error
                           │                   │  ━━━━━━━━━───  80%│                   │  took 48s         │▌ no route to host │                   │ no route
                           │                   │»● 7f3a claude   3m│                   │                   │                   │                   │ to host
                           │                   │  Add login        │                   │                   │                   │                   │ History
                           │                   │  throttling       │                   │                   │                   │                   │ 12:52:00  submitted by this board
                           │                   │  ━━━─────────  31%│                   │                   │                   │                   │ 12:52:00  PENDING → FAILED
                           │                   │                   │                   │                   │                   │                   │ Prompt
                           │                   │                   │                   │                   │                   │                   │ A prompt
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
                           │                   │                   │                   │                   │                   │                   │
        ─ Stream ──────────┴───────────────────┴───────────────────┴───────────────────┴───────────────────┴───── 3 marked · following · 13 above ─│
         9e11  claude  prod                           │44d0  ollama  prod                           │7f3a  claude  prod                            │
         12:52:00  submitted                          │13:57:00  submitted                          │14:03:40  the words of line 10                │
         12:52:00  PENDING → FAILED                   │13:57:00  PENDING → RUNNING                  │14:03:40  the words of line 11                │
         14:03:35  no answer from prod 14:02:30 to 14…│13:57:00  80%                                │14:03:40  the words of line 12                │
         14:03:40  prod was restarted                 │14:03:35  no answer from prod 14:02:30 to 14…│14:03:40  the words of line 13                │
                                                      │14:03:40  prod was restarted                 │14:03:40  the words of line 14                │
                                                      │                                             │14:03:40  the words of line 15                │
                                                      │                                             │14:03:40  the words of line 16                │
                                                      │                                             │14:03:40  the words of line 17                │
                                                      │                                             │14:03:40  the words of line 18                │
                                                      │                                             │14:03:40  the words of line 19                │
                                                      │                                             │14:03:40  the words of line 20                │
                                                      │                                             │14:03:40  the words of line 21                │
                                                      │                                             │14:03:40  the words of line 22                │
                                                      │                                             │14:03:40  the words of line 23                │
                                                      │                                             │14:03:40  the words of line 24                │
         F follow  e every  s save  x cancel  : cmd  Tab pane  ] tab  f zoom  Esc back  / search  ? help  q quit
        """)
  }
}
