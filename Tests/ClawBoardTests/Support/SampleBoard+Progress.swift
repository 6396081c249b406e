import ClawLink

@testable import ClawBoard
@testable import ClawMirror

extension SampleBoard {
  /// On a node that shows no progress.
  static func withoutProgress(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = SampleBoard(width: width, height: height)
    board.node { $0.showsProgress = false }
    return board
  }

  /// On a node that shows no progress: two tasks at work, one just sent, two that have ended.
  static func atWork(width: Int, height: Int) -> SampleBoard {
    var board = SampleBoard.withoutProgress(width: width, height: height)
    board.show(
      board.task("b001aaaa", .pending, title: "Write the changelog", agent: "ollama"),
      board.task("7f3a91c2", .pending, title: "Add login throttling", minutes: 2),
      board.task("44d0ffff", .pending, title: "Auth docs pass", agent: "goose", minutes: 5),
      board.task(
        "2c40aaaa", .completed, title: "Fix flaky auth test", minutes: 11, result: "Done."),
      board.task("9e11aaaa", .failed, title: "Upgrade TLS", minutes: 70, error: "no route"))
    return board
  }

  /// The node says for the first time that a task runs.
  mutating func showProgress() {
    show(task("7f3a91c2", .running, title: "Add login throttling", minutes: 2))
    node { $0.showsProgress = true }
  }
}
