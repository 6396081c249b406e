import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// What the user hears of without looking.
struct NotifyTests {
  private func board(_ change: (inout BoardSettings) -> Void = { _ in }) -> SampleBoard {
    var board = SampleBoard()
    var settings = BoardSettings()
    change(&settings)
    board.send(.preferences(settings, themes: []))
    return board
  }

  /// Tells of tasks, all at once.
  private func heard(_ board: inout SampleBoard, _ tasks: TaskRecord...) -> [String] {
    board.send(.mirror(.changes(ChangeSet(tasks: tasks)))).compactMap { effect in
      if case .notify(let alert, _) = effect { alert.text } else { nil }
    }
  }

  @Test func `a task that fails or asks is told of, once`() {
    var board = board()
    #expect(heard(&board, board.task("aaaa", .running, title: "Auth docs")).isEmpty)
    #expect(
      heard(&board, board.task("aaaa", .waiting, title: "Auth docs"))
        == ["waiting: Auth docs (claude on prod)"])
    #expect(heard(&board, board.task("aaaa", .waiting, title: "Auth docs")).isEmpty)
    #expect(heard(&board, board.task("aaaa", .running, title: "Auth docs")).isEmpty)
    #expect(heard(&board, board.task("aaaa", .failed)) == ["failed: aaaa (claude on prod)"])
  }

  @Test func `what was so at the start, or when a task is first seen, is no news`() {
    var board = board()
    let failed = board.task("aaaa", .failed)
    let effects = board.send(
      .mirror(.snapshot(BoardSnapshot(node: board.record, tasks: [failed]))))
    #expect(!effects.contains { if case .notify = $0 { true } else { false } })
    #expect(heard(&board, board.task("bbbb", .failed)).isEmpty)
    // The log of the node has named it, and the node has not said yet how it is.
    let found = TaskRecord(
      key: SampleBoard.key("cccc"), agent: NodeText("claude"), submitter: .other(user: nil),
      submittedAt: board.now)
    #expect(heard(&board, found).isEmpty)
    #expect(heard(&board, board.task("cccc", .failed)).isEmpty)
  }

  @Test func `many at once are one, with their counts`() {
    var board = board()
    board.show(
      board.task("aaaa", .running), board.task("bbbb", .running), board.task("cccc", .running))
    let words = heard(
      &board, board.task("aaaa", .waiting), board.task("bbbb", .failed, title: "TLS"),
      board.task("cccc", .failed))
    #expect(words == ["3 tasks: 2 failed, 1 waiting"])
  }

  @Test func `the settings say of which states, and which command is run`() {
    var board = board {
      $0.notify = [.completed]
      $0.notifyCommand = "beep"
    }
    board.show(board.task("aaaa", .running), board.task("bbbb", .running))
    #expect(heard(&board, board.task("bbbb", .failed)).isEmpty)
    let done = board.task("aaaa", .completed)
    #expect(
      board.send(.mirror(.changes(ChangeSet(tasks: [done]))))
        .contains(.notify(Alert(done), command: "beep")))
  }

  @Test func `a task without a card before and after is not told of`() {
    var board = board()
    board.show(board.task("aaaa", .running), board.task("bbbb", .running))
    board.type("/state:running\n")
    #expect(heard(&board, board.task("aaaa", .failed)).count == 1)
    #expect(board.model.columns.column(of: SampleBoard.key("aaaa")) == nil)
    board.press(.escape)
    board.type("/agent:nobody\n")
    #expect(heard(&board, board.task("bbbb", .failed)).isEmpty)
  }

  @Test func `it is one short line, whatever a node says`() {
    var board = board()
    let title = "A\u{7}\u{1B}]0;title\u{9C}\nline " + String(repeating: "long ", count: 100)
    board.show(board.task("aaaa", .running, title: title))
    let words = heard(&board, board.task("aaaa", .failed, title: title)).joined()
    #expect(words.hasPrefix("failed: A^G^[]0;title<9c> line long"))
    #expect(words.count < 200)
    #expect(
      words.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
  }

  @Test func `of several the most urgent is named`() {
    let board = board()
    var alert = Alert(board.task("aaaa", .completed))
    alert = alert.adding(Alert(board.task("bbbb", .failed)))
      .adding(Alert(board.task("cccc", .waiting)))
    #expect(alert.task.id == TaskID("bbbb"))
    #expect(alert.state == .failed)
    #expect(alert.count == 3)
    #expect(alert.text == "3 tasks: 1 failed, 1 waiting, 1 completed")
  }
}
