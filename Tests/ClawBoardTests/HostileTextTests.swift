import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Nothing that a node sends reaches the canvas uncleaned.
struct HostileTextTests {
  private static let hostile =
    "\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}txt.exe\u{200B}\u{0}\u{7F}\r\nsecond "
    + "\u{1F468}\u{200D}\u{1F469}"

  @Test(arguments: Pane.Tab.allCases)
  func `no control reaches a cell in any pane`(tab: Pane.Tab) throws {
    var board = SampleBoard(width: 100, height: 50)
    board.node { node in
      node.agents = [SampleBoard.agent(Self.hostile, true)]
      node.skills = [
        SkillInfo(
          id: NodeText(Self.hostile), name: NodeText(""), description: NodeText(Self.hostile),
          requiredPermissions: [NodeText(Self.hostile)])
      ]
      node.permissions = [NodeText(Self.hostile)]
      node.discovery = .notPermitted(NodeText(Self.hostile))
    }
    board.log(
      board.event(
        .taskSubmitted, minutes: 1, user: Self.hostile, task: Self.hostile, action: Self.hostile,
        status: Self.hostile, details: ["agent_type": .string(Self.hostile)]))
    board.count([SampleBoard.Work(agent: Self.hostile)])
    board.show(
      board.task(
        Self.hostile, .running, title: Self.hostile, prompt: Self.hostile, agent: Self.hostile,
        progress: 5, message: Self.hostile),
      board.task("b", .failed, prompt: Self.hostile, error: Self.hostile),
      board.task("c", .completed, result: Self.hostile),
      board.task("d", .unknown(NodeText(Self.hostile))))
    board.take(commands: try SampleBoard.commands())
    for case .run(let run) in board.type("mh") { board.report(run, .ended(1), Self.hostile) }
    while board.model.pane.tab != tab { board.type("]") }
    for column in ["3", "6", "5"] {
      board.type(column)
      #expect(isSafe(board))
    }
    board.type("3x")
    #expect(isSafe(board))
    board.press(.escape)
    board.type("n")
    #expect(isSafe(board))
  }

  private func isSafe(_ board: SampleBoard) -> Bool {
    let canvas = board.frame.canvas
    return (0..<canvas.size.height).allSatisfy { row in
      canvas.row(row).allSatisfy { cell in
        cell.character.unicodeScalars.allSatisfy { scalar in
          scalar.properties.generalCategory != .control
            && scalar.properties.generalCategory != .format
        }
      }
    }
  }
}
