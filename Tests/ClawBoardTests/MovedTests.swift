import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// A card that changed column in the last five seconds is highlighted.
struct MovedTests {
  private let board = SampleBoard(width: 120, height: 40)

  /// Whether the highlight is on the screen.
  private func isHighlighted(_ board: SampleBoard) -> Bool {
    let theme = Theme(name: "moved", styles: [.moved: Style(attributes: .reverse)])
    let canvas = draw(board.model, theme: theme).canvas
    return (0..<40).contains { row in
      canvas.row(row).contains { $0.style.attributes.contains(.reverse) }
    }
  }

  @Test(arguments: TaskStatus.known, TaskStatus.known)
  func `a change of column is highlighted, nothing else`(from: TaskStatus, to: TaskStatus) {
    var board = board
    board.show(board.task("a", from))
    #expect(!isHighlighted(board))
    board.show(board.task("a", to))
    #expect(isHighlighted(board) == (from != to))
  }

  @Test(arguments: [(0.0, true), (4.9, true), (5, false), (600, false)])
  func `for five seconds, and it goes by itself`(seconds: Double, isThere: Bool) {
    var board = board
    board.show(board.task("a", .pending), board.task("b", .failed))
    // The detail of a selected live task counts seconds.
    board.press(.character("6"))
    board.show(board.task("a", .running))
    #expect(board.frame.nextChange == board.now.addingTimeInterval(Model.movedTime))
    board.wait(seconds)
    #expect(isHighlighted(board) == isThere)
  }

  @Test func `a second move begins anew`() {
    var board = board
    board.show(board.task("a", .pending))
    board.show(board.task("a", .running))
    board.wait(4)
    board.show(board.task("a", .completed))
    board.wait(4)
    #expect(isHighlighted(board))
    board.wait(1)
    #expect(!isHighlighted(board))
  }

  @Test func `a task that is lost has not moved`() {
    var board = board
    var task = board.task("a", .running)
    board.show(task)
    _ = task.take(.unknownToNode, askedAt: board.now, at: board.now)
    board.show(task)
    #expect(board.screen.contains("LOST 1"))
    #expect(!isHighlighted(board))
  }

  @Test func `what the board opens with has not moved`() {
    var board = board
    board.show(board.task("a", .pending))
    let snapshot = BoardSnapshot(node: board.record, tasks: [board.task("a", .completed)])
    board.send(.mirror(.snapshot(snapshot)))
    #expect(!isHighlighted(board))
  }
}
