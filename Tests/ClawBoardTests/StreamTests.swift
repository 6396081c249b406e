import ClawLink
import ClawTerminal
import Foundation
import TestSupport
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// How one moves through the stream.
struct StreamTests {
  /// The stream over the whole body, with so many lines said by one task.
  private func board(lines: Int, width: Int = 80, height: Int = 24) -> SampleBoard {
    var board = SampleBoard(width: width, height: height)
    board.show(board.task("aaaa-1", .running, title: "First"))
    board.say(lines, "aaaa-1")
    board.type("o")
    return board
  }

  /// The text of the pane's lines.
  private func text(_ board: SampleBoard) -> [String] {
    board.lines.dropFirst(3).dropLast().map { String($0.drop { $0 == " " }) }
  }

  private func rule(_ board: SampleBoard) -> String { board.lines[2] }

  @Test func `the newest line is in view while the stream is followed`() {
    var board = board(lines: 300)
    #expect(text(board).last?.hasSuffix("line 300") == true)
    board.say(5, "aaaa-1")
    #expect(text(board).last?.hasSuffix("line 305") == true)
    #expect(!rule(board).contains("paused"))
  }

  @Test(arguments: ["k", "g"])
  func `going up pauses, and what comes then moves nothing`(key: String) {
    var board = board(lines: 300)
    board.type(key)
    let before = text(board)
    board.say(12, "aaaa-1")
    #expect(text(board) == before)
    #expect(rule(board).contains("paused, 12 new below: F follows"))
    board.type("F")
    #expect(text(board).last?.hasSuffix("line 312") == true)
  }

  @Test func `F pauses where it is, and follows again; so does G`() {
    var board = board(lines: 300)
    board.type("F")
    board.say(3, "aaaa-1")
    #expect(text(board).last?.hasSuffix("line 300") == true)
    #expect(rule(board).contains("paused, 3 new below: F follows"))
    board.type("G")
    #expect(text(board).last?.hasSuffix("line 303") == true)
    #expect(!rule(board).contains("paused"))
  }

  @Test func `at the end of the lines it stays paused`() {
    var board = board(lines: 300)
    board.type("kj")
    #expect(rule(board).contains("paused: F follows"))
    board.say(1, "aaaa-1")
    #expect(rule(board).contains("paused, 1 new below"))
    board.type("jjjj")
    #expect(text(board).last?.hasSuffix("line 301") == true)
    #expect(rule(board).contains("paused: F follows"))
  }

  @Test func `lines, half pages, the first and the last`() {
    var board = board(lines: 300)
    board.type("k")
    #expect(text(board).last?.hasSuffix("line 299") == true)
    board.press(.pageUp)
    #expect(text(board).last?.hasSuffix("line 289") == true)
    board.press(.control("d"))
    #expect(text(board).last?.hasSuffix("line 299") == true)
    board.press(.home)
    #expect(text(board).first?.hasSuffix("submitted") == true)
    board.type("k")
    board.press(.control("u"))
    board.type("j")
    #expect(text(board).first?.hasSuffix("PENDING → RUNNING") == true)
    board.press(.end)
    #expect(text(board).last?.hasSuffix("line 300") == true)
  }

  @Test(arguments: [1, 2, 3] as [UInt64], [false, true])
  func `what is said to be new is what came, whatever is pressed`(seed: UInt64, wraps: Bool) {
    var numbers = SeededNumbers(seed: seed)
    var board = board(lines: 40, height: 12)
    if wraps { board.type("w") }
    board.type("k")
    var new = 0
    var before = text(board)
    for _ in 0..<50 {
      if Int.random(in: 0..<3, using: &numbers) > 0 {
        let count = Int.random(in: 1...9, using: &numbers)
        board.say(count, "aaaa-1")
        new += count
        #expect(text(board) == before)
      } else {
        board.press([.up, .pageUp, .home].randomElement(using: &numbers) ?? .up)
        before = text(board)
      }
      let words = new > 0 ? "paused, \(new) new below: F follows" : "below: F follows"
      #expect(rule(board).contains(words))
    }
  }

  @Test func `the view keeps its lines while older ones are dropped, then shows the oldest`() {
    var board = board(lines: 9000)
    board.type("k")
    let before = text(board)
    for _ in 0..<9 { board.say(450, "aaaa-1") }
    #expect(board.model.stream.first > 0)
    #expect(text(board) == before)
    #expect(rule(board).contains("paused, 4050 new below"))
    for _ in 0..<20 { board.say(450, "aaaa-1") }
    let oldest = board.model.stream.first - 1
    #expect(text(board).first?.hasSuffix("line \(oldest)") == true)
    #expect(text(board).last?.hasSuffix("line \(oldest + text(board).count - 1)") == true)
    board.type("j")
    #expect(text(board).first?.hasSuffix("line \(oldest + 1)") == true)
  }

  @Test func `while all fits, what comes fills the room that is left`() {
    var board = board(lines: 2)
    board.type("F")
    board.say(3, "aaaa-1")
    #expect(text(board).contains { $0.hasSuffix("line 5") })
    #expect(rule(board).contains("paused: F follows"))
    board.say(30, "aaaa-1")
    #expect(text(board).first?.hasSuffix("submitted") == true)
    #expect(rule(board).contains("paused, 17 new below"))
  }

  // MARK: Laying out

