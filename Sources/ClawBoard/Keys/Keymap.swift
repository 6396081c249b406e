import ClawTerminal

/// Which key does what, where. Help and footer are made from this table.
struct Keymap: Sendable, Equatable {
  /// Where keys are pressed.
  enum Context: String, Sendable, CaseIterable {
    case board, pane, form, confirmation, help, filter

    var title: String {
      switch self {
      case .board: "On the board"
      case .pane: "In the pane"
      case .form: "In the form"
      case .confirmation: "In a question"
      case .help: "In this help"
      case .filter: "In the filter"
      }
    }
  }

  struct Binding: Sendable, Equatable {
    let action: Action
    let keys: [Key]
    let contexts: Set<Context>
    /// What help says.
    let help: String
    /// What the footer says; `nil` leaves it out there.
    var footer: String?
  }

  let bindings: [Binding]
  private let table: [Context: [Key: Action]]

  init(_ bindings: [Binding]) {
    self.bindings = bindings
    var table: [Context: [Key: Action]] = [:]
    for binding in bindings {
      for context in binding.contexts {
        for key in binding.keys { table[context, default: [:]][key] = binding.action }
      }
    }
    self.table = table
  }

  func action(for key: Key, in context: Context) -> Action? {
    table[context]?[key]
  }

  func bindings(in context: Context) -> [Binding] {
    bindings.filter { $0.contexts.contains(context) }
  }
}

extension Keymap {
  /// The keys as they are without settings.
  static let standard = Keymap(boardKeys + formKeys + filterKeys)

  private static let boardKeys = [
    Binding(
      action: .moveLeft, keys: [.character("h"), .left], contexts: [.board],
      help: "column to the left"),
    Binding(
      action: .moveDown, keys: [.character("j"), .down], contexts: [.board, .pane, .help],
      help: "down"),
    Binding(
      action: .moveUp, keys: [.character("k"), .up], contexts: [.board, .pane, .help], help: "up"),
    Binding(
      action: .moveRight, keys: [.character("l"), .right], contexts: [.board],
      help: "column to the right"),
    Binding(
      action: .halfPageDown, keys: [.control("d"), .pageDown], contexts: [.board, .pane, .help],
      help: "half a page down"),
    Binding(
      action: .halfPageUp, keys: [.control("u"), .pageUp], contexts: [.board, .pane, .help],
      help: "half a page up"),
    Binding(
      action: .moveFirst, keys: [.character("g"), .home], contexts: [.board, .pane, .help],
      help: "to the first"),
    Binding(
      action: .moveLast, keys: [.character("G"), .end], contexts: [.board, .pane, .help],
      help: "to the last"),
    Binding(
      action: .goToColumn, keys: (1...7).map { .character(Character(String($0))) },
      contexts: [.board], help: "to the column of that number"),
    Binding(
      action: .newTask, keys: [.character("n")], contexts: [.board, .pane], help: "new task",
      footer: "new"),
    Binding(
      action: .open, keys: [.enter], contexts: [.board], help: "open the task", footer: "open"),
    Binding(
      action: .cancelTask, keys: [.character("x")], contexts: [.board, .pane],
      help: "cancel the task (asks first)", footer: "cancel"),
    Binding(
      action: .refresh, keys: [.character("r")], contexts: [.board, .pane],
      help: "ask the node of this task again, now"),
    Binding(
      action: .refreshAll, keys: [.character("R")], contexts: [.board, .pane],
      help: "ask all nodes again, now"),
    Binding(
      action: .filter, keys: [.character("/")], contexts: [.board], help: "show only some tasks",
      footer: "filter"),
    Binding(action: .showAll, keys: [.escape], contexts: [.board], help: "show all tasks again"),
    Binding(
      action: .nextPane, keys: [.tab, .backTab], contexts: [.board, .pane],
      help: "between board and pane", footer: "pane"),
    Binding(
      action: .previousTab, keys: [.character("[")], contexts: [.board, .pane],
      help: "previous tab of the pane"),
    Binding(
      action: .nextTab, keys: [.character("]")], contexts: [.board, .pane],
      help: "next tab of the pane", footer: "tab"),
    Binding(
      action: .zoom, keys: [.character("f")], contexts: [.board, .pane],
      help: "pane over the whole body, and back", footer: "zoom"),
    Binding(
      action: .back, keys: [.escape], contexts: [.pane, .confirmation, .help], help: "back",
      footer: "back"),
    Binding(
      action: .help, keys: [.character("?"), .function(1)], contexts: [.board, .pane, .help],
      help: "these keys", footer: "help"),
    Binding(
      action: .repaint, keys: [.control("l")],
      contexts: Set(Context.allCases),
      help: "paint the whole screen again"),
    Binding(
      action: .suspend, keys: [.control("z")],
      contexts: Set(Context.allCases),
      help: "back to the shell; fg returns"),
    Binding(
      action: .quit, keys: [.character("q")], contexts: [.board, .pane, .help], help: "leave",
      footer: "quit"),
    Binding(
      action: .interrupt, keys: [.control("c")],
      contexts: Set(Context.allCases), help: "twice: leave"),
    Binding(
      action: .confirm, keys: [.character("y"), .character("x")], contexts: [.confirmation],
      help: "yes"),
    Binding(
      action: .back, keys: [.character("n"), .character("q")], contexts: [.confirmation],
      help: "no"),
  ]

  private static let formKeys = [
    Binding(action: .send, keys: [.control("s"), .function(2)], contexts: [.form], help: "send"),
    Binding(action: .nextField, keys: [.tab], contexts: [.form], help: "next field"),
    Binding(action: .previousField, keys: [.backTab], contexts: [.form], help: "previous field"),
    Binding(
      action: .enterField, keys: [.enter], contexts: [.form],
      help: "next field, new line in the prompt, or send"),
    Binding(
      action: .closeForm, keys: [.escape], contexts: [.form], help: "close; what you typed stays"),
    Binding(
      action: .moveLeft, keys: [.left, .control("b")], contexts: [.form, .filter], help: "left"),
    Binding(
      action: .moveRight, keys: [.right, .control("f")], contexts: [.form, .filter], help: "right"),
    Binding(action: .moveUp, keys: [.up, .control("p")], contexts: [.form], help: "up"),
    Binding(action: .moveDown, keys: [.down, .control("n")], contexts: [.form], help: "down"),
    Binding(
      action: .lineStart, keys: [.home, .control("a")], contexts: [.form, .filter],
      help: "start of line"),
    Binding(
      action: .lineEnd, keys: [.end, .control("e")], contexts: [.form, .filter], help: "end of line"
    ),
    Binding(
      action: .deleteBackward, keys: [.backspace], contexts: [.form, .filter],
      help: "delete to the left"),
    Binding(
      action: .deleteForward, keys: [.delete, .control("d")], contexts: [.form, .filter],
      help: "delete to the right"),
    Binding(
      action: .deleteWord, keys: [.control("w")], contexts: [.form, .filter], help: "delete a word"),
    Binding(
      action: .deleteToStart, keys: [.control("u")], contexts: [.form, .filter],
      help: "delete to the start of the line"),
    Binding(
      action: .deleteToEnd, keys: [.control("k")], contexts: [.form, .filter],
      help: "delete to the end of the line"),
  ]
  private static let filterKeys = [
    Binding(
      action: .keepFilter, keys: [.enter], contexts: [.filter], help: "keep it", footer: "keep"),
    Binding(action: .back, keys: [.escape], contexts: [.filter], help: "as it was before"),
  ]
}
