import ClawTerminal
import Testing

@testable import ClawBoard

/// Screens with a dialog over the board, as text.
struct DialogScreenTests {
  @Test func `the form lies over the board`() {
    var board = SampleBoard.busy()
    board.type("n")
    board.type("Two lines:\nthe second")
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:02
         1┌─ New task on prod ───────────────────────────────────────────────────────┐
        ─ │ Agent        [claude] demo   not configured: goose                       │──
         ○│ Description                                                              │m
          │ Prompt ───────────────────────────────────────────────────────────────── │
          │ Two lines:                                                               │
          │ the second                                                               │
          │                                                                          │
          │                                                                          │
          │                                                                          │
          │                                                                          │
          │                                                                          │
          │                                                                          │
          │                                                                          │
          │                                                                          │
        ─ │                                                                          │──
         4│                                                                          │
         A│                                                                          │
         1│ ──────────────────────────────────────────────────────────────────────── │
         1│ Model                               Thinking     -                       │
         1│ Metadata                                                                 │
         P│ [Send]       ^s sends   Esc closes   Tab next field   ^t as sent         │
         A└──────────────────────────────────────────────────────────────────────────┘

        """)
    #expect(board.frame.canvas.cursor == Point(column: 14, row: 6))
  }

  @Test func `the question before a cancel names the task`() {
    var board = SampleBoard.busy()
    board.type("x")
    board.wait(1)
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
                ┌─ Cancel this task? ──────────────────────────────────────────┐
                │ 44d0ffff  ollama on prod  RUNNING                            │
                │ Auth docs pass                                               │
                │                                                              │
                │ x or y cancels it   Esc keeps it                             │
                └──────────────────────────────────────────────────────────────┘
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────
         44d0ffff  ollama on prod  ● RUNNING 5m01
         Auth docs pass
         13:57:00  submitted by this board
         13:57:00  PENDING → RUNNING
         13:57:00  80%
         Prompt
         A prompt
         Esc back
        """)
  }

  @Test func `help lists the keys`() {
    var board = SampleBoard.busy()
    board.type("?")
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:02
         1PEND ┌─ Keys: On the board ───────────────────────────────────────────┐
        ─ PENDI│ h Left        column to the left                               │───────
         ○ b001│ j Down        down                                             │   11m
          Write│ k Up          up                                               │st
               │ l Right       column to the right                              │
               │ ^d PgDn       half a page down                                 │
               │ ^u PgUp       half a page up                                   │
               │ g Home        to the first                                     │
               │ G End         to the last                                      │
               │ 1-7           to that column; once more: to its first card     │
               │ n             new task                                         │
               │ Enter         open the task, or use what is chosen             │
               │ x             cancel the task, or all marked (asks first)      │
               │ t             try the task again, or all marked ones           │
        ─ Detai│ i             answer a task that asks                          │───────
         44d0ff│ N             new task from a template of the settings         │
         Auth d│ D             what is written and not sent                     │
         13:57:│ U             what was sent and never answered                 │
         13:57:│ z             undo the last mark, filter, sort or discard      │
         13:57:│ r             ask the node of this task again, now             │
         Prompt│ R             ask all nodes again, now                         │
         A prom└──────────────────────────────────── j k scroll, 35 more below ─┘
         Esc back  ? help  q quit
        """)
  }
}
