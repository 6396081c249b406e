import ClawLink
import ClawTerminal
import Testing

@testable import ClawBoard

/// What help lists works, and nothing else does.
struct KeysAtWorkTests {
  /// A board whose next key goes to that place.
  private func board(in context: Keymap.Context) throws -> SampleBoard {
    if let board = dialog(context) { return board }
    var board = SampleBoard.busy(width: 120, height: 40)
    board.take(commands: try SampleBoard.commands())
    let prompt = (1...60).map { "line \($0)" }.joined(separator: "\n")
    board.show(board.task("44d0ffff", .running, prompt: prompt, minutes: 5))
    switch context {
    case .board: break
    case .detail, .stream, .agents, .skills, .audit, .nodes, .stats:
      board.type(":tab \(context.rawValue)\n")
      board.press(.tab)
    case .form: board.type("n")
    case .confirmation: board.type("x")
    case .question: board.type("6 t")
    case .refusal, .outcome, .drafts, .unconfirmed: break
    case .output:
      for case .run(let run) in board.type("mh") { board.report(run, .ended(0), prompt) }
      board.press(.tab)
    case .copy: board.type("y")
    case .commands: board.type("m")
    case .help: board.type("?")
    case .prompt:
      board.type("/auth\n")
      board.press(.escape)
      board.type("/")
    case .palette: board.type(":")
    }
    return board
  }

  private func dialog(_ context: Keymap.Context) -> SampleBoard? {
    switch context {
    case .refusal: .refused()
    case .outcome: .cancelled(height: 12, left: 0)
    case .drafts: .withDrafts()
    case .unconfirmed: .withUnconfirmed()
    default: nil
    }
  }

  /// The place as one finds it, and after some moves there: no key has something to do everywhere.
  private func boards(in context: Keymap.Context) throws -> [SampleBoard] {
    let first = try board(in: context)
    #expect(first.model.context == context)
    let ways: [[Key]] = [
      [], [.character("j")], [.character("G")], [.character("l")], [.character("6")],
      [.character("a")], [.character("a"), .character("b"), .left], [.down], [.up], [.tab], [.left],
      [.character(" ")], [.character("a"), .control("u")], [.character("a"), .control("_")],
      [.character("a"), .home],
    ]
    return ways.compactMap { keys in
      var board = first
      for key in keys { board.press(key) }
      return board.model.context == context ? board : nil
    }
  }

  @Test(arguments: Keymap.Context.allCases)
  func `every key of the table does something in its place`(context: Keymap.Context) throws {
    let boards = try boards(in: context)
    for binding in boards[0].model.keymap.bindings(in: context) {
      for key in binding.keys {
        let works = boards.contains { board in
          var after = board
          after.wait(1)
          let before = after.model
          let effects = after.send(.input([.key(key)]))
          return !effects.isEmpty || after.model != before
        }
        #expect(works, "\(key.name) in \(context)")
      }
    }
  }

  @Test(arguments: Keymap.Context.allCases)
  func `any other key changes nothing, but for what is typed`(context: Keymap.Context) throws {
    let board = try board(in: context)
    let isTyped = Set<Keymap.Context>.lines.contains(context)
    let known = Set(board.model.keymap.bindings(in: context).flatMap(\.keys))
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
