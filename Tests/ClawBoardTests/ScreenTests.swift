import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Whole screens of the board as text.
struct ScreenTests {
  @Test func `the board at 80 by 24 shows three columns and the pane below`() {
    #expect(
      SampleBoard.busy().screen == """
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
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────
         44d0ffff  ollama on prod  ● RUNNING 5m00
         Auth docs pass
         13:57:00  submitted by this board
         13:57:00  PENDING → RUNNING
         13:57:00  80%
         Prompt
         A prompt
         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }

  @Test func `the board at 120 by 40 shows all seven columns`() {
    #expect(
      SampleBoard.busy(width: 120, height: 40).screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                                                         14:02
         1PENDING 1  2PLANNING 0 [3RUNNING 2] 4WAITING 0  5COMPLETED 1  6FAILED 1  7CANCELLED 0
        ─ PENDING 1 ─────┬─ PLANNING 0 ────┬─ RUNNING 2 ────┬─ WAITING 0 ────┬─ COMPLETED 1 ──┬─ FAILED 1 ─────┬─ CANCELLED 0 ──
         ○ b001 demo   1m│                 │▌● 44d0 olla… 5m│                │ ✓ 2c40 cla… 11m│ ✗ 9e11 clau… 1h│
          Write the      │                 │▌ Auth docs pass│                │  Fix flaky auth│  Upgrade TLS   │
          changelog      │                 │▌               │                │  test          │                │
                         │                 │▌ ━━━━━━━──  80%│                │  took 48s      │  no route to h…│
                         │                 │ ● 7f3a clau… 2m│                │                │                │
                         │                 │  Add login     │                │                │                │
                         │                 │  throttling    │                │                │                │
                         │                 │  ━━───────  31%│                │                │                │
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
         44d0ffff  ollama on prod  ● RUNNING 5m00
         Auth docs pass
         13:57:00  submitted by this board
         13:57:00  PENDING → RUNNING
         13:57:00  80%
         Prompt
         A prompt






         n new  Enter open  x cancel  / filter  w next!  : cmd  Tab pane  ] tab  f zoom  ? help  q quit
        """)
  }

  @Test func `in ASCII nothing else is drawn`() {
    var board = SampleBoard.busy()
    board.glyphs = .ascii
    #expect(!board.screen.contains { !$0.isASCII })
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:02
         1PEND 1  2PLAN 0 [3RUN 2] 4WAIT 0  5DONE 1  6FAIL 1  7CANC 0
        - PENDING 1 --------------+- RUNNING 2 --------------+- COMPLETED 1 ------------
         . b001 demo           1m |>* 44d0 ollama         5m | + 2c40 claude        11m
          Write the changelog     |> Auth docs pass          |  Fix flaky auth test
                                  |> ##############....  80% |  took 48s
                                  | * 7f3a claude         2m |
                                  |  Add login throttling    |
                                  |  #####.............  31% |
                                  |                          |
                                  |                          |
                                  |                          |
                                  |                          |
                                  |                          |
                                  |                          |
        - Detail - Stream - Agents 2/3 - Skills 1 - Audit - Nodes - Stats --------------
         44d0ffff  ollama on prod  * RUNNING 5m00
         Auth docs pass
         13:57:00  submitted by this board
         13:57:00  PENDING -> RUNNING
         13:57:00  80%
         Prompt
         A prompt
         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }

  @Test func `an empty board says what to do next`() {
    #expect(
      SampleBoard().screen == """
         ClawBoard  prod fast  0 tasks  anonymous                                 14:02
        [1PEND 0] 2PLAN 0  3RUN 0  4WAIT 0  5DONE 0  6FAIL 0  7CANC 0



              No tasks on http://prod:8000 yet.

              n                    writes a task and sends it
              clawboard demo       shows a board at work, with nothing else needed
              clawboard node       runs a node here
              clawboard --url URL  watches another node




        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────
         No task is selected: h j k l move, n writes a new one.






         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }

  @Test func `a node that does not answer is named, with the reason`() {
    var board = SampleBoard(isAnswering: false)
    board.node {
      $0.health = .silent(
        since: SampleBoard.start, lastAnswer: nil,
        reason: .unreachable(node: "http://prod:8000", reason: "connection refused"))
    }
    #expect(
      board.screen == """
         ClawBoard  prod NO ANSWER <1m  0 tasks  anonymous                        14:02
        [1PEND 0] 2PLAN 0  3RUN 0  4WAIT 0  5DONE 0  6FAIL 0  7CANC 0


              http://prod:8000 does not answer (<1m).
              connection refused
              Trying again and again; r tries now.

              n                    writes a task and sends it
              clawboard demo       shows a board at work, with nothing else needed
              clawboard node       runs a node here
              clawboard --url URL  watches another node



        ─ Detail ─ Stream ─ Agents ─ Skills ─ Audit ─ Nodes ─ Stats ────────────────────
         No task is selected: h j k l move, n writes a new one.






         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }

  @Test func `a small screen lists one column, a line a card`() {
    #expect(
      SampleBoard.busy(width: 50, height: 12).screen == """
         ClawBoard  prod fast  5 tasks  anonymous   14:02
         1PEND 1 [3RUN 2] 5DONE 1  6FAIL 1
        ─ RUNNING 2 ──────────────────────────────────────
        ▌● 44d0 ollama  80% Auth docs pass             5m
         ● 7f3a claude  31% Add login throttling       2m






         n new  Enter open  x cancel  ? help  q quit
        """)
  }

  @Test func `a tiny screen has one line`() {
    #expect(
      SampleBoard.busy(width: 19, height: 4).screen == """
         ○1[●2] ✓1 ✗1



        """)
  }

  @Test func `a lost task stays in its column and is counted apart`() {
    var board = SampleBoard.busy()
    var lost = board.task("7f3a91c2", .running, title: "Add login throttling", minutes: 2)
    _ = lost.take(.unknownToNode, askedAt: board.now, at: board.now)
    board.show(lost)
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:02
         1PEND 1  2PLAN 0 [3RUN 1] 4WAIT 0  5DONE 1  6FAIL 1  7CANC 0   LOST 1
        ─ PENDING 1 ──────────────┬─ RUNNING 1 ──────────────┬─ COMPLETED 1 ────────────
         ○ b001 demo           1m │▌● 44d0 ollama         5m │ ✓ 2c40 claude        11m
          Write the changelog     │▌ Auth docs pass          │  Fix flaky auth test
                                  │▌ ━━━━━━━━━━━━━━────  80% │  took 48s
                                  │ ● 7f3a claude         2m │
                                  │  Add login throttling    │
                                  │  LOST                    │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────
         44d0ffff  ollama on prod  ● RUNNING 5m00
         Auth docs pass
         13:57:00  submitted by this board
         13:57:00  PENDING → RUNNING
         13:57:00  80%
         Prompt
         A prompt
         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }

  @Test(
    arguments: [0, 1, 2, 4, 5, 10, 15, 16, 24, 60], [0, 1, 5, 19, 20, 40, 59, 60, 72, 98, 200])
  func `every size can be drawn`(height: Int, width: Int) {
    var board = SampleBoard.busy(width: width, height: height)
    #expect(board.frame.canvas.size == Size(width: width, height: height))
    for key in ["\n", "n", "?", "x"] {
      board.type(key)
      #expect(board.frame.canvas.size == Size(width: width, height: height))
      board.press(.escape, .escape)
    }
  }
}
