import ClawLink
import ClawTerminal
import Foundation
import TestSupport
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Which tasks have a card, and in which order.
struct FindingTests {
  /// Twelve tasks on two nodes.
  private func board() -> SampleBoard {
    var board = SampleBoard(width: 120, height: 40)
    board.add(node: "stage")
    for index in 0..<6 {
      board.show(
        board.task(
          "r\(index)00", .running, on: index.isMultiple(of: 2) ? "prod" : "stage",
          agent: ["claude", "demo", "goose"][index % 3], minutes: Double(10 * (index * 5 % 6)) + 1),
        board.task(
          "f\(index)00", index < 3 ? .failed : .completed,
          on: index.isMultiple(of: 2) ? "prod" : "stage", minutes: Double(5 * index) + 2))
    }
    return board
  }

  private func ids(_ column: BoardColumn, _ board: SampleBoard) -> [String] {
    board.model.columns.keys(column).map(\.id.short)
  }

  // MARK: Sorting

  @Test func `s goes through the orders, S turns them round`() {
    var board = board()
    let oldestFirst = ids(.running, board)
    for key in CardSort.Key.allCases.dropFirst() {
      board.type("s")
      #expect(board.model.columns.sort == CardSort(key))
      #expect(board.lines.last == " sorted by \(key.rawValue)")
    }
    board.type("s")
    #expect(ids(.running, board) == oldestFirst)
    board.type("S")
    #expect(ids(.running, board) == oldestFirst.reversed())
    #expect(board.lines[0].contains("by age reversed"))
  }

  @Test func `sorted by agent, cards of one agent stand together`() {
    var board = board()
    board.type(":sort agent\n")
    let agents = board.model.columns.keys(.running).compactMap { board.model.tasks[$0]?.agent.raw }
    #expect(agents == ["claude", "claude", "demo", "demo", "goose", "goose"])
  }

  @Test(arguments: CardSort.Key.allCases, [false, true])
  func `a poll that changes no state moves no card`(key: CardSort.Key, isReversed: Bool) {
    var board = board()
    board.type(":sort \(key.rawValue)\n" + (isReversed ? "S" : ""))
    let before = BoardColumn.allCases.map { ids($0, board) }
    for record in Array(board.model.tasks.values) {
      var record = record
      record.message = NodeText("still at it")
      record.progress = 50
      board.show(record)
    }
    board.wait(3600)
    #expect(BoardColumn.allCases.map { ids($0, board) } == before)
  }

  @Test func `the selection stays with its card when the order changes`() {
    var board = board()
    board.type("3jj")
    let key = board.model.selectedKey
    board.type("S")
    #expect(board.model.selectedKey == key)
  }

  @Test(arguments: 1...20)
  func `cards stand in order whatever comes and goes`(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    var board = SampleBoard(width: 120, height: 40)
    let sort = CardSort(
      CardSort.Key.allCases[seed % CardSort.Key.allCases.count], isReversed: seed.isMultiple(of: 2))
    board.type(":sort \(sort.key.rawValue)\n" + (sort.isReversed ? "S" : ""))
    let states: [TaskStatus] = [.pending, .running, .completed, .failed]
    for _ in 0..<60 {
      let id = "t\(numbers.next() % 25)"
      board.show(
        board.task(
          id, states[Int(numbers.next() % 4)], agent: "a\(numbers.next() % 3)",
          minutes: Double(numbers.next() % 90)))
    }
    for column in BoardColumn.allCases {
      let records = board.model.columns.keys(column).compactMap { board.model.tasks[$0] }
      #expect(records.count == board.model.columns.count(column))
      for (left, right) in zip(records, records.dropFirst()) {
        let (first, second) = sort.isReversed ? (right, left) : (left, right)
        #expect(!sort.rank(second).comesBefore(sort.rank(first)))
      }
    }
    #expect(board.model.columns.total == board.model.tasks.count)
  }

  // MARK: Attention

  @Test func `w goes to what needs attention, the newest first, and round the end`() {
    var board = board()
    var seen: [String] = []
    for _ in 0..<4 {
      board.type("w")
      seen.append(board.model.selectedKey?.id.short ?? "")
    }
    #expect(seen == ["f000", "f100", "f200", "f000"])
    #expect(board.lines.last == " the first of 3 again")
  }

  @Test func `the exclamation mark leaves only what needs attention, and says what is hidden`() {
    var board = board()
    board.type("!")
    #expect(board.model.columns.total == 3)
    #expect(board.lines[0].contains("only !"))
    #expect(board.lines[1].contains("hidden 9"))
    board.press(.escape)
    #expect(board.model.hiddenCount == 0)
  }

  // MARK: Nodes

