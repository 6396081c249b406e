import Testing

@testable import ClawBoard

/// Screens of a board on a node that shows no progress, and after it has shown some, as text.
struct ProgressScreenTests {
  @Test func `at 80 by 24 the silent columns leave their room to others`() {
    let board = SampleBoard.atWork(width: 80, height: 24)
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:02
        [1PEND 3] 2PLAN –  3RUN –  4WAIT –  5DONE 1  6FAIL 1  7CANC 0
        ─ PENDING / working 3 ────┬─ COMPLETED 1 ────────────┬─ FAILED 1 ───────────────
        ▌○ 44d0 goose          5m │ ✓ 2c40 claude        11m │ ✗ 9e11 claude         1h
        ▌ Auth docs pass          │  Fix flaky auth test     │  Upgrade TLS
        ▌ working                 │  took 48s                │  no route
         ○ 7f3a claude         2m │                          │
          Add login throttling    │                          │
          working                 │                          │
         ○ b001 ollama        <1m │                          │
          Write the changelog     │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────
         44d0ffff  goose on prod  ○ PENDING 5m00
         working; the node shows no progress
         Auth docs pass
         13:57:00  submitted by this board
         Prompt
         A prompt

         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }

  @Test func `at 80 by 24 in ASCII`() {
    var board = SampleBoard.atWork(width: 80, height: 24)
    board.glyphs = .ascii
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:02
        [1PEND 3] 2PLAN -  3RUN -  4WAIT -  5DONE 1  6FAIL 1  7CANC 0
        - PENDING / working 3 ----+- COMPLETED 1 ------------+- FAILED 1 ---------------
        >. 44d0 goose          5m | + 2c40 claude        11m | ! 9e11 claude         1h
        > Auth docs pass          |  Fix flaky auth test     |  Upgrade TLS
        > working                 |  took 48s                |  no route
         . 7f3a claude         2m |                          |
          Add login throttling    |                          |
          working                 |                          |
         . b001 ollama        <1m |                          |
          Write the changelog     |                          |
                                  |                          |
                                  |                          |
                                  |                          |
                                  |                          |
        - Detail - Stream - Agents 2/3 - Skills 1 - Audit - Nodes - Stats --------------
         44d0ffff  goose on prod  . PENDING 5m00
         working; the node shows no progress
         Auth docs pass
         13:57:00  submitted by this board
         Prompt
         A prompt

         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }

