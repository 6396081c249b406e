import TestSupport
import Testing

@testable import ClawNode

struct ByteLinesTests {
  /// The lines of a text that comes in pieces of that size.
  private func lines(_ text: String, inPiecesOf size: Int, limitBytes: Int = 100) -> [String] {
    var lines = ByteLines(limitBytes: limitBytes)
    let bytes = Array(text.utf8)
    var all: [ByteLines.Line] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      all += lines.add(bytes[start..<min(start + size, bytes.count)])
    }
    all += lines.finish().map { [$0] } ?? []
    return all.map { $0.text + ($0.isCut ? "…" : "") }
  }

  @Test(arguments: [1, 2, 3, 100])
  func `lines are the same, however their bytes come`(size: Int) {
    #expect(lines("a\nb\r\nc\rd\n\ne", inPiecesOf: size) == ["a", "b", "c", "d", "", "e"])
    #expect(lines("a\r\n\r\nb\r\n", inPiecesOf: size) == ["a", "", "b"])
    #expect(lines("", inPiecesOf: size) == [])
    #expect(lines("→ ü\n\u{1F600}", inPiecesOf: size) == ["→ ü", "\u{1F600}"])
  }

  @Test(arguments: [1, 3, 100])
  func `a line that is too long is cut, and the next one is whole`(size: Int) {
    #expect(lines("abcdefgh\nxy\n", inPiecesOf: size, limitBytes: 4) == ["abcd…", "xy"])
  }

  @Test func `bytes that are no text read as a sign`() {
    var lines = ByteLines(limitBytes: 100)
    #expect(lines.add([0x61, 0xFF, 0x62, 0x0A]).map(\.text) == ["a\u{FFFD}b"])
  }
}
