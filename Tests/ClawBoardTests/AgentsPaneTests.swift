import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// The agents pane: what is listed, and what Enter and n do with it.
struct AgentsPaneTests {
  private func board(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = SampleBoard.busy(width: width, height: height)
    board.type(":tab agents\n")
    return board
  }

  /// The pane's agents have the keys.
  private func focused() -> SampleBoard {
    var board = board()
    board.press(.tab)
    return board
  }

  @Test func `below the columns each agent stands with its newest tasks`() {
    let lines = board().lines
    #expect(
      lines[15...].joined(separator: "\n") == """
        ─ Detail ─ Stream ─ Agents 2/3 ─ Skills 1 ─ Audit ─ Nodes ─ Stats ──────────────
         ✓ claude  configured      1 live     code_generation
             ● 7f3a Add login throttling
             ✓ 2c40 Fix flaky auth test
             ✗ 9e11 Upgrade TLS
           goose   not configured  none live  code_generation
         ✓ demo    configured      1 live     code_generation
             ○ b001 Write the changelog
         n new  Enter open  x cancel  / filter  w next!  : cmd  ? help  q quit
        """)
  }

  @Test func `why an agent is not available stands below it`() {
    var board = SampleBoard(width: 120, height: 40)
    board.add(node: "lab") { lab in
      lab.agents = [
        AgentInfo(
          agentType: NodeText("aider"), name: NodeText("aider"), description: NodeText("Edits"),
          isConfigured: false, capabilities: [],
          metadata: ["problem": "aider is not installed\u{1B}[2J"])
      ]
    }
    board.type(":tab agents\nf")
    let lines = board.lines
    let row = lines.firstIndex { $0.contains(" aider ") } ?? 0
    #expect(lines[row].contains("not available"))
    #expect(lines[row + 1].contains("    Edits"))
    #expect(lines[row + 2].contains("    aider is not installed^[[2J"))
  }

  @Test func `with the whole screen there is room for descriptions and several nodes`() {
    var board = SampleBoard.busy(width: 120, height: 40)
    board.add(node: "lab") { lab in
      lab.agents = [
        AgentInfo(
          agentType: NodeText("ollama"), name: NodeText("Ollama"),
          description: NodeText("Models of this machine: no key, no bill, and no hurry"),
          isConfigured: true, capabilities: [NodeText("chat"), NodeText("code_generation")])
      ]
    }
    board.add(node: "old") {
      $0.health = .connecting
      $0.agents = []
    }
    board.type(":tab agents\nf")
    #expect(
      board.lines[3...14].joined(separator: "\n") == """
         prod
        ▌✓ claude  configured      1 live     code_generation
        ▌    ● 7f3a Add login throttling
        ▌    ✓ 2c40 Fix flaky auth test
        ▌    ✗ 9e11 Upgrade TLS
           goose   not configured  none live  code_generation
         ✓ demo    configured      1 live     code_generation
             ○ b001 Write the changelog
         lab
         ✓ ollama  configured  none live  chat, code_generation
             Models of this machine: no key, no bill, and no hurry
         old  has not answered yet
        """)
  }

  @Test func `a narrow screen leaves out what matters least`() {
    var board = board(width: 40, height: 12)
    board.glyphs = .ascii
    board.type("f")
    #expect(
      board.lines[3...10].joined(separator: "\n") == """
        >+ claude  configured      1 live
        >  * 7f3a Add login throttling
        >  + 2c40 Fix flaky auth test
        >  ! 9e11 Upgrade TLS
           goose   not configured  none live
         + demo    configured      1 live
           . b001 Write the changelog

        """)
  }

  @Test func `Enter shows the tasks of the agent alone, on the board`() {
    var board = focused()
    board.press(.enter)
    #expect(board.model.filter.text == "agent:claude")
    #expect(board.model.focus == .board)
    #expect(board.lines[0].contains("/agent:claude"))
    #expect(board.model.columns.total == 3)
  }

  @Test func `with several nodes Enter means the agent of that node`() {
    var board = SampleBoard.busy()
    board.add(node: "the lab")
    board.type(":tab agents\nf")
    board.press(.character("G"), .enter)
    #expect(board.model.filter.text == "agent:demo node:\"the lab\"")
    #expect(!board.model.pane.isZoomed)
    #expect(board.screen.contains("The filter keeps all 5 tasks out of sight"))
  }

  @Test func `a name with blanks is put in quotes, one that no filter can hold is said`() {
    var board = focused()
    board.node { $0.agents = [SampleBoard.agent("my agent", true)] }
    board.press(.enter)
    #expect(board.model.filter.text == "agent:\"my agent\"")
    board.press(.escape, .tab)
    board.node { $0.agents = [SampleBoard.agent("a\u{1B}[2J", true)] }
    board.press(.enter)
    #expect(board.model.filter.isEmpty)
    #expect(board.lines[23] == " no filter can be written with the name a^[[2J")
  }

  @Test func `n opens the form with the agent chosen`() {
    var board = focused()
    board.press(.character("G"), .character("n"))
    #expect(board.model.overlay == .form)
    #expect(board.model.form?.agent?.raw == "demo")
  }

  @Test func `n on an agent that is not configured says so`() {
    var board = focused()
    board.press(.character("j"), .character("n"))
    #expect(board.model.overlay == nil)
    #expect(
      board.lines[23] == " goose is not configured on prod: that is done on the node")
  }

  @Test func `n on a node that is only looked at says so`() {
    var board = SampleBoard(nodes: BoardNodes(readOnly: [SampleBoard.node]))
    board.type(":tab agents\nf")
    board.press(.character("n"))
    #expect(board.model.overlay == nil)
    #expect(board.lines[23].hasPrefix(" prod is read-only"))
  }

  @Test func `n gives a draft that was kept to the agent, with its text`() {
    var board = board()
    board.type("nDo it")
    board.press(.escape, .tab, .character("G"), .character("n"))
    #expect(board.model.form?.agent?.raw == "demo")
    #expect(board.model.form?.prompt.text == "Do it")
  }

  @Test func `a task that has another state counts anew, and one found later has its place`() {
    var board = board()
    #expect(board.screen.contains("✓ claude  configured      1 live"))
    board.show(
      board.task("7f3a91c2", .completed, title: "Add login throttling", minutes: 2),
      board.task("0001aaaa", .failed, title: "Older than all", minutes: 500))
    #expect(board.screen.contains("✓ claude  configured      none live"))
    #expect(!board.screen.contains("Older than all"))
  }

  @Test func `a node without agents is said, and one that has not answered`() {
    var board = SampleBoard(isAnswering: false)
    board.type(":tab agents\nf")
    #expect(board.lines[3] == " No agents: the node has not answered yet. r asks it now.")
    board.node { $0.health = .answering(.fast) }
    #expect(board.lines[3] == " No agents: the node lists none. What it has is set up there.")
  }

  @Test(arguments: [(20, 5), (24, 8), (30, 16), (60, 16), (200, 60)])
  func `it fits every size`(width: Int, height: Int) {
    var board = board(width: width, height: height)
    board.type("f")
    board.press(.character("G"))
    #expect(board.lines.count == height)
    #expect(board.lines.contains { $0.contains("demo") })
  }
}
