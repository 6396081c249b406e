import Foundation
import Testing

@testable import ClawTerminal

struct CellTextTests {
  @Test(
    arguments: [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("日", 2), ("한", 2), ("─", 1), ("●", 1), ("😀", 2),
      ("👨‍👩‍👧", 2), ("🇩🇪", 1), ("\u{7}", 0), ("\u{200B}", 0),
    ] as [(Character, Int)])
  func `a character takes the cells of its base`(character: Character, cells: Int) {
    #expect(character.cellWidth == cells)
  }

  @Test(arguments: [
    ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""),
    ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 3, "日…"),
    ("日本語", 2, "…"), ("", 3, ""), ("e\u{301}a\u{308}o", 2, "e\u{301}…"),
  ])
  func `text is cut at cells with an ellipsis`(text: String, width: Int, cut: String) {
    #expect(text.clipped(to: width) == cut)
    #expect(text.clipped(to: width).cellWidth <= width)
  }

  @Test func `ten thousand characters are cut like ten`() {
    let long = String(repeating: "x", count: 10_000)
    #expect(long.clipped(to: 10) == "xxxxxxxxx…")
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]),
    ("one two three", 8, ["one two", "three"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("a\n\nb", 4, ["a", "", "b"]),
    ("日本語", 4, ["日本", "語"]),
    ("", 4, [""]),
    ("a\tb", 20, ["a       b"]),
    ("word verylongword", 6, ["word", "verylo", "ngword"]),
  ])
  func `text is wrapped at spaces where there are any`(
    text: String, width: Int, lines: [String]
  ) {
    #expect(text.wrapped(to: width) == lines)
  }

  @Test(
    arguments: [
      ("👨‍👩‍👧", "👨"), ("❤️", "❤"), ("e\u{301}", "e\u{301}"), ("1️⃣", "1"), ("a", "a"),
    ] as [(Character, Character)])
  func `a sequence is drawn as its base`(character: Character, drawn: Character) {
    #expect(character.reducedToBase == drawn)
  }

  /// Words that hold a letter beyond ASCII are measured letter by letter, the others by their bytes.
  @Test(arguments: 1...24)
  func `plain text breaks where other text does`(width: Int) {
    for text in [
      "", " ", "one", "Find out why the nightly build is slow 17", "  two  blanks  ",
      "averyveryverylongwordthatfitsnowhere at all", "a b c d e f g h i j k l m n",
    ] {
      let others = text.replacingOccurrences(of: "e", with: "é")
        .replacingOccurrences(of: "a", with: "á")
      let plain = others.wrapped(to: width).map {
        $0.replacingOccurrences(of: "é", with: "e").replacingOccurrences(of: "á", with: "a")
      }
      #expect(text.wrapped(to: width) == plain)
    }
  }
}
