import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard

/// Looking for something in the stream.
struct StreamSearchTests {
  /// The stream over the whole body, with 3,000 lines; `needle` stands in some of them.
  private func board(needles: Set<Int>) -> SampleBoard {
    var board = SampleBoard()
    board.show(board.task("aaaa-1", .running, title: "First"))
    for line in stride(from: 0, to: 3000, by: 100) {
      board.say(100, "aaaa-1") { needles.contains(line + $0) ? "a Needle here" : "hay" }
    }
    board.type("o")
    return board
  }

  /// The number of the line that a search came to, as its text says it.
  private func found(_ board: SampleBoard) -> Int? {
    board.model.pane[.stream].match.map { $0 - 2 }
  }

  private func isInView(_ board: SampleBoard) -> Bool {
    board.lines.dropFirst(3).contains { $0.contains("Needle") }
  }

  @Test func `Enter goes to the newest match above, n to older ones, N to newer ones`() {
    var board = board(needles: [5, 1500, 2400])
    board.type("/needle\n")
    #expect(found(board) == 2400)
    #expect(isInView(board))
    board.type("n")
    #expect(found(board) == 1500)
    #expect(isInView(board))
    board.type("n")
    #expect(found(board) == 5)
    #expect(isInView(board))
    #expect(board.model.notice == nil)
    board.type("N")
    #expect(found(board) == 1500)
    #expect(board.model.notice == nil)
  }

  @Test func `around the end it says so`() {
    var board = board(needles: [5, 2400])
    board.type("/needle\nnn")
    #expect(found(board) == 2400)
    #expect(board.model.notice?.text == "from the newest again")
    board.type("N")
    #expect(found(board) == 5)
    #expect(board.model.notice?.text == "from the oldest again")
  }

  @Test func `it begins where one looks`() {
    var board = board(needles: [5, 1500, 2400])
    board.type("/needle\nn")
    for _ in 0..<3 { board.press(.pageUp) }
    board.type("n")
    #expect(found(board) == 5)
    for _ in 0..<3 { board.press(.pageDown) }
    board.type("N")
    #expect(found(board) == 1500)
  }

  @Test func `a match that is in view moves nothing, but pauses`() {
    var board = board(needles: [2995])
    let before = board.lines[3..<23]
    board.type("/needle\n")
    #expect(board.lines[3..<23] == before)
    #expect(board.lines[2].contains("paused"))
    board.say(40, "aaaa-1")
    #expect(board.lines[3..<23] == before)
  }

  @Test func `what is nowhere is said, and following goes on`() {
    var board = board(needles: [])
    board.type("/needle\n")
    #expect(board.model.notice?.text == "not found: needle")
    #expect(board.model.streamChoice.isFollowing)
  }

  @Test func `what was found stands out, wrapped or not`() {
    var board = board(needles: [2995])
    board.type("/needle\n")
    let text = StreamText(model: board.model, glyphs: .unicode)
    let entry = board.model.stream[2997]
    #expect(
      text.rows(entry, width: 80)[0].runs.contains { $0 == .init(text: "Needle", role: .match) })
    board.type("w")
    let narrow = StreamText(model: board.model, glyphs: .unicode).rows(entry, width: 6)
    #expect(narrow.flatMap(\.runs).contains { $0 == .init(text: "Needle", role: .match) })
  }
}
