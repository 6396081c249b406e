import ClawBoard
import Foundation
import Testing

@testable import ClawBoardCLI

/// What goes to the terminal beside pictures, byte for byte.
struct TerminalSequenceTests {
  private func copied(
    _ text: String = "hello", _ way: ClipboardWay = .auto, in environment: [String: String] = [:]
  ) -> String {
    let sequence = TerminalSequence(multiplexer: Multiplexer(environment))
    return String(decoding: sequence.clipboard(text, way), as: UTF8.self)
  }

  private let plain = "\u{1B}]52;c;aGVsbG8=\u{7}"
  private let wrapped = "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;aGVsbG8=\u{7}\u{1B}\\"

  @Test func `a terminal gets the text as it takes it`() {
    #expect(copied(in: ["TERM": "xterm-256color"]) == plain)
    #expect(copied(in: ["TERM": "xterm-256color", "TMUX": ""]) == plain)
  }

  @Test(arguments: [["TMUX": "/tmp/tmux-0/default,1,0"], ["TERM": "tmux-256color"]])
  func `tmux gets it in both ways, as it takes one of them`(environment: [String: String]) {
    #expect(copied(in: environment) == plain + wrapped)
  }

  @Test func `the settings say one way alone, or none`() {
    for environment in [[:], ["TMUX": "x"], ["TERM": "screen"]] as [[String: String]] {
      #expect(copied("hello", .plain, in: environment) == plain)
      #expect(copied("hello", .tmux, in: environment) == wrapped)
      #expect(copied("hello", .off, in: environment).isEmpty)
    }
  }

  @Test func `screen gets it in pieces that it takes`() {
    let text = String(repeating: "a text of some length. ", count: 100)
    let pieces = copied(text, in: ["TERM": "screen.xterm-256color"])
      .components(separatedBy: "\u{1B}\\").dropLast()
    #expect(pieces.count > 10)
    #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count < 256 })
    let whole = pieces.map { String($0.dropFirst(2)) }.joined()
    #expect(whole == copied(text))
    #expect(Multiplexer(["TERM": "screen", "TMUX": "x"]) == .tmux)
  }

  private func told(_ text: String, _ way: NotifyWay, _ multiplexer: Multiplexer? = nil) -> String {
    let bytes = TerminalSequence(multiplexer: multiplexer).notification(text, way)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `what is to be told rings, or says a text, as the settings say`() {
    #expect(told("failed: x", .bell) == "\u{7}")
    #expect(told("failed: x", .osc9) == "\u{1B}]9;failed: x\u{7}")
    #expect(told("failed: a; b", .osc777) == "\u{1B}]777;notify;ClawBoard;failed: a, b\u{7}")
    #expect(told("failed: x", .off).isEmpty)
  }

  @Test func `tmux and screen pass a text on when it is wrapped, and ring by themselves`() {
    #expect(told("x", .bell, .tmux) == "\u{7}")
    #expect(told("x", .osc9, .tmux) == "\u{1B}Ptmux;\u{1B}\u{1B}]9;x\u{7}\u{1B}\\")
    #expect(told("x", .osc9, .screen) == "\u{1B}P\u{1B}]9;x\u{7}\u{1B}\\")
  }

  @Test func `nothing of a text is outside of its base64`() throws {
    let text = "日本\u{7}\u{1B}\\\n;"
    let bytes = copied(text, in: ["TERM": "xterm"])
    let base64 = bytes.dropFirst("\u{1B}]52;c;".count).dropLast()
    #expect(Data(base64Encoded: String(base64)) == Data(text.utf8))
  }
}
