import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// Nothing remote happens without the form's send, or a yes to a question whose words were on the
/// screen: all sequences of up to three actions, from the board and from every pane.
struct NothingRemoteTests {
  /// A board on which there is something to cancel, to try again, to answer, to settle, to send, and
  /// to send once more, on a node where we are somebody.
  private func board(in place: Keymap.Context) -> SampleBoard {
    var board = SampleBoard.withUnconfirmed(width: 120, height: 40, user: "ann")
    board.press(.escape)
    board.show(
      board.task("91bcaaaa", .waiting, title: "Choose", question: "Which schema?"),
      board.task("aaaa0000", .running, title: "Somebody's"))
    if let commands = try? SampleBoard.commands() { board.take(commands: commands) }
    board.type("nA draft")
    board.press(.escape)
    if place == .output { board.type("md") }
    board.type("3 j")
    if place != .board {
      board.type(":tab \(place.rawValue)\n")
      board.press(.tab)
    }
    #expect(board.model.context == place)
    return board
  }

  /// The same with a form whose answer was lost at hand.
  private func doubtful() -> SampleBoard {
    var board = board(in: .board)
    board.type("n")
    board.press(.control("s"))
    let lost = ClawLinkError.connectionLost(node: "http://prod:8000", operation: "submit a task")
    board.send(.submitted(SampleBoard.node, .failed(lost), form: board.model.form?.id ?? -1))
    return board
  }

  /// A step that a user can take there, by the first key of each action, in a question by every key;
  /// in a line that is typed also a letter.
  private func steps(in board: SampleBoard) -> [Key] {
    let context = board.model.context
    let bindings = board.model.keymap.bindings(in: context)
    let isQuestion = Set<Keymap.Context>.questions.contains(context)
    let bound = isQuestion ? bindings.flatMap(\.keys) : bindings.compactMap(\.keys.first)
    return Set<Keymap.Context>.lines.contains(context) ? bound + [.character("x")] : bound
  }

  /// Whether a step is one that may do something remote: send in the form, or yes to a question.
  private func isAllowed(_ key: Key, in board: SampleBoard) -> Bool {
    let action = board.model.keymap.action(for: key, in: board.model.context)
    let screen = board.screen
    switch board.model.overlay {
    case .form:
      let isSend =
        action == .send || action == .enterField && board.model.form?.field == .send
      return isSend
        && (board.model.form?.isDoubtful != true || screen.contains("makes it two"))
    case .question:
      return action == .confirm && (screen.contains("Cancel ") || screen.contains(" again?"))
    case .refusal: return action == .asNobody && screen.contains("without the user")
    default: return false
    }
  }

  private static let places: [Keymap.Context] =
    [.board, .detail, .stream, .agents, .skills, .audit, .nodes, .stats, .output]

  @Test(arguments: places)
  func `nothing remote happens within three actions but by a clear yes`(
    place: Keymap.Context
  ) throws {
    let allowed = try remoteSteps(from: board(in: place))
    // Otherwise nothing was tried of what may be done.
    #expect(allowed > 0 || place != .board)
  }

  @Test func `nothing goes out once more within three actions but after a word about it`() throws {
    #expect(try remoteSteps(from: doubtful(), pause: 1) > 0)
    #expect(try remoteSteps(from: .refused(), pause: 1) > 0)
  }

  /// Takes three steps in every way.
  ///
  /// - Returns: how many did something remote, and may.
  private func remoteSteps(
    from start: SampleBoard, pause: TimeInterval = 0.15
  ) throws -> Int {
    var start = start
    start.keyPause = pause
    var boards = [start]
    var allowed = 0
    for round in 1...3 {
      var next: [SampleBoard] = []
      var seen: [String: [Model]] = [:]
      for board in boards {
        for key in steps(in: board) {
          var after = board
          let effects = after.press(key)
          if effects.contains(where: \.isRemote) {
            try #require(isAllowed(key, in: board), "\(key.name) on\n\(board.screen)")
            allowed += 1
          }
          // Where nothing but the time has changed nothing else can follow.
          guard round < 3, after.model.timeless != board.model.timeless else { continue }
          let model = after.model.timeless
          guard seen[model.kind]?.contains(model) != true else { continue }
          seen[model.kind, default: []].append(model)
          next.append(after)
        }
      }
      boards = next
    }
    return allowed
  }

  @Test func `as actions of the palette none is remote either`() {
    for action in Action.allCases where action.isInPalette {
      var board = board(in: .board)
      let effects = board.type(":\(action.rawValue)\n")
      #expect(effects.filter(\.isRemote).isEmpty, "\(action)")
    }
  }
}

extension Effect {
  /// It changes something on a node.
  fileprivate var isRemote: Bool {
    switch self {
    case .submit, .retry, .answer, .cancel: true
    default: false
    }
  }
}

extension Model {
  fileprivate var timeless: Model {
    var model = self
    (model.now, model.movedAt, model.interruptedAt) = (.distantPast, nil, nil)
    (model.notice, model.held, model.undoable, model.typedOver) = (nil, nil, [], nil)
    (model.refilteredAt, model.moved, model.paneData) = (.distantPast, [:], PaneData())
    // What is only seen, or only remembered, begins nothing.
    (model.streamChoice, model.themeName, model.wideColumn) = (StreamChoice(), nil, nil)
    (model.typed, model.killed, model.followsCard) = ([:], "", false)
    (model.saidView, model.saidFocus, model.saidDrafts) = (nil, BoardFocus(), [])
    (model.top, model.firstColumn) = ([:], .pending)
    return model
  }

  /// Models that differ in this are not the same; the others are compared.
  fileprivate var kind: String {
    let text = form.map { "\($0.id) \($0.field) \($0.prompt.text) \($0.description.text)" } ?? ""
    let place = "\(context) \(focus) \(pane.tab) \(pane.place.row) \(pane.place.scroll)"
    return "\(place) \(column) \(selectedKey?.id.description ?? "") \(marked.count) \(text)"
  }
}