  @Test(arguments: [false, true], ["", "k", "g", "kkkk"])
  func `no more is laid out than is in view and looked at for its ends`(wraps: Bool, keys: String) {
    var board = board(lines: 9000)
    if wraps { board.type("w") }
    board.type(keys)
    let lines = board.model.streamLines
    let text = StreamText(model: board.model, glyphs: .unicode)
    var laidOut = 0
    let page = StreamPage(
      lines: lines, columns: [lines], height: 20, wraps: wraps
    ) { entry in
      laidOut += 1
      return text.rows(entry, width: 78)
    }
    let place = page.place(of: board.model.streamChoice)
    #expect(page.view(of: lines, at: place).rows.count == 20)
    #expect(laidOut <= 2 * 20 + 1)
  }

  @Test func `a line longer than the area is read row by row`() {
    var board = board(lines: 30, height: 10)
    let long = (1...100).map { "word\($0)" }.joined(separator: " ")
    board.show(board.task("bbbb-1", .running, message: long))
    board.type("w")
    var seen: Set<String> = []
    for _ in 0..<40 {
      for row in text(board) { seen.formUnion(row.split(separator: " ").map(String.init)) }
      board.type("k")
    }
    #expect((1...100).allSatisfy { seen.contains("word\($0)") })
    let top = text(board)
    for _ in 0..<5 { board.type("j") }
    for _ in 0..<5 { board.type("k") }
    #expect(text(board) == top)
  }

  // MARK: Scopes

  @Test func `e goes from all to the selected task, to the marked ones, and back`() {
    var board = board(lines: 3)
    board.show(board.task("bbbb-1", .failed, title: "Second"))
    board.type("e")
    #expect(rule(board).contains("only aaaa"))
    #expect(!text(board).contains { $0.contains("FAILED") })
    board.type("e")
    #expect(board.model.streamChoice.scope == .all)
    board.press(.escape)
    board.type("3 6 oee")
    #expect(rule(board).contains("2 marked"))
    #expect(text(board).contains { $0.contains("FAILED") })
    board.type("e")
    #expect(board.model.streamChoice.scope == .all)
  }

  @Test func `another scope is followed, and so is another task`() {
    var board = board(lines: 300)
    board.show(board.task("bbbb-1", .running, title: "Second"))
    board.type("ke")
    #expect(board.model.streamChoice.isFollowing)
    board.type("gJ")
    #expect(board.model.streamChoice.isFollowing)
    #expect(rule(board).contains("only bbbb"))
    board.type("K")
    #expect(rule(board).contains("only aaaa"))
  }

  @Test func `what is not there is said in words`() {
    var board = SampleBoard()
    board.type("o")
    #expect(text(board)[0] == "Nothing yet: what happens to tasks is listed here.")
    board.type("e")
    #expect(text(board)[0] == "No task is selected: e shows what happens to all.")
    board.type("e")
    board.show(board.task("aaaa-1", .running))
    board.press(.escape)
    board.type("Voee")
    #expect(board.model.streamChoice.scope == .marked)
    board.press(.escape)
    board.type("uo")
    #expect(text(board)[0] == "No task is marked: Space marks one, e goes on to all.")
  }

  // MARK: Gaps

  @Test func `a node that was silent says for how long nothing was seen`() {
    var board = SampleBoard(width: 120)
    board.show(board.task("aaaa-1", .running))
    let last = board.now.addingTimeInterval(11)
    board.wait(20)
    board.node {
      $0.health = .silent(
        since: last, lastAnswer: last,
        reason: .unreachable(node: "http://prod:8000", reason: "connection refused"))
    }
    board.wait(180)
    board.node { $0.health = .answering(.fast) }
    board.type("o")
    #expect(
      text(board).contains(
        "14:05:20  no answer from prod 14:02:11 to 14:05:20: what happened meanwhile was not seen"))
    board.send(.mirror(.restarted(SampleBoard.node)))
    #expect(text(board).contains("14:05:20  prod was restarted"))
    board.type("e")
    #expect(text(board).contains("14:05:20  prod was restarted"))
  }

  @Test func `lines that were gone before they were told of are counted`() throws {
    var board = board(lines: 3)
    var record = try #require(board.model.tasks[SampleBoard.key("aaaa-1")])
    for line in 1...700 {
      record.note(.said(NodeText("late \(line)"), progress: nil), at: board.now)
    }
    board.show(record)
    let missed = 700 - record.history.count
    board.type("/not seen\n")
    #expect(text(board).contains("14:02:00  aaaa  \(missed) lines were not seen"))
  }

  // MARK: Other programs

  @Test func `other programs get all lines, uncut, with dates`() {
    var board = board(lines: 3000, width: 40)
    let effects = board.type("p")
    guard case .page(let page) = effects.first else {
      Issue.record("no page")
      return
    }
    let lines = page.split(separator: "\n")
    #expect(lines.count == board.model.stream.entries.count)
    #expect(lines[0] == "2026-11-21 14:02:00  aaaa-1  submitted")
    #expect(lines[1] == "2026-11-21 14:02:00  aaaa-1  PENDING → RUNNING")
    #expect(lines.last?.hasSuffix("aaaa-1  the words of line 3000") == true)
  }

  @Test func `s saves it under a name that says when`() {
    var board = board(lines: 1)
    board.type("s")
    #expect(board.lines[23].contains("save to clawboard-stream-20261121-1402.txt"))
    let effects = board.press(.enter)
    guard case .save(let text, file: "clawboard-stream-20261121-1402.txt") = effects.first else {
      Issue.record("not saved")
      return
    }
    #expect(text.hasSuffix("the words of line 1\n"))
  }
}
