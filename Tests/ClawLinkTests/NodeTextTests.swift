import ClawLink
import Foundation
import TestSupport
import Testing

struct NodeTextTests {
  @Test(arguments: [
    ("plain text, 100 %", "plain text, 100 %"),
    ("", ""),
    ("Grüße, 日本語, e\u{301}", "Grüße, 日本語, e\u{301}"),
    ("\u{1B}[31mred\u{1B}[0m", "^[[31mred^[[0m"),
    ("\u{1B}]52;c;cm0=\u{7}", "^[]52;c;cm0=^G"),
    ("nul \u{0} bel \u{7} bs \u{8} del \u{7F}", "nul ^@ bel ^G bs ^H del ^?"),
    ("vt \u{B} ff \u{C}", "vt ^K ff ^L"),
    ("csi \u{9B}31m nel \u{85} osc \u{9D}", "csi <9b>31m nel <85> osc <9d>"),
    ("\u{202E}txt.exe\u{202C}", "<202e>txt.exe<202c>"),
    ("lri \u{2066}a\u{2069} lrm \u{200E} alm \u{61C}", "lri <2066>a<2069> lrm <200e> alm <61c>"),
    ("zero\u{200B}width\u{FEFF}marks\u{2060}", "zero<200b>width<feff>marks<2060>"),
    ("soft\u{AD}hyphen", "soft<ad>hyphen"),
    ("line\u{2028}and\u{2029}paragraph", "line<2028>and<2029>paragraph"),
    ("tag \u{E0041}", "tag <e0041>"),
  ])
  func `whatever a terminal could act on becomes a visible sign`(raw: String, shown: String) {
    #expect(NodeText(raw).shown == shown)
    #expect(NodeText(raw).shownLines == shown)
  }

  @Test(arguments: ["👩‍💻", "👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇩🇪"])
  func `a sequence of pictographs stays whole`(emoji: String) {
    #expect(NodeText(emoji).shown == emoji)
  }

  @Test func `a joiner between letters is a hidden mark`() {
    #expect(NodeText("pay\u{200D}pal").shown == "pay<200d>pal")
    #expect(NodeText("a\u{200C}b").shown == "a<200c>b")
  }

  @Test(arguments: [
    ("a\nb", "a b", "a\nb"),
    ("a\r\nb", "a b", "a\nb"),
    ("a\rb", "a b", "a^Mb"),
    ("a\tb", "a b", "a\tb"),
    ("a\n\n\t\r\nb", "a b", "a\n\n\t\nb"),
    ("a \n b", "a  b", "a \n b"),
  ])
  func `line breaks and tabs become one space, or stay where lines are wanted`(
    raw: String, line: String, lines: String
  ) {
    #expect(NodeText(raw).shown == line)
    #expect(NodeText(raw).shownLines == lines)
  }

  @Test func `raw text is kept byte for byte`() {
    let raw = "\u{1B}[2J\r\n\u{9B}\u{0}"
    #expect(Array(NodeText(raw).raw.utf8) == Array(raw.utf8))
  }

  @Test func `raw text never gets out by interpolation, printing or dumping`() {
    let text = NodeText("\u{1B}[31m\u{9B}\u{202E}")
    var printed = ""
    print(text, [text], ["key": text], Optional(text) as Any, to: &printed)
    var dumped = ""
    dump(text, to: &dumped)
    dump(TaskID(text.raw), to: &dumped)
    let everything = "\(text) \(String(reflecting: text)) \(TaskID(text.raw))" + printed + dumped
    #expect(!everything.unicodeScalars.contains { ["\u{1B}", "\u{9B}", "\u{202E}"].contains($0) })
    #expect("\(text)" == "^[[31m<9b><202e>")
  }

  @Test(arguments: ["state-result-ansi", "state-result-control", "state-result-unicode"])
  func `a recorded result is safe once shown`(name: String) throws {
    let state = try RecordedExchange.named(name).response.decoded(as: TaskState.self)
    let result = try #require(state.result)
    let unsafe = result.shownLines.unicodeScalars.filter { scalar in
      (scalar.value < 0x20 && scalar != "\n" && scalar != "\t")
        || (0x7F..<0xA0).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value)
    }
    #expect(unsafe.isEmpty)
    #expect(!result.shown.contains("\n"))
  }

  @Test func `an error description shows cleaned text`() {
    let error = ClawLinkError.refused(
      node: "http://h", status: 400, detail: NodeText("\u{1B}[31mno\nway"))
    #expect("\(error)" == "http://h refused (400): ^[[31mno way")
  }
}
