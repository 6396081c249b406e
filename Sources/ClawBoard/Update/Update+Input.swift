import ClawLink
import ClawMirror
import ClawTerminal
import Foundation

extension Model {
  /// Where the next key goes.
  var context: Keymap.Context {
    switch overlay {
    case .help: .help
    case .form: .form
    case .question(let question): question.wantsYes ? .question : .confirmation
    case .refusal: .refusal
    case .outcome: .outcome
    case .drafts: .drafts
    case .unconfirmed: .unconfirmed
    case .menu(let place, _): place
    case .prompt(let prompt): prompt.kind == .palette ? .palette : .prompt
    case nil: focus == .board ? .board : Keymap.Context(pane.tab)
    }
  }

  mutating func take(_ inputs: [Input]) -> [Effect] {
    // On a slow line a word and its Enter come at once; what goes on behind an Enter is a paste.
    if case .prompt = overlay, Array(inputs.dropLast()).looksPasted {
      typeInPrompt(inputs.text)
      return []
    }
    if overlay == nil, inputs.looksPasted {
      notice = .error(
        "that looked like a paste and was not taken as keys: press \(key(.newTask)), then paste")
      return []
    }
    var effects: [Effect] = []
    for input in inputs {
      switch input {
      case .key(let key):
        effects += take(key)
        // What was typed ahead is the editor's, or nobody's.
        if effects.contains(where: \.lendsForm) { return effects }
      case .paste(let text): take(paste: text)
      case .mouse(let mouse): take(mouse)
      case .hangUp: effects.append(.quit)
      }
    }
    return effects
  }

  private mutating func take(_ key: Key) -> [Effect] {
    notice = nil
    restored = nil
    let action = keymap.action(for: key, in: context)
    if action != .quit { hasWarnedOfLoss = false }
    guard let action else { return take(unbound: key) }
    return take(action, key: key) ?? []
  }

  private mutating func take(unbound key: Key) -> [Effect] {
    switch key {
    case .character(let character): type(String(character), in: context)
    // Nothing of the kind is meant: Esc, and a key right behind it.
    case .alt("\u{7F}"): return take(.escape) + take(.backspace)
    case .alt(let character): return take(.escape) + take(.character(character))
    default: break
    }
    return []
  }

  /// - Returns: `nil` when the action means nothing here.
  mutating func take(_ action: Action, key: Key) -> [Effect]? {
    if let effects = takeEverywhere(action) { return effects }
    // What cannot be seen is not answered.
    if layout.shape == .statusLine, overlay != nil, action.decides { return [] }
    return switch context {
    case .board, .detail, .stream, .agents, .skills, .audit, .nodes, .stats, .output:
      perform(action, argument(of: action, by: key))
    case .form: takeInForm(action)
    case .confirmation, .question: takeInQuestion(action, key: key)
    case .refusal: takeInRefusal(action)
    case .outcome: takeInOutcome(action)
    case .drafts: takeInDrafts(action)
    case .unconfirmed: takeInUnconfirmed(action)
    case .help: takeInHelp(action)
    case .copy, .commands: takeInMenu(action, key: key)
    case .prompt, .palette: takeInPrompt(action)
    }
  }

  private mutating func type(_ text: String, in context: Keymap.Context) {
    switch context {
    case .form: type(text)
    case .prompt, .palette: typeInPrompt(text)
    default: break
    }
  }

  private mutating func take(paste text: String) {
    if Set.lines.contains(context) {
      type(text, in: context)
    } else {
      notice = .error(
        "nothing to paste into here: press \(key(.newTask)) for a new task, then paste")
    }
  }

  /// What means the same in every context.
  mutating func takeEverywhere(_ action: Action) -> [Effect]? {
    switch action {
    case .repaint: return [.repaint]
    case .suspend: return [.suspend]
    case .interrupt:
      if let before = interruptedAt, now.timeIntervalSince(before) < 2 {
        return [isSending ? .quitWhileSending : .quit]
      }
      interruptedAt = now
      notice = .info("^c again to leave", at: now)
      return []
    default: return nil
    }
  }

  private mutating func takeInHelp(_ action: Action) -> [Effect]? {
    guard case .help(let place, let scroll) = overlay else { return nil }
    let help = HelpText(of: place, in: keymap, width: size.width)
    let room = HelpText.room(in: size)
    if let line = action.scrolled(from: scroll, of: help.lines.count, in: room) {
      overlay = .help(of: place, scroll: line)
      return []
    }
    switch action {
    case .back, .help, .quit: overlay = nil
    default: return nil
    }
    return []
  }

  /// One key chooses, and the menu is gone.
  private mutating func takeInMenu(_ action: Action, key: Key) -> [Effect]? {
    guard case .menu(_, let task) = overlay else { return nil }
    let argument = argument(of: action, by: key)
    overlay = nil
    if action == .back { return [] }
    guard selectedKey == task else {
      notice = .info("another task is selected now: once more", at: now)
      return []
    }
    return perform(action, argument)
  }
}

extension Effect {
  /// From here on the text of a form is in the user's editor.
  fileprivate var lendsForm: Bool { if case .edit = self { true } else { false } }
}

extension [Input] {
  /// What was typed, on one line.
  fileprivate var text: String {
    String(
      compactMap { input -> Character? in
        switch input {
        case .key(.character(let character)): character
        case .key(.enter): " "
        default: nil
        }
      })
  }

  /// A burst of text with a line break in it: no hand types that fast.
  fileprivate var looksPasted: Bool {
    count > 3 && contains(.key(.enter))
      && count { if case .key(.character) = $0 { true } else { false } } > 2
  }
}

extension Action {
  /// It says yes to what a dialog says.
  fileprivate var decides: Bool {
    switch self {
    case .confirm, .asNobody, .send, .enterField, .open, .discardDraft: true
    default: false
    }
  }

  /// The line from which on a text is shown after a move; `nil` for what is none.
  ///
  /// - Parameters:
  ///   - count: the lines that it has.
  ///   - room: those that are seen at once.
  func scrolled(from line: Int, of count: Int, in room: Int) -> Int? {
    let goal: Int
    switch self {
    case .moveDown: goal = line + 1
    case .moveUp: goal = line - 1
    case .halfPageDown: goal = line + room / 2
    case .halfPageUp: goal = line - room / 2
    case .moveFirst: goal = 0
    case .moveLast: goal = count
    default: return nil
    }
    return min(max(0, goal), max(0, count - room))
  }
}
