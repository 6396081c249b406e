import ClawTerminal
import Testing

@testable import ClawBoard

/// The same on wide screens, where the stream stands below the columns.
struct StreamWideScreenTests {
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
          changelog        │                   │▌                  │                   │  test             │                   │                   │ 13:57:00  submitted by this board
                           │                   │▌ ━━━━━━━━━───  80%│                   │  took 48s         │  no route to host │                   │ 13:57:00  PENDING → RUNNING
                           │                   │ ● 7f3a claude   3m│                   │                   │                   │                   │ 13:57:00  80%
                           │                   │  Add login        │                   │                   │                   │                   │ Prompt
                           │                   │  throttling       │                   │                   │                   │                   │ A prompt
                           │                   │  ━━━─────────  31%│                   │                   │                   │                   │
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
         ○ b001 demo     2m│                   │ ● 44d0 ollama   6m│                   │ ✓ 2c40 claude  12m│▌✗ 9e11 claude   1h│                   │ 9e11aaaa  claude on prod  ✗ FAILED took 48s
          Write the        │                   │  Auth docs pass   │                   │  Fix flaky auth   │▌ Upgrade TLS      │                   │ Upgrade TLS
          changelog        │                   │                   │                   │  test             │▌                  │                   │ Error
                           │                   │  ━━━━━━━━━───  80%│                   │  took 48s         │▌ no route to host │                   │ no route
                           │                   │ ● 7f3a claude   3m│                   │                   │                   │                   │ to host
                           │                   │  Add login        │                   │                   │                   │                   │ 12:52:00  submitted by this board
                           │                   │  throttling       │                   │                   │                   │                   │ 12:52:00  PENDING → FAILED
                           │                   │  ━━━─────────  31%│                   │                   │                   │                   │ Prompt
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
         x cancel  : cmd  Tab pane  ] tab  f zoom  Esc back  / search  F follow  e every  s save  ? help  q quit
        """)
  }
}
