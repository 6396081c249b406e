import ClawLink
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

  @Test func `what the work has changed is a diff below the result`() {
    var board = SampleBoard(width: 60, height: 24)
    let diff = """
      diff --git a/a.txt b/a.txt
      --- a/a.txt
      +++ b/a.txt
      @@ -1,2 +1,2 @@
      -The colour of the sky
      +The color of the sky
       is blue.

      """
    board.show(
      board.task(
        "7f3a91c2", .completed, title: "Spelling", result: "Done.",
        metadata: [
          "branch": "clawboard/7f3a91c2", "diff": .string(diff), "model": "large",
          "diff_stat": DiffStat(files: 1, insertions: 1, deletions: 1).json,
        ]))
    board.press(.character("5"), .enter)
    #expect(
      board.lines[3..<22].joined(separator: "\n") == """
         7f3a91c2  claude on prod  ✓ COMPLETED took 48s
         Spelling
         Result
         Done.
         Diff  1 file, +1 -1
         diff --git a/a.txt b/a.txt
         --- a/a.txt
         +++ b/a.txt
         @@ -1,2 +1,2 @@
         -The colour of the sky
         +The color of the sky
          is blue.

         History
         14:02:00  submitted by this board
         14:02:00  PENDING → COMPLETED
         Prompt
         A prompt
         Metadata
        """)
    #expect(board.lines[22] == " branch  clawboard/7f3a91c2")
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
