import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// The skills pane: what is listed, and what Enter and n do with it.
struct SkillsPaneTests {
  /// The pane's skills have the keys.
  private func focused(_ nodes: BoardNodes = BoardNodes()) -> SampleBoard {
    var board = SampleBoard(nodes: nodes)
    board.type(":tab skills\nf")
    return board
  }

  @Test func `a narrow screen says what a skill needs before its name`() {
    var board = SampleBoard(width: 40, height: 12)
    board.glyphs = .ascii
    board.type(":tab skills\nf")
    #expect(
      board.lines[3...4].joined(separator: "\n") == """
        >documentation  needs write ? not known
        >  Generate or update documentation
        """)
  }

  @Test func `whether our session has what a skill needs is said in words`() {
    var board = focused()
    func needs() -> String? { board.lines[3].components(separatedBy: "needs ").last }
    #expect(needs() == "write ? not known")
    board.node { $0.permissions = [NodeText("task:view")] }
    #expect(needs() == "write ? no known permission")
    board.node { node in
      node.skills = [
        SkillInfo(
          id: NodeText("x"), name: NodeText("X"), description: NodeText(""),
          requiredPermissions: [NodeText("task:view"), NodeText("project:write")])
      ]
    }
    #expect(needs() == "task:view ✓ held, project:write ✗ not held")
    board.glyphs = .ascii
    #expect(needs() == "task:view + held, project:write ! not held")
  }

  @Test func `a permission is the same in either of its spellings`() {
    #expect(
      PermissionName(NodeText("Permission.SKILL_EXECUTE"))
        == PermissionName(NodeText("skill:execute")))
    #expect(PermissionName(NodeText("Permission.")).text == "")
    #expect(!PermissionName(NodeText("write")).isKnown)
  }

  @Test func `Enter begins a prompt with the skill`() {
    var board = focused()
    board.press(.enter)
    #expect(board.model.overlay == .form)
    board.type("the API")
    #expect(board.model.form?.prompt.text == "Use the skill documentation: the API")
  }

  @Test func `Enter puts the skill into a draft where its cursor stands`() {
    var board = focused()
    board.type("nfirst\nlast")
    board.press(.up, .escape, .enter)
    #expect(board.model.form?.prompt.text == "firs" + " Use the skill documentation: " + "t\nlast")
  }

  @Test func `Enter while a task is being sent changes nothing of it`() {
    var board = focused()
    board.type("nDo it")
    board.press(.control("s"), .escape, .enter)
    #expect(board.model.form(0)?.prompt.text == "Do it")
    #expect(board.model.form?.prompt.text == "Use the skill documentation: ")
  }

  @Test func `Enter on a node that is only looked at says so`() {
    var board = focused(BoardNodes(readOnly: [SampleBoard.node]))
    board.press(.enter)
    #expect(board.model.overlay == nil)
    #expect(board.lines[23].hasPrefix(" prod is read-only"))
  }

  @Test func `n writes a task on the node of the skill`() {
    var board = SampleBoard.busy()
    board.add(node: "lab") { lab in
      lab.skills = [
        SkillInfo(
          id: NodeText("x"), name: NodeText("X"), description: NodeText(""),
          requiredPermissions: [])
      ]
    }
    board.type(":tab skills\nfjn")
    #expect(board.model.form?.node == NodeName("lab"))
    #expect(board.model.form?.prompt.isBlank == true)
  }
}
