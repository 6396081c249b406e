import ClawTerminal
import Testing

@testable import ClawBoard

/// What help lists works, and nothing else does.
struct KeysAtWorkTests {
  /// A board whose next key goes to that place.
  private func board(in context: Keymap.Context) -> SampleBoard {
    var board = SampleBoard.busy(width: 120, height: 40)
    switch context {
    case .board: break
    case .detail, .stream, .agents, .skills, .audit, .nodes, .stats:
      board.type(":tab \(context.rawValue)\n")
      board.press(.tab)
    case .form: board.type("n")
    case .confirmation: board.type("x")
    case .help: board.type("?")
    case .prompt: board.type("/")
    case .palette: board.type(":")
    }
    return board
  }

  @Test(arguments: Keymap.Context.allCases)
  func `every key of the table means something in its place`(context: Keymap.Context) {
    let board = board(in: context)
    #expect(board.model.context == context)
    for binding in Keymap.standard.bindings(in: context) {
      for key in binding.keys {
        var model = board.model
        #expect(model.take(binding.action, key: key) != nil, "\(key.name) in \(context)")
      }
    }
  }

  @Test(arguments: Keymap.Context.allCases)
  func `any other key changes nothing, but for what is typed`(context: Keymap.Context) {
    let board = board(in: context)
    let isTyped = Set<Keymap.Context>.lines.contains(context)
    let known = Set(Keymap.standard.bindings(in: context).flatMap(\.keys))
    let letters = (0x20...0x7E).compactMap {
      Unicode.Scalar($0).map { Key.character(Character($0)) }
    }
    let controls = "abcdefghijklmnopqrstuvwxyz".map { Key.control($0) }
    let others: [Key] =
      [
        .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home,
        .end,
        .pageUp, .pageDown,
      ] + (1...12).map { .function($0) }
    for key in (isTyped ? [] : letters) + controls + others where !known.contains(key) {
      var after = board
      #expect(after.send(.input([.key(key)])).isEmpty, "\(key.name) in \(context)")
      #expect(after.model.withoutNotice == board.model.withoutNotice, "\(key.name) in \(context)")
    }
  }
}

extension Model {
  fileprivate var withoutNotice: Model {
    var model = self
    model.notice = nil
    return model
  }
}
