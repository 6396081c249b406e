import ClawLink
import ClawTerminal
import Foundation

@testable import ClawBoard
@testable import ClawMirror

/// Boards on which something is being done.
extension SampleBoard {
  static let forbidden = ClawLinkError.notPermitted(
    node: "http://prod:8000", permission: NodeText("task:submit"))

  /// A refusal over a form, on a node where we are somebody.
  static func refused(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = SampleBoard.busy(width: width, height: height, user: "ann")
    board.type("nMake the tests green")
    let effects = board.press(.control("s"))
    guard case .submit(let node, _, _, _, let form)? = effects.first else { return board }
    board.send(.submitted(node, .failed(forbidden), form: form))
    return board
  }

  /// The table of what became of cancelling all running tasks, of which some could not be.
  ///
  /// - Parameter left: how many are still to go.
  static func cancelled(width: Int = 80, height: Int = 24, left: Int = 2) -> SampleBoard {
    var board = SampleBoard(width: width, height: height, user: "ann")
    for index in 0..<12 {
      let id = String(index, radix: 16)
      board.show(
        board.task(
          "\(id)00daaaa", .running, title: "Task \(index)", agent: "demo",
          minutes: Double(index + 1)))
    }
    board.type("3Vxy")
    // The oldest first.
    for index in (left..<12).reversed() {
      let key = SampleBoard.key("\(String(index, radix: 16))00daaaa")
      board.send(.cancelled(key, outcome(index)))
    }
    return board
  }

  private static func outcome(_ index: Int) -> CancelResult {
    switch index {
    case 2: .failed(forbidden)
    case 5: .done(.alreadyFinal(TaskState(id: TaskID("500daaaa"), status: .completed)))
    case 7: .failed(.timedOut(node: "http://prod:8000", operation: "cancel a task", afterMs: 5000))
    default: .done(.cancelled)
    }
  }

  /// The list of what is being written.
  static func withDrafts(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = SampleBoard.busy(width: width, height: height)
    board.show(
      board.task("91bcaaaa", .waiting, title: "Choose", question: "Which schema?"))
    board.type("nMake the tests green\nand say why they were not")
    board.press(.escape)
    board.type("6t, and faster")
    board.press(.escape)
    board.type("4i")
    board.type("The old one")
    board.press(.escape)
    board.type("D")
    return board
  }

  /// The list of what was sent and never answered.
  static func withUnconfirmed(
    width: Int = 80, height: Int = 24, user: String? = nil
  ) -> SampleBoard {
    var board = SampleBoard.busy(width: width, height: height, user: user)
    let request = TaskSubmitRequest(agentId: "claude", description: "Upgrade TLS", input: "Do it")
    let sentAt = board.now.addingTimeInterval(-300)
    let submission = PendingSubmission(
      id: "9c1d", node: node, userId: nil, request: request, sentAt: sentAt, answerBy: sentAt)
    board.node {
      $0.unconfirmed = [
        UnconfirmedTask(
          submission: submission, candidates: [TaskID("9e11aaaa"), TaskID("2c40aaaa")])
      ]
    }
    board.type("U")
    return board
  }
}
