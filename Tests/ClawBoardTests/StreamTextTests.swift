import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard

/// Lines of the stream, laid out to a width.
struct StreamTextTests {
  @Test(arguments: Array(1...20) + [33, 58, 80, 120], [false, true])
  func `no row is wider than its area, and wrapping loses nothing`(width: Int, wraps: Bool) {
    var board = SampleBoard()
    let words = "漢字かな交じり文 👩‍👩‍👧 family 🇩🇪 e\u{301}tude ａｂｃ plain words to the end"
    board.show(board.task("aaaa-1", .running, progress: 7, message: words))
    board.type("o")
    if wraps { board.type("w") }
    let text = StreamText(model: board.model, glyphs: .unicode)
    for entry in board.model.stream.entries {
      let rows = text.rows(entry, width: width)
      #expect(rows.allSatisfy { $0.text.cellWidth <= width })
      guard wraps, width > 1 else { continue }
      let whole = text.line(entry).text.filter { $0 != " " }
      #expect(rows.map(\.text).joined().filter { $0 != " " } == whole)
    }
  }

  @Test func `a wrapped line goes on below its words, each run in its role`() throws {
    var board = SampleBoard()
    board.show(board.task("aaaa-1", .running, progress: 7, message: "one two three four five"))
    board.type("ow")
    let entry = try #require(board.model.stream.entries.last)
    let rows = StreamText(model: board.model, glyphs: .unicode).rows(entry, width: 38)
    #expect(
      rows.map(\.text) == [
        "14:02:00  aaaa  7%   one two three",
        "                four five",
      ])
    #expect(rows[0].runs.map(\.role) == [.muted, .strong, .muted, nil])
  }
}
