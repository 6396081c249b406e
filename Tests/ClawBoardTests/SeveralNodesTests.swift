import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// A board on three nodes.
struct SeveralNodesTests {
  private static let names = ["prod", "stage", "lab"].map { NodeName($0) }

  private func board(
    width: Int = 80, height: Int = 24, standard: String? = nil, readOnly: [String] = []
  ) -> SampleBoard {
    let nodes = BoardNodes(
      order: Self.names, standard: standard.map { NodeName($0) },
      readOnly: Set(readOnly.map { NodeName($0) }))
    var board = SampleBoard(width: width, height: height, nodes: nodes)
    // They answer in another order than they are listed in.
    board.add(node: "lab") { $0.health = .connecting }
    board.add(node: "stage") { node in
      node.health = .silent(
        since: SampleBoard.start, lastAnswer: SampleBoard.start.addingTimeInterval(-120),
        reason: .timedOut(node: "http://stage:8000", operation: "health", afterMs: 5000))
    }
    return board
  }

  private func busyBoard(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = board(width: width, height: height)
    board.show(
      board.task("7f3a91c2", .running, title: "Add login throttling", minutes: 2, progress: 31),
      board.task("44d0ffff", .running, on: "stage", title: "Auth docs pass", minutes: 5),
      board.task("2c40aaaa", .completed, on: "lab", title: "Fix flaky auth test", minutes: 11),
      board.task("7f3a91c2", .failed, on: "lab", title: "Upgrade TLS", error: "no route"))
    return board
  }

