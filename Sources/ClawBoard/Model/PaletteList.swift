import ClawMirror

/// One line of the palette.
struct PaletteItem: Sendable, Equatable {
  let action: Action
  /// What belongs to it; `nil` for none.
  var argument: String?
  /// It needs an argument that is not there yet.
  var isUnfinished = false
  /// What it does.
  var help = ""
  var keys = ""

  /// As it is typed.
  var typed: String {
    action.rawValue + (argument.map { " " + $0 } ?? (isUnfinished ? " " : ""))
  }
}

/// What the palette offers for what is typed: what was used before, then every action that there is
/// here, by what their names begin with, then by what they have inside.
struct PaletteList: Sendable, Equatable {
  let items: [PaletteItem]
  /// The line that is chosen, from 0.
  let choice: Int
  private let text: String
  /// The user has moved to it.
  private let isChosen: Bool

  init(model: Model, prompt: Prompt) {
    text = prompt.text.trimmed
    isChosen = prompt.choice != nil
    let all = Self.actions(in: model)
    let words = prompt.text.split(separator: " ", maxSplits: 1).map(String.init)
    if let name = words.first, prompt.text.contains(" "),
      let item = all.first(where: { $0.action.rawValue == name })
    {
      let start = words.count > 1 ? words[1] : ""
      items = Self.arguments(of: item, beginningWith: start, in: model)
    } else {
      items = Self.found(prompt.text, among: all, before: model.typed[prompt.kind.history] ?? [])
    }
    choice = min(prompt.choice ?? Self.first(of: items, in: model), max(0, items.count - 1))
  }

  var chosen: PaletteItem? { items.indices.contains(choice) ? items[choice] : nil }

  /// What Enter does: nothing for nothing typed and nothing chosen.
  var meant: PaletteItem? {
    if isChosen { return chosen }
    return text.isEmpty ? nil : items.first { $0.typed == text } ?? chosen
  }

  /// A list of themes or nodes begins at the one in force: to open it changes nothing.
  private static func first(of items: [PaletteItem], in model: Model) -> Int {
    let inForce =
      switch items.first?.action {
      case .theme: model.themeInForce.name
      case .chooseNode: model.finding.node?.text ?? Model.allNodes
      default: ""
      }
    return items.firstIndex { $0.argument == inForce } ?? 0
  }

  /// Every action of this place and of the board, once.
  private static func actions(in model: Model) -> [PaletteItem] {
    let pane = Keymap.Context(model.pane.tab)
    let places: Set<Keymap.Context> = [.board, pane]
    let here = model.focus == .board ? .board : pane
    var seen: Set<Action> = []
    return model.keymap.bindings.compactMap { binding in
      guard !binding.contexts.isDisjoint(with: places), binding.action.isInPalette,
        seen.insert(binding.action).inserted
      else { return nil }
      return PaletteItem(
        action: binding.action, isUnfinished: binding.action.needsArgument, help: binding.help,
        keys: model.keymap.keyNames(of: binding.action, in: here))
    }
  }

  private static func found(
    _ text: String, among all: [PaletteItem], before: [String]
  ) -> [PaletteItem] {
    let word = text.lowercased()
    guard !word.isEmpty else {
      let recent = before.reversed().prefix(5).compactMap { typed -> PaletteItem? in
        let words = typed.split(separator: " ", maxSplits: 1).map(String.init)
        guard var item = all.first(where: { $0.action.rawValue == words.first }) else { return nil }
        if words.count > 1 { (item.argument, item.isUnfinished) = (words[1], false) }
        return item
      }
      return recent + all.filter { !recent.contains($0) }
    }
    let begin = all.filter { $0.action.rawValue.hasPrefix(word) }
    // Two letters are inside of everything.
    let isWord = word.count > 2
    let inside = all.filter { item in
      let texts = isWord ? [item.action.rawValue, item.help.lowercased()] : [item.action.rawValue]
      return !begin.contains(item) && texts.contains { $0.contains(word) }
    }
    return begin + inside
  }

  private static func arguments(
    of item: PaletteItem, beginningWith start: String, in model: Model
  ) -> [PaletteItem] {
    let values = item.action.arguments(in: model)
    let known = values.filter { $0.lowercased().hasPrefix(start.lowercased()) }
    var items = known.map { PaletteItem(action: item.action, argument: $0) }
    // A text of one's own, where any will do.
    if !start.isEmpty, item.action.takesAnyText, !known.contains(start) {
      items.insert(PaletteItem(action: item.action, argument: start), at: 0)
    }
    return items
  }
}

extension Action {
  /// What means nothing without its place on the screen is no command.
  var isInPalette: Bool {
    switch self {
    case .palette, .back, .accept, .complete, .confirm: false
    default: true
    }
  }

  /// It does nothing without one.
  var needsArgument: Bool {
    switch self {
    case .goToColumn, .showTab, .theme, .chooseNode, .fromTemplate, .command: true
    default: false
    }
  }

  var takesAnyText: Bool { self == .filter }

  /// What can belong to it.
  func arguments(in model: Model) -> [String] {
    switch self {
    case .goToColumn: BoardColumn.allCases.map { $0.name.lowercased() }
    case .showTab: model.tabs.map(\.rawValue)
    case .theme: model.themes.map(\.name)
    case .chooseNode: [Model.allNodes] + model.nodeOrder.map(\.text)
    case .fromTemplate: model.preferences.templates.map(\.name)
    case .sort: CardSort.Key.allCases.map(\.rawValue)
    case .command:
      model.preferences.commands.filter { model.applies($0) }.map(\.name)
    case .filter: model.preferences.filters.keys.sorted().map { "@" + $0 }
    default: []
    }
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    while text.first?.isWhitespace == true { text.removeFirst() }
    return String(text)
  }
}
