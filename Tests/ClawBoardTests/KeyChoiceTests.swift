import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard

/// Keys of the user's own in place of the usual ones.
struct KeyChoiceTests {
  private func choice(_ keys: [(Action, [Key])]) throws -> KeyChoice {
    var choice = KeyChoice()
    for (action, keys) in keys { try choice.set(action, to: keys) }
    return choice
  }

  private func keymap(_ keys: (Action, [Key])...) throws -> Keymap {
    Keymap(.standard, with: try choice(keys))
  }

  @Test func `without settings all keys are as they are`() throws {
    #expect(try keymap() == .standard)
    #expect(Keymap(BoardSettings()) == .standard)
  }

  @Test(arguments: Action.allCases)
  func `every action can have a key of its own, wherever it is used`(action: Action) throws {
    let key = Key.function(40)
    let places = Keymap.standard.contexts(of: action)
    guard action != .goToColumn else { return }
    let keymap = try keymap((action, [key]))
    #expect(keymap.contexts(of: action) == places)
    #expect(keymap.conflicts.isEmpty)
    for place in places {
      #expect(keymap.action(for: key, in: place) == action)
      for usual in Keymap.standard.keys(of: action, in: place) where usual != action.fixedKey {
        // What closes a dialog has keys of its own there beside.
        let isAnswer = action == .back && !Set.panes.contains(place)
        let isGone = keymap.action(for: usual, in: place) == nil
        #expect(isGone || isAnswer, "\(usual) in \(place)")
      }
    }
    for place in Keymap.Context.allCases where !places.contains(place) {
      #expect(keymap.action(for: key, in: place) == nil)
    }
  }