  @Test func `why nothing leads to a node is said where there is room`() {
    let header = { (width: Int) in
      var board = board(width: width)
      board.add(node: "stage") { node in
        node.health = .silent(
          since: SampleBoard.start, lastAnswer: SampleBoard.start.addingTimeInterval(-120),
          reason: .noTunnel(
            node: "ssh://stage/http://localhost:8000", login: "ssh stage",
            reason: "ssh stage: Permission denied (publickey)"))
      }
      return board.screen.prefix { !$0.isNewline }
    }
    #expect(
      header(160).contains("stage NO ANSWER 2m (ssh stage: Permission denied (publickey))  lab"))
    #expect(header(108).contains("stage NO ANSWER 2m (ssh stage: Permi"))
    #expect(header(108).contains("…)  lab"))
    #expect(header(80).contains("stage NO ANSWER 2m  lab"))
  }

  @Test func `columns hold the cards of all nodes, and each says its own`() {
    #expect(
      busyBoard().screen == """
         ClawBoard  prod  stage NO ANSWER 2m  lab connecting  4 tasks  anonymous  14:02
         1PEND 0  2PLAN 0 [3RUN 2] 4WAIT 0  5DONE 1  6FAIL 1  7CANC 0
        ─ RUNNING 2 ──────────────┬─ COMPLETED 1 ────────────┬─ FAILED 1 ───────────────
        ▌● 44d0 claude         5m │ ✓ 2c40 claude        11m │ ✗ 7f3a claude        <1m
        ▌ Auth docs pass          │  Fix flaky auth test     │  Upgrade TLS
        ▌ stage  2m old           │  lab  took 48s           │  lab  no route
         ● 7f3a claude         2m │                          │
          Add login throttling    │                          │
          prod  ━━━─────────  31% │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
                                  │                          │
        ─ Detail ─ Stream ─ Agents 4/5 ─ Skills 1 ─ Audit ─ Nodes 1/3 ─ Stats ──────────
         44d0ffff  claude on stage  ● RUNNING 5m00
         as it was 2m ago: the node does not answer
         Auth docs pass
         13:57:00  submitted by this board
         13:57:00  PENDING → RUNNING
         Prompt
         A prompt
         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }

  @Test func `narrow columns name the node in the agent's place`() {
    #expect(
      busyBoard(width: 120, height: 40).screen == """
         ClawBoard  prod fast  stage NO ANSWER 2m  lab connecting  4 tasks  anonymous                                     14:02
         1PENDING 0  2PLANNING 0 [3RUNNING 2] 4WAITING 0  5COMPLETED 1  6FAILED 1  7CANCELLED 0
        ─ PENDING 0 ─────┬─ PLANNING 0 ────┬─ RUNNING 2 ────┬─ WAITING 0 ────┬─ COMPLETED 1 ──┬─ FAILED 1 ─────┬─ CANCELLED 0 ──
                         │                 │▌● 44d0 stage 5m│                │ ✓ 2c40 lab  11m│ ✗ 7f3a lab  <1m│
                         │                 │▌ Auth docs pass│                │  Fix flaky auth│  Upgrade TLS   │
                         │                 │▌               │                │  test          │                │
                         │                 │▌ 2m old        │                │  took 48s      │  no route      │
                         │                 │ ● 7f3a prod  2m│                │                │                │
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
        ─ Detail ─ Stream ─ Agents 4/5 ─ Skills 1 ─ Audit ─ Nodes 1/3 ─ Stats ────────────────┴────────────────┴────────────────
         44d0ffff  claude on stage  ● RUNNING 5m00
         as it was 2m ago: the node does not answer
         Auth docs pass
         13:57:00  submitted by this board
         13:57:00  PENDING → RUNNING
         Prompt
         A prompt






         n new  Enter open  x cancel  / filter  w next!  : cmd  Tab pane  ] tab  f zoom  ? help  q quit
        """)
  }

  @Test func `a list names agent and node`() {
    let lines = busyBoard(width: 58, height: 12).lines
    #expect(lines[3].hasPrefix("▌● 44d0 claude on stage  2m old · Auth docs"))
  }

  @Test func `where names and troubles do not fit, those that are well are counted`() {
    #expect(
      busyBoard(width: 76).lines[0]
        == " ClawBoard  1 of 3 nodes  stage NO ANSWER 2m  lab connecting  4 tasks 14:02")
    #expect(
      busyBoard(width: 80).lines[0].hasPrefix(
        " ClawBoard  prod  stage NO ANSWER 2m  lab connecting  4 tasks"))
    #expect(busyBoard(width: 120).lines[0].hasPrefix(" ClawBoard  prod fast  stage NO"))
  }

  @Test func `the stream, the agents and the skills say the node`() {
    var board = busyBoard()
    board.type("]")
    #expect(board.screen.contains("13:57:00  stage  44d0  submitted"))
    #expect(board.screen.contains("14:00:00  prod   7f3a  submitted"))
    board.type("]")
    #expect(board.screen.contains("\n prod\n ✓ claude"))
    #expect(board.screen.contains("\n stage  does not answer\n ✓ demo"))
    board.type("]")
    #expect(board.screen.contains("\n lab  has not answered yet"))
  }

  @Test func `an empty board lists all nodes with their troubles`() {
    let screen = board().screen
    #expect(screen.contains("No tasks on 3 nodes yet."))
    #expect(screen.contains("prod   http://prod:8000  answers"))
    #expect(screen.contains("stage  http://stage:8000  no answer 2m  no answer within 5000 ms"))
    #expect(screen.contains("lab    http://lab:8000  connecting"))
  }

  @Test func `cancel and refresh go to the node of the card`() {
    var board = busyBoard()
    board.press(.character("6"), .character("x"))
    board.wait(1)
    let key = TaskKey(node: NodeName("lab"), id: TaskID("7f3a91c2"))
    #expect(board.lines.last?.contains("nothing to cancel") == true)
    #expect(board.press(.character("r")) == [.refresh(key.node)])
    board.press(.character("3"), .character("x"))
    board.wait(1)
    #expect(board.screen.contains("44d0ffff  claude on stage"))
    #expect(
      board.press(.character("x"))
        == [.cancel(TaskKey(node: NodeName("stage"), id: TaskID("44d0ffff")))])
    #expect(board.press(.character("R")) == Self.names.map { .refresh($0) })
  }

  @Test func `one id on two nodes is two cards`() {
    var board = busyBoard()
    board.press(.character("6"))
    #expect(board.model.selectedTask?.key.node == NodeName("lab"))
    board.press(.character("3"), .down)
    #expect(board.model.selectedTask?.key.node == NodeName("prod"))
  }

  @Test func `a new task goes to the selected card's node, else to the default one`() {
    var empty = board(standard: "lab")
    empty.type("n")
    #expect(empty.model.form?.node == NodeName("lab"))
    var board = busyBoard()
    board.press(.character("3"), .character("n"))
    #expect(board.model.form?.node == NodeName("stage"))
  }

  @Test func `the form lets choose the node, and an agent of it`() {
    var board = busyBoard()
    board.press(.character("3"), .down, .character("n"))
    #expect(board.lines[1].contains("New task on prod"))
    #expect(board.lines[2].contains("Node         [prod] stage  lab"))
    board.press(.backTab, .backTab, .backTab)
    #expect(board.model.form?.field == .node)
    board.press(.right)
    #expect(board.lines[2].contains("prod [stage] lab   it does not answer"))
    #expect(board.lines[3].contains("Agent        [demo]"))
    board.press(.tab, .tab, .tab)
    board.type("Do it")
    #expect(
      board.press(.control("s"))
        == [.submit(NodeName("stage"), TaskSubmitRequest(agentId: "demo", input: "Do it"))])
  }

  @Test func `with one node the form asks for none`() {
    var board = SampleBoard()
    board.type("n")
    board.press(.backTab, .backTab, .backTab)
    #expect(board.model.form?.field == .send)
  }

  @Test func `on a read-only node nothing is sent and nothing cancelled`() {
    var board = board(readOnly: ["prod", "lab"])
    board.show(board.task("7f3a91c2", .running), board.task("8888", .running, on: "stage"))
    board.type("x")
    #expect(board.model.overlay == nil)
    #expect(
      board.lines.last
        == " prod is read-only: its entry in the settings says readOnly: true")
    board.type("n")
    #expect(board.model.form?.node == NodeName("stage"))
    #expect(board.model.form?.choices.isEmpty == true)
  }

  @Test func `where all nodes are read-only there is no form`() {
    var board = board(readOnly: ["prod", "stage", "lab"])
    board.type("n")
    #expect(board.model.overlay == nil)
    #expect(board.lines.last?.contains("prod is read-only") == true)
  }
}