  @Test func `at 120 by 40 the silent columns are folded`() {
    let board = SampleBoard.atWork(width: 120, height: 40)
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                                                         14:02
        [1PENDING 3] 2PLANNING –  3RUNNING –  4WAITING –  5COMPLETED 1  6FAILED 1  7CANCELLED 0
        ─ PENDING / working 3 ──────┬2┬3┬4┬─ COMPLETED 1 ──────────────┬─ FAILED 1 ─────────────────┬─ CANCELLED 0 ─────────────
        ▌○ 44d0 goose            5m │–│–│–│ ✓ 2c40 claude          11m │ ✗ 9e11 claude           1h │
        ▌ Auth docs pass            │ │ │ │  Fix flaky auth test       │  Upgrade TLS               │
        ▌ working                   │ │ │ │  took 48s                  │  no route                  │
         ○ 7f3a claude           2m │ │ │ │                            │                            │
          Add login throttling      │ │ │ │                            │                            │
          working                   │ │ │ │                            │                            │
         ○ b001 ollama          <1m │ │ │ │                            │                            │
          Write the changelog       │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
                                    │ │ │ │                            │                            │
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────────────────┴───────────────────────────
         44d0ffff  goose on prod  ○ PENDING 5m00
         working; the node shows no progress
         Auth docs pass
         13:57:00  submitted by this board
         Prompt
         A prompt







         n new  Enter open  x cancel  / filter  w next!  : cmd  Tab pane  ] tab  f zoom  ? help  q quit
        """)
  }

  @Test func `at 120 by 40 in ASCII`() {
    var board = SampleBoard.atWork(width: 120, height: 40)
    board.glyphs = .ascii
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                                                         14:02
        [1PENDING 3] 2PLANNING -  3RUNNING -  4WAITING -  5COMPLETED 1  6FAILED 1  7CANCELLED 0
        - PENDING / working 3 ------+2+3+4+- COMPLETED 1 --------------+- FAILED 1 -----------------+- CANCELLED 0 -------------
        >. 44d0 goose            5m |-|-|-| + 2c40 claude          11m | ! 9e11 claude           1h |
        > Auth docs pass            | | | |  Fix flaky auth test       |  Upgrade TLS               |
        > working                   | | | |  took 48s                  |  no route                  |
         . 7f3a claude           2m | | | |                            |                            |
          Add login throttling      | | | |                            |                            |
          working                   | | | |                            |                            |
         . b001 ollama          <1m | | | |                            |                            |
          Write the changelog       | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
                                    | | | |                            |                            |
        - Detail - Stream - Agents 2/3 - Skills 1 - Audit - Nodes - Stats --------------------------+---------------------------
         44d0ffff  goose on prod  . PENDING 5m00
         working; the node shows no progress
         Auth docs pass
         13:57:00  submitted by this board
         Prompt
         A prompt







         n new  Enter open  x cancel  / filter  w next!  : cmd  Tab pane  ] tab  f zoom  ? help  q quit
        """)
  }

  @Test func `at 80 by 24 they are back once a task was seen to run`() {
    var board = SampleBoard.atWork(width: 80, height: 24)
    board.showProgress()
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:02
        [1PEND 2] 2PLAN 0  3RUN 1  4WAIT 0  5DONE 1  6FAIL 1  7CANC 0
        ─ PENDING 2 ──────────────┬─ RUNNING 1 ──────────────┬─ COMPLETED 1 ────────────
        ▌○ 44d0 goose          5m │ ● 7f3a claude         2m │ ✓ 2c40 claude        11m
        ▌ Auth docs pass          │  Add login throttling    │  Fix flaky auth test
        ▌                         │                          │  took 48s
         ○ b001 ollama        <1m │                          │
          Write the changelog     │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────
         44d0ffff  goose on prod  ○ PENDING 5m00
         Auth docs pass
         13:57:00  submitted by this board
         Prompt
         A prompt


         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }

  @Test func `at 80 by 24 they are back in ASCII`() {
    var board = SampleBoard.atWork(width: 80, height: 24)
    board.glyphs = .ascii
    board.showProgress()
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:02
        [1PEND 2] 2PLAN 0  3RUN 1  4WAIT 0  5DONE 1  6FAIL 1  7CANC 0
        - PENDING 2 --------------+- RUNNING 1 --------------+- COMPLETED 1 ------------
        >. 44d0 goose          5m | * 7f3a claude         2m | + 2c40 claude        11m
        > Auth docs pass          |  Add login throttling    |  Fix flaky auth test
        >                         |                          |  took 48s
         . b001 ollama        <1m |                          |
          Write the changelog     |                          |
                                  |                          |
                                  |                          |
                                  |                          |
                                  |                          |
                                  |                          |
                                  |                          |
                                  |                          |
        - Detail - Stream - Agents 2/3 - Skills 1 - Audit - Nodes - Stats --------------
         44d0ffff  goose on prod  . PENDING 5m00
         Auth docs pass
         13:57:00  submitted by this board
         Prompt
         A prompt


         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }

  @Test func `at 120 by 40 they unfold once a task was seen to run`() {
    var board = SampleBoard.atWork(width: 120, height: 40)
    board.showProgress()
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                                                         14:02
        [1PENDING 2] 2PLANNING 0  3RUNNING 1  4WAITING 0  5COMPLETED 1  6FAILED 1  7CANCELLED 0
        ─ PENDING 2 ─────┬─ PLANNING 0 ────┬─ RUNNING 1 ────┬─ WAITING 0 ────┬─ COMPLETED 1 ──┬─ FAILED 1 ─────┬─ CANCELLED 0 ──
        ▌○ 44d0 goose  5m│                 │ ● 7f3a clau… 2m│                │ ✓ 2c40 cla… 11m│ ✗ 9e11 clau… 1h│
        ▌ Auth docs pass │                 │  Add login     │                │  Fix flaky auth│  Upgrade TLS   │
        ▌                │                 │  throttling    │                │  test          │                │
        ▌                │                 │                │                │  took 48s      │  no route      │
         ○ b001 olla… <1m│                 │                │                │                │                │
          Write the      │                 │                │                │                │                │
          changelog      │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
                         │                 │                │                │                │                │
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ───┴────────────────┴────────────────┴────────────────
         44d0ffff  goose on prod  ○ PENDING 5m00
         Auth docs pass
         13:57:00  submitted by this board
         Prompt
         A prompt








         n new  Enter open  x cancel  / filter  w next!  : cmd  Tab pane  ] tab  f zoom  ? help  q quit
        """)
  }
}
