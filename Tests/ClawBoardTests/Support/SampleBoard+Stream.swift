import ClawLink

@testable import ClawBoard
@testable import ClawMirror

extension SampleBoard {
  /// A running task says so many things more, one after the other.
  ///
  /// - Parameter words: of each, by how many were said before it this time.
  mutating func say(_ count: Int, _ id: String, _ words: ((Int) -> String)? = nil) {
    guard var record = model.tasks[Self.key(id)] else { return }
    for said in 0..<count {
      let text = words?(said) ?? "the words of line \(record.historyCount - 1)"
      record.note(.said(NodeText(text), progress: nil), at: now)
      // No more at once than a record holds.
      if said % 400 == 399 { show(record) }
    }
    show(record)
  }

  /// With everything in the stream that a line can be.
  static func eventful(width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = SampleBoard.busy(width: width, height: height)
    board.wait(30)
    let now = board.now
    board.node {
      $0.health = .silent(
        since: now, lastAnswer: now,
        reason: .unreachable(node: "http://prod:8000", reason: "connection refused"))
    }
    board.wait(65)
    board.node { $0.health = .answering(.fast) }
    board.say(3, "7f3a91c2") {
      [
        "reading the tests", "I have looked at all places where a login is checked: there are four",
        "done",
      ][$0]
    }
    board.wait(5)
    board.send(.mirror(.restarted(SampleBoard.node)))
    return board
  }
}
