import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// What is copied of a task, and what is said of it.
struct CopyTests {
  private let prompt = "First line\n\tsecond\u{1B}]52;c;AAAA\u{7} line\r\nthird\u{9B}31m\u{202E}"

  /// A board whose one task has something of everything.
  private func board(nodes: BoardNodes = BoardNodes()) -> SampleBoard {
    var board = SampleBoard(nodes: nodes)
    board.show(
      board.task(
        "7f3a91c2", .failed, prompt: prompt, minutes: 2, result: "done\nso far", error: "no route",
        metadata: ["diff": "+a\n-\u{1B}[2Jb\n"]))
    return board
  }

  private func change(_ board: inout SampleBoard, _ change: (inout BoardSettings) -> Void) {
    var settings = BoardSettings()
    change(&settings)
    board.send(.preferences(settings, themes: []))
  }

  @Test(
    arguments: [
      ("i", "7f3a91c2", "id, 8 bytes"), ("r", "done\nso far", "result, 11 bytes"),
      ("e", "no route", "error, 8 bytes"), ("d", "+a\n-^[[2Jb\n", "diff, 11 bytes"),
      (
        "u", "curl -sS 'http://prod:8000/api/runtime/tasks/7f3a91c2/state'",
        "curl line, 60 bytes"
      ),
    ])
  func `y and a key send a part of the task as it is`(key: String, text: String, words: String) {
    var board = board()
    #expect(board.type("y").isEmpty)
    #expect(board.model.overlay == .menu(.copy, of: board.model.selectedKey))
    #expect(board.type(key).filter(\.isNews) == [.copy(text)])
    #expect(board.model.overlay == nil)
    #expect(board.lines.last == " sent to the terminal: \(words)")
  }

  @Test func `lines and tabs stay, and nothing that a terminal could act on`() {
    var board = board()
    let text = "First line\n\tsecond^[]52;c;AAAA^G line\nthird<9b>31m<202e>"
    #expect(board.type("yp").filter(\.isNews) == [.copy(text)])
  }

  @Test func `a long line is copied whole, whatever the width`() {
    var board = SampleBoard(width: 40, height: 12)
    let words = (1...400).map { "word\($0)" }.joined(separator: " ")
    board.show(board.task("7f3a91c2", .completed, result: words))
    #expect(board.type("yr").filter(\.isNews) == [.copy(words)])
    #expect(board.lines.last?.contains("result, 3.0 KiB") == true)
  }

  @Test func `the palette copies by a whole name`() {
    var board = board()
    #expect(board.type(":copy-error\n").filter(\.isNews) == [.copy("no route")])
  }

  @Test func `what is not there is said`() {
    var board = SampleBoard()
    var record = board.task("aaaa", .running)
    record.prompt = nil
    board.show(record)
    let words = [
      "p": "the prompt is not known: a node does not tell those of others",
      "r": "there is no result yet: the task goes on", "e": "the task has no error",
    ]
    for (key, words) in words {
      #expect(board.type("y" + key).filter(\.isNews).isEmpty)
      #expect(board.lines.last == " " + words)
    }
    #expect(SampleBoard().model.overlay == nil)
    var empty = SampleBoard()
    empty.type(":copy-id\n")
    #expect(empty.lines.last == " no task is selected")
  }

  @Test func `a text that is too large goes to a file instead, if one likes`() {
    var board = SampleBoard()
    let text = String(repeating: "0123456789\n", count: 8000)
    board.show(board.task("7f3a/../91c2", .completed, result: text))
    #expect(board.type("yr").filter(\.isNews).isEmpty)
    let line = board.lines.last ?? ""
    #expect(line.hasPrefix(" save to clawboard-7f3a"))
    #expect(!line.contains("/"))
    #expect(line.contains("85.9 KiB: too large for the"))
    board.press(.control("u"))
    board.type("big.txt")
    #expect(board.press(.enter).contains(.save(text, file: "big.txt")))
  }

  @Test func `the limit is the settings'`() {
    var board = SampleBoard()
    board.show(board.task("7f3a91c2", .completed, result: String(repeating: "é", count: 512)))
    change(&board) { $0.clipboardLimitKiB = 1 }
    #expect(board.type("yr").contains { if case .copy = $0 { true } else { false } })
    board.show(board.task("7f3a91c2", .completed, result: String(repeating: "é", count: 513)))
    #expect(board.type("yr").filter(\.isNews).isEmpty)
  }

  @Test func `with the clipboard off nothing is sent, and a file is offered`() {
    var board = board()
    change(&board) { $0.clipboard = .off }
    #expect(board.type("ye").filter(\.isNews).isEmpty)
    #expect(
      board.lines.last
        == " save to clawboard-7f3a91c2-error.txt  the settings say clipboard: off")
    #expect(board.press(.escape).isEmpty)
    #expect(board.model.overlay == nil)
  }

  @Test func `a token is named in a curl line and never written`() {
    var board = board(nodes: BoardNodes(withToken: [SampleBoard.node]))
    #expect(
      board.type("yu").contains(
        .copy(
          "curl -sS -H \"Authorization: Bearer $TOKEN\" "
            + "'http://prod:8000/api/runtime/tasks/7f3a91c2/state'")))
  }

  @Test(
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (1023, "1023 bytes"), (1024, "1.0 KiB"), (1229, "1.2 KiB"),
      (102_400, "100 KiB"), (1_048_576, "1.0 MiB"),
    ])
  func `sizes are said as people say them`(bytes: Int, words: String) {
    #expect(ByteCount(bytes: bytes).description == words)
  }
}

extension Effect {
  /// Something but what goes with every look at the board.
  fileprivate var isNews: Bool { if case .keepView = self { false } else { true } }
}