  @Test(arguments: Action.allCases)
  func `every action but the ways out can be turned off`(action: Action) throws {
    if let key = action.fixedKey {
      let fault = try #require(throws: KeyFault.self) { try keymap((action, [])) }
      #expect(
        fault.description == "\(key.name) is the way out and stays: give it keys beside that")
    } else {
      let keymap = try keymap((action, []))
      for place in Keymap.Context.allCases {
        #expect(keymap.keys(of: action, in: place).isEmpty)
      }
      #expect(keymap.conflicts.isEmpty)
    }
  }

  @Test func `what was another's is the user's, and the other one has lost it there`() throws {
    let keymap = try keymap((.newTask, [.character("x")]))
    #expect(keymap.action(for: .character("x"), in: .board) == .newTask)
    #expect(keymap.action(for: .character("n"), in: .board) == nil)
    // A new task is not written from Detail: there the key is as it was.
    #expect(keymap.action(for: .character("x"), in: .detail) == .cancelTask)
    #expect(
      keymap.conflicts.map(\.words) == [
        "keys: 'x' is new-task now; cancel-task lost it: give it another key"
      ])
  }

  @Test func `nothing is said of what the settings give keys, or turn off`() throws {
    #expect(
      try keymap((.newTask, [.character("x")]), (.cancelTask, [.character("X")])).conflicts
        .isEmpty)
    #expect(
      try keymap((.newTask, [.character("x")]), (.cancelTask, [])).conflicts.isEmpty)
  }

  @Test func `two actions may change places`() throws {
    let keymap = try keymap((.sort, [.character("S")]), (.reverseSort, [.character("s")]))
    #expect(keymap.action(for: .character("S"), in: .board) == .sort)
    #expect(keymap.action(for: .character("s"), in: .board) == .reverseSort)
    #expect(keymap.conflicts.isEmpty)
  }

  @Test func `where a line is typed letters stay letters`() throws {
    let keymap = try keymap(
      (.moveUp, [.character("e")]), (.moveDown, [.character("w"), .function(5)]))
    #expect(keymap.action(for: .character("e"), in: .board) == .moveUp)
    for place in Set.lines {
      #expect(keymap.action(for: .character("e"), in: place) == nil)
      #expect(keymap.action(for: .up, in: place) == .moveUp)
      #expect(keymap.action(for: .character("w"), in: place) == nil)
      #expect(keymap.action(for: .function(5), in: place) == .moveDown)
    }
    let fault = try #require(throws: KeyFault.self) {
      try self.keymap((.deleteWord, [.function(3), .character("w")]))
    }
    #expect(
      fault.description
        == "'w' is a letter where a line is typed: give it a key as ^t, F5 or Up")
  }

  @Test func `the ways out stay, beside keys of the user's own`() throws {
    let keymap = try keymap(
      (.back, [.character("b")]), (.interrupt, [.function(9)]), (.closeForm, [.function(8)]))
    for place in Set.closable {
      #expect(keymap.action(for: .escape, in: place) == .back)
      #expect(
        keymap.action(for: .character("b"), in: place) == (Set.lines.contains(place) ? nil : .back))
    }
    #expect(keymap.action(for: .escape, in: .form) == .closeForm)
    for place in Keymap.Context.allCases {
      #expect(keymap.action(for: .control("c"), in: place) == .interrupt)
    }
  }

  @Test(arguments: [
    (Action.quit, Key.escape, "Esc goes back in Detail, whatever else there is: give another key"),
    (.newTask, .control("c"), "^c twice leaves, whatever else there is: give another key"),
    (.send, .escape, "Esc goes back in the form, whatever else there is: give another key"),
    (.goToColumn, .function(2), "it has the digits of the columns: write none, or take it out"),
  ])
  func `no key takes the place of a way out, or of a column's digit`(
    action: Action, key: Key, words: String
  ) throws {
    let fault = try #require(throws: KeyFault.self) { try keymap((action, [key])) }
    #expect(fault.description == words)
  }

  @Test func `two actions of the settings with one key in one place are rivals`() throws {
    let shared = try choice([(.newTask, [.function(2)]), (.refresh, [.function(3), .function(2)])])
    #expect(shared.rival(of: .refresh)?.action == .newTask)
    #expect(shared.rival(of: .newTask)?.key == .function(2))
    // One is for the board, the other one for the stream.
    let apart = try choice([(.sort, [.function(2)]), (.saveStream, [.function(2)])])
    #expect(apart.rival(of: .sort) == nil)
  }

  // MARK: On the board

  private func board(_ keys: (Action, [Key])...) throws -> SampleBoard {
    var settings = BoardSettings()
    settings.keys = try choice(keys)
    var board = SampleBoard.busy()
    board.send(.preferences(settings, themes: []))
    return board
  }

  @Test func `the new key works at once, and the old one does nothing`() throws {
    var board = try board((.zoom, [.character("Z")]))
    board.type("f")
    #expect(!board.model.pane.isZoomed)
    board.type("Z")
    #expect(board.model.pane.isZoomed)
    board.send(.preferences(BoardSettings(), themes: []))
    board.type("f")
    #expect(!board.model.pane.isZoomed)
  }

  @Test func `footer, help and palette show the keys in force`() throws {
    var board = try board((.newTask, [.function(7)]), (.zoom, []))
    #expect(board.lines.last?.hasPrefix(" F7 new") == true)
    board.type("?")
    #expect(board.screen.contains("F7            new task"))
    #expect(!board.screen.contains("pane over the whole body"))
    board.press(.escape)
    board.type(":new-t")
    #expect(board.lines.suffix(2).first?.hasSuffix(" F7") == true)
  }

  @Test func `what is said names the keys in force, or the word of what has none`() throws {
    var board = try board((.showColumns, [.character("*")]), (.newTask, []))
    board.type("-")
    #expect(board.lines.last?.hasSuffix("is hidden: * shows all columns") == true)
    board.send(.input([.paste("text")]))
    #expect(board.lines.last?.contains("press :new-task for a new task") == true)
  }

  @Test func `a key that asks for a word opens the palette`() throws {
    var board = try board((.showTab, [.character("T")]))
    board.type("T")
    #expect(board.lines.last?.hasPrefix(" :tab ") == true)
  }

  @Test func `a key held down is no answer to the question that it opened`() throws {
    var board = try board((.cancelTask, [.character("D")]), (.confirm, [.character("D")]))
    board.type("D")
    board.now.addTimeInterval(0.1)
    #expect(board.send(.input([.key(.character("D"))])).isEmpty)
    board.now.addTimeInterval(1)
    #expect(!board.send(.input([.key(.character("D"))])).isEmpty)
  }
}
