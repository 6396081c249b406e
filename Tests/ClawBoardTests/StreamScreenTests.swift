import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Screens of the stream as text.
struct StreamScreenTests {
  @Test func `over the whole body`() {
    var board = SampleBoard.eventful()
    board.type("o")
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:03
         1PEND 1  2PLAN 0 [3RUN 2] 4WAIT 0  5DONE 1  6FAIL 1  7CANC 0
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ── following ─
         12:52:00  9e11  submitted
         12:52:00  9e11  PENDING → FAILED
         13:51:00  2c40  submitted
         13:51:00  2c40  PENDING → COMPLETED
         13:57:00  44d0  submitted
         13:57:00  44d0  PENDING → RUNNING
         13:57:00  44d0  80%
         14:00:00  7f3a  submitted
         14:00:00  7f3a  PENDING → RUNNING
         14:00:00  7f3a  31%  running tests
         14:01:00  b001  submitted
         14:03:35  no answer from prod 14:02:30 to 14:03:35: what happened meanwhile w…
         14:03:35  7f3a  reading the tests
         14:03:35  7f3a  I have looked at all places where a login is checked: there a…
         14:03:35  7f3a  done
         14:03:40  prod was restarted




         F follow  e every  s save  x cancel  : cmd  Tab pane  ] tab  ? help  q quit
        """)
  }

  @Test func `wrapped and without times`() {
    var board = SampleBoard.eventful()
    board.type("owT")
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:03
         1PEND 1  2PLAN 0 [3RUN 2] 4WAIT 0  5DONE 1  6FAIL 1  7CANC 0
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ── following ─
         9e11  submitted
         9e11  PENDING → FAILED
         2c40  submitted
         2c40  PENDING → COMPLETED
         44d0  submitted
         44d0  PENDING → RUNNING
         44d0  80%
         7f3a  submitted
         7f3a  PENDING → RUNNING
         7f3a  31%  running tests
         b001  submitted
         no answer from prod 14:02:30 to 14:03:35: what happened meanwhile was not seen
         7f3a  reading the tests
         7f3a  I have looked at all places where a login is checked: there are four
         7f3a  done
         prod was restarted




         F follow  e every  s save  x cancel  : cmd  Tab pane  ] tab  ? help  q quit
        """)
  }

  @Test func `paused in the pane below, its notice takes the place of tabs`() {
    var board = SampleBoard.eventful()
    board.press(.character("]"), .tab, .character("k"))
    board.say(12, "7f3a91c2")
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  anonymous                                 14:03
         1PEND 1  2PLAN 0 [3RUN 2] 4WAIT 0  5DONE 1  6FAIL 1  7CANC 0
        ─ PENDING 1 ──────────────┬─ RUNNING 2 ──────────────┬─ COMPLETED 1 ────────────
         ○ b001 demo           2m │▌● 44d0 ollama         6m │ ✓ 2c40 claude        12m
          Write the changelog     │▌ Auth docs pass          │  Fix flaky auth test
                                  │▌ ━━━━━━━━━━━━━━────  80% │  took 48s
                                  │ ● 7f3a claude         3m │
                                  │  Add login throttling    │
                                  │  ━━━━━─────────────  31% │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ──── paused, 12 new below: F follows ─
         14:00:00  7f3a  PENDING → RUNNING
         14:00:00  7f3a  31%  running tests
         14:01:00  b001  submitted
         14:03:35  no answer from prod 14:02:30 to 14:03:35: what happened meanwhile w…
         14:03:35  7f3a  reading the tests
         14:03:35  7f3a  I have looked at all places where a login is checked: there a…
         14:03:35  7f3a  done
         F follow  e every  s save  x cancel  : cmd  Tab pane  ] tab  ? help  q quit
        """)
  }

  @Test func `paused on a screen that has no room for that`() {
    var board = SampleBoard.eventful(width: 40, height: 12)
    board.type("ok")
    board.say(12, "7f3a91c2")
    #expect(
      board.screen == """
         ClawBoard  prod fast  5 tasks  … 14:03
         1PEND 1 [3RUN 2] 5DONE 1  6FAIL 1
        ─ Detail ─ Stream ───── paused, 12 new ─
         14:00:00  7f3a  submitted
         14:00:00  7f3a  PENDING → RUNNING
         14:00:00  7f3a  31%  running tests
         14:01:00  b001  submitted
         14:03:35  no answer from prod 14:02:3…
         14:03:35  7f3a  reading the tests
         14:03:35  7f3a  I have looked at all …
         14:03:35  7f3a  done
         F follow  e every  ? help  q quit
        """)
  }

  @Test func `of the selected task, with what is not kept any more`() {
    var board = SampleBoard(height: 16)
    var record = board.task("7f3a91c2", .running, minutes: 20)
    for line in 1...700 {
      record.note(.said(NodeText("line \(line)"), progress: line / 7), at: board.now)
    }
    board.show(record)
    board.press(.character("o"), .character("e"), .home)
    #expect(
      board.screen == """
         ClawBoard  prod fast  1 task  anonymous                                  14:02
         1PEND 0  2PLAN 0 [3RUN 1] 4WAIT 0  5DONE 0  6FAIL 0  7CANC 0
        ─ Detail ─ Stream ─ Agents 2/3 ────── only 7f3a · paused, 441 below: F follows ─
         250 earlier
         14:02:00  35%  line 249
         14:02:00  35%  line 250
         14:02:00  35%  line 251
         14:02:00  36%  line 252
         14:02:00  36%  line 253
         14:02:00  36%  line 254
         14:02:00  36%  line 255
         14:02:00  36%  line 256
         14:02:00  36%  line 257
         14:02:00  36%  line 258
         14:02:00  37%  line 259
         F follow  e every  s save  x cancel  : cmd  Tab pane  ] tab  ? help  q quit
        """)
  }

  @Test func `of several nodes, in ASCII`() {
    var board = SampleBoard.eventful()
    board.add(node: "stage-of-europe")
    board.show(board.task("a0a0-1", .failed, on: "stage-of-europe", agent: "demo", error: "no"))
    board.glyphs = .ascii
    board.type("ok")
    #expect(!board.screen.contains { !$0.isASCII })
    #expect(
      board.screen == """
         ClawBoard  prod fast  stage-of-europe fast  6 tasks  anonymous           14:03
         1PEND 1  2PLAN 0 [3RUN 2] 4WAIT 0  5DONE 1  6FAIL 2  7CANC 0
        - Detail - Stream - Agents 3/4 - Skills 1 - Audit ---------- paused: F follows -
         12:52:00  prod          9e11  submitted
         12:52:00  prod          9e11  PENDING -> FAILED
         13:51:00  prod          2c40  submitted
         13:51:00  prod          2c40  PENDING -> COMPLETED
         13:57:00  prod          44d0  submitted
         13:57:00  prod          44d0  PENDING -> RUNNING
         13:57:00  prod          44d0  80%
         14:00:00  prod          7f3a  submitted
         14:00:00  prod          7f3a  PENDING -> RUNNING
         14:00:00  prod          7f3a  31%  running tests
         14:01:00  prod          b001  submitted
         14:03:35  no answer from prod 14:02:30 to 14:03:35: what happened meanwhile w~
         14:03:35  prod          7f3a  reading the tests
         14:03:35  prod          7f3a  I have looked at all places where a login is ch~
         14:03:35  prod          7f3a  done
         14:03:40  prod was restarted
         14:03:40  stage-of-eu~  a0a0  submitted
         14:03:40  stage-of-eu~  a0a0  PENDING -> FAILED


         F follow  e every  s save  x cancel  : cmd  Tab pane  ] tab  ? help  q quit
        """)
  }
}
