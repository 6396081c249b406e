import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// What a click and the wheel do, and what they never do.
struct MouseTests {
  private func board(width: Int = 120, height: Int = 40) -> SampleBoard {
    var board = SampleBoard.busy(width: width, height: height)
    board.type(":mouse\n")
    return board
  }

  private func click(_ board: inout SampleBoard, at point: Point) -> [Effect] {
    board.send(.input([.mouse(Mouse(.press, at: point))]))
  }

  /// Clicks on the first place on the screen that shows a text.
  private func click(_ board: inout SampleBoard, on text: String) throws -> [Effect] {
    let point = try #require(place(of: text, in: board), "\(text) is not shown")
    return click(&board, at: point)
  }

  private func wheel(
    _ board: inout SampleBoard, _ kind: Mouse.Kind, at point: Point, times: Int = 1
  ) {
    for _ in 0..<times { board.send(.input([.mouse(Mouse(kind, at: point))])) }
  }

  private func place(of text: String, in board: SampleBoard) -> Point? {
    for (row, line) in board.lines.enumerated() {
      guard let range = line.range(of: text) else { continue }
      return Point(column: line[..<range.lowerBound].cellWidth, row: row)
    }
    return nil
  }

  @Test func `a click selects a card, a second one opens it`() throws {
    var board = board()
    _ = try click(&board, on: "2c40")
    #expect(board.model.selectedKey == SampleBoard.key("2c40aaaa"))
    #expect(!board.model.pane.isZoomed)
    board.now.addTimeInterval(0.2)
    _ = try click(&board, on: "2c40")
    #expect(board.model.pane.isZoomed)
    #expect(board.model.pane.tab == .detail)
  }

  @Test func `two clicks far apart, or on two cards, open nothing`() throws {
    var board = board()
    _ = try click(&board, on: "2c40")
    board.now.addTimeInterval(0.5)
    _ = try click(&board, on: "2c40")
    _ = try click(&board, on: "9e11")
    _ = try click(&board, on: "2c40")
    #expect(!board.model.pane.isZoomed)
  }

  @Test func `a click on a count or a head goes to the column`() throws {
    var board = board()
    _ = try click(&board, on: "6FAILED")
    #expect(board.model.column == .failed)
    _ = try click(&board, on: " PENDING 1 ")
    #expect(board.model.column == .pending)
    board.type("o")
    _ = try click(&board, on: "5COMPLETED")
    #expect(board.model.column == .completed)
    #expect(!board.model.pane.isZoomed)
  }

  @Test func `a click on a tab shows it and gives it the keys`() throws {
    var board = board()
    _ = try click(&board, on: " Skills 1 ")
    #expect(board.model.pane.tab == .skills)
    #expect(board.model.focus == .pane)
    _ = try click(&board, on: "44d0")
    #expect(board.model.focus == .board)
  }

  @Test func `a click in a list chooses a row, and uses none`() throws {
    var board = board()
    board.type(":tab agents\n")
    _ = try click(&board, on: "goose")
    #expect(board.model.focus == .pane)
    let row = board.model.pane.place.row
    #expect(board.model.agentRows[row].agent.agentType == NodeText("goose"))
    _ = try click(&board, on: "goose")
    #expect(board.model.filter.isEmpty)
    #expect(board.model.overlay == nil)
  }

  @Test func `the wheel scrolls the column under it, and takes the selection along`() throws {
    var board = SampleBoard(width: 120, height: 30)
    for number in 0..<30 {
      board.show(board.task("a\(number)", .running, minutes: Double(100 - number)))
      board.show(board.task("b\(number)", .failed, minutes: Double(100 - number)))
    }
    board.type(":mouse\n3")
    let point = try #require(place(of: "a0", in: board))
    let other = try #require(place(of: "b29", in: board))
    wheel(&board, .wheelDown, at: other, times: 2)
    #expect(board.model.top[.failed] == 2)
    #expect(board.model.column == .running)
    wheel(&board, .wheelDown, at: point, times: 3)
    #expect(board.model.top[.running] == 3)
    #expect(board.model.selectedKey == SampleBoard.key("a3"))
    wheel(&board, .wheelDown, at: point, times: 100)
    #expect(board.model.columns.index(of: try #require(board.model.selectedKey)) != nil)
    #expect(board.lines.contains { $0.contains("a29") })
    wheel(&board, .wheelUp, at: point, times: 200)
    #expect(board.model.top[.running] == 0)
    #expect(board.model.top[.failed] == 2)
  }

