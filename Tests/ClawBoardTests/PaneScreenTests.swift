import ClawTerminal
import Testing

@testable import ClawBoard

/// Screens with the first tabs of the pane, as text.
struct PaneScreenTests {
  @Test func `an opened task has the whole body`() {
    var board = SampleBoard.busy()
    board.press(.character("5"), .enter)
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:02
         1PEND 1  2PLAN 0  3RUN 2  4WAIT 0 [5DONE 1] 6FAIL 1  7CANC 0
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────
         2c40aaaa  claude on prod  ✓ COMPLETED took 48s
         Fix flaky auth test
         Result
         Done.
         History
         13:51:00  11m  submitted by this board
         13:51:00  11m  PENDING → COMPLETED
         Prompt
         A prompt











         x cancel  w next!  : cmd  Tab pane  ] tab  f zoom  Esc back  ? help  q quit
        """)
  }

  @Test func `the stream pane lists what happened to all tasks`() {
    var board = SampleBoard.busy()
    board.type("]")
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:02
         1PEND 1  2PLAN 0 [3RUN 2] 4WAIT 0  5DONE 1  6FAIL 1  7CANC 0
        ─ PENDING 1 ──────────────┬─ RUNNING 2 ──────────────┬─ COMPLETED 1 ────────────
         ○ b001 demo           1m │▌● 44d0 ollama         5m │ ✓ 2c40 claude        11m
          Write the changelog     │▌ Auth docs pass          │  Fix flaky auth test
                                  │▌ ━━━━━━━━━━━━━━────  80% │  took 48s
                                  │ ● 7f3a claude         2m │
                                  │  Add login throttling    │
                                  │  ━━━━━─────────────  31% │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ── following ─
         13:57:00  44d0  submitted
         13:57:00  44d0  PENDING → RUNNING
         13:57:00  44d0  80%
         14:00:00  7f3a  submitted
         14:00:00  7f3a  PENDING → RUNNING
         14:00:00  7f3a  31%  running tests
         14:01:00  b001  submitted
         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }
}