  @Test func `c offers the nodes, and one that is chosen hides the others`() {
    var board = board()
    board.type("c")
    #expect(board.screen.contains("node all"))
    #expect(board.screen.contains("node stage"))
    board.type("st\n")
    #expect(board.model.finding.node == NodeName("stage"))
    #expect(board.model.columns.total == 6)
    #expect(board.lines[0].contains("on stage"))
    board.type("call\n")
    #expect(board.model.hiddenCount == 0)
  }

  // MARK: Putting away

  @Test func `a puts a finished card away, A shows it, a takes it back`() {
    var board = board()
    board.type("6a")
    #expect(board.model.columns.countKnown(.failed) == 2)
    #expect(board.lines[1].contains("hidden 1"))
    board.type("A")
    #expect(board.model.columns.countKnown(.failed) == 3)
    board.type("66a")
    board.type("A")
    #expect(board.model.hiddenCount == 0)
  }

  @Test func `a live card is not put away`() {
    var board = board()
    board.type("3a")
    #expect(board.model.hiddenCount == 0)
    #expect(board.lines.last == " only what has ended is put away: x cancels")
  }

  @Test func `finished cards go by their age, live ones never`() {
    var board = board()
    var preferences = BoardSettings()
    preferences.hideFinishedAfter = 10 * 60
    board.send(.preferences(preferences, themes: []))
    #expect(board.model.columns.total == 6 + 2)
    board.wait(9 * 60)
    #expect(board.model.columns.total == 6)
    #expect(board.lines[1].contains("hidden 6"))
    board.type("A")
    #expect(board.model.hiddenCount == 0)
  }

  // MARK: Columns

  @Test func `a hidden column goes, a digit or a plus brings it back`() {
    var board = board()
    board.type("3-")
    #expect(!board.model.visibleColumns.contains(.running))
    #expect(board.lines[1].contains("3RUNNING 6-"))
    board.type("3")
    #expect(board.model.visibleColumns.contains(.running))
    board.type("-")
    board.type("+")
    #expect(board.model.visibleColumns == BoardColumn.allCases)
  }

  @Test func `the last column stays`() {
    var board = board()
    board.type("-------")
    #expect(board.model.visibleColumns.count == 1)
  }

  @Test func `a wide column has the room of two`() {
    var board = board()
    board.type("3=")
    let widths = board.model.layout.columns.map(\.width)
    #expect(widths[2] >= 2 * widths[0] - 2)
    #expect(widths.reduce(0, +) + 6 == 120)
    board.type("=")
    #expect(Set(board.model.layout.columns.map(\.width)).count <= 2)
  }

  // MARK: Following, marking

  @Test func `the cursor follows its card when it is told to, else it stays`() {
    var board = SampleBoard.busy()
    board.type("3")
    let key = SampleBoard.key("44d0ffff")
    #expect(board.model.selectedKey == key)
    board.type("F")
    board.show(board.task("44d0ffff", .completed, title: "Auth docs pass", minutes: 1))
    #expect(board.model.column == .completed)
    #expect(board.model.selectedKey == key)
  }

  @Test func `without that the selection goes on to the card's neighbour`() {
    var board = SampleBoard.busy()
    board.type("3")
    board.show(board.task("44d0ffff", .completed, title: "Auth docs pass", minutes: 1))
    #expect(board.model.column == .running)
    #expect(board.model.selectedKey == SampleBoard.key("7f3a91c2"))
  }

  @Test func `Space marks and goes on, V marks the column, u takes all marks away`() {
    var board = board()
    board.type("3  ")
    #expect(board.model.marked.count == 2)
    #expect(board.lines[0].contains("2 marked"))
    board.type("V")
    #expect(board.model.marked.count == 6)
    board.type("u")
    #expect(board.model.marked.isEmpty)
  }

  // MARK: Saved filters

  @Test func `a saved filter is typed by its name, and Tab completes it`() {
    var board = board()
    var preferences = BoardSettings()
    preferences.filters = ["broken": "state:failed", "mine": "who:me"]
    board.send(.preferences(preferences, themes: []))
    board.type("/@br")
    board.press(.tab)
    #expect(board.lines.last == " /@broken  3 of 12")
    board.press(.enter)
    #expect(board.model.columns.total == 3)
  }

  @Test func `keys and values of a filter are completed`() {
    var board = board()
    for (typed, whole) in [
      ("agen", "agent:"), ("ag", "age"), ("agent:cl", "agent:claude"), ("!node:st", "!node:stage"),
      ("state:fa", "state:failed"), ("x mark:lo", "x mark:lost"), ("zzz", "zzz"),
    ] {
      board.type("/")
      board.press(.control("u"))
      board.type(typed)
      board.press(.tab)
      #expect(board.lines.last?.hasPrefix(" /\(whole)  ") == true, "\(board.lines.last ?? "")")
      board.press(.escape)
    }
  }
}