  @Test func `the wheel scrolls the pane under it, and the keys stay where they are`() throws {
    var board = board()
    let prompt = (1...60).map { "line \($0)" }.joined(separator: "\n")
    board.show(board.task("44d0ffff", .running, prompt: prompt, minutes: 5))
    board.type("3")
    let point = Point(column: 5, row: 35)
    wheel(&board, .wheelDown, at: point, times: 2)
    #expect(board.model.pane[.detail].scroll == 6)
    #expect(board.model.focus == .board)
    wheel(&board, .wheelUp, at: point, times: 9)
    #expect(board.model.pane[.detail].scroll == 0)
    board.say(100, "44d0ffff")
    board.type(":tab stream\n")
    wheel(&board, .wheelUp, at: point)
    #expect(!board.model.streamChoice.isFollowing)
  }

  @Test func `the wheel scrolls help`() {
    var board = SampleBoard.busy()
    board.type(":mouse\n?")
    wheel(&board, .wheelDown, at: Point(column: 20, row: 10))
    #expect(board.model.overlay == .help(of: .board, scroll: 3))
    wheel(&board, .wheelUp, at: Point(column: 20, row: 10), times: 2)
    #expect(board.model.overlay == .help(of: .board, scroll: 0))
  }

  @Test(arguments: ["n", "x", "?", ":", "/auth", "y"])
  func `no click reaches what lies over the board, or what is below`(keys: String) {
    var board = board(width: 80, height: 24)
    board.type(keys)
    board.now.addTimeInterval(2)
    let before = board.model
    for row in 0..<24 {
      for column in stride(from: 0, to: 80, by: 3) {
        let effects = click(&board, at: Point(column: column, row: row))
        #expect(effects.isEmpty)
      }
    }
    #expect(board.model.overlay == before.overlay)
    #expect(board.model.form == before.form)
    #expect(board.model.selectedKey == before.selectedKey)
  }

  @Test(arguments: [(20, 5), (40, 12), (80, 24), (160, 24), (10, 3)])
  func `no click anywhere asks a node for a change`(width: Int, height: Int) {
    var board = board(width: width, height: height)
    for row in 0..<height + 1 {
      // No thing is narrower.
      for column in stride(from: 0, through: width, by: 3) {
        for effect in click(&board, at: Point(column: column, row: row)) {
          switch effect {
          case .submit, .cancel, .answer, .retry, .settle: Issue.record("\(effect)")
          default: break
          }
        }
        #expect(board.model.overlay == nil)
      }
    }
  }

  @Test func `while it is off nothing comes of it`() {
    var board = SampleBoard.busy()
    let before = board.model
    for row in 0..<24 { #expect(click(&board, at: Point(column: 60, row: row)).isEmpty) }
    #expect(board.model == before)
  }

  @Test func `the settings turn it on, and what was chosen on the board stays`() {
    var board = SampleBoard.busy()
    var settings = BoardSettings()
    settings.mouse = true
    board.send(.preferences(settings, themes: []))
    #expect(board.model.usesMouse)
    board.type(":mouse\n")
    #expect(!board.model.usesMouse)
    board.send(.preferences(settings, themes: []))
    #expect(!board.model.usesMouse)
  }

  @Test(arguments: RecordedScreens.sizes)
  func `what is drawn at a cell is what is hit there`(size: Size) throws {
    let model = Scene.full.board(size, .unicode).model
    let canvas = draw(model, theme: .plain).canvas.text.components(separatedBy: "\n")
    var hits: [String: Int] = [:]
    for row in 0..<size.height {
      let places = (0..<size.width).map { model.place(at: Point(column: $0, row: row)) }
      var start = 0
      for column in 1...size.width where column == size.width || places[column] != places[start] {
        defer { start = column }
        guard let place = places[start] else { continue }
        hits[place.kind, default: 0] += 1
        let words = canvas[row].dropFirst(start).prefix(column - start)
        // What is cut off says no more than that.
        guard !words.contains("…") else { continue }
        switch place {
        case .count(let state): #expect(words.contains("\(model.columns.countKnown(state))"))
        case .tab(let tab): #expect(words.contains(tab.name))
        default: break
        }
      }
    }
    #expect((hits["count"] ?? 0) > 0)
    if size.height >= 20 { #expect((hits["tab"] ?? 0) > 0) }
    if size.height > 5 { #expect((hits["card"] ?? 0) > 0) }
  }
}

extension BoardPlace {
  fileprivate var kind: String {
    switch self {
    case .card: "card"
    case .count: "count"
    case .column: "column"
    case .tab: "tab"
    case .row: "row"
    case .pane: "pane"
    }
  }
}
