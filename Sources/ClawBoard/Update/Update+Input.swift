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
    case .cancel: .confirmation
    case .filter: .filter
    case nil: focus == .board ? .board : .pane
    }
  }

  mutating func take(_ inputs: [Input]) -> [Effect] {
    if overlay == nil, inputs.looksPasted {
      notice = .error("that looked like a paste and was not taken as keys: press n, then paste")
      return []
    }
    var effects: [Effect] = []
    for input in inputs {
      switch input {
      case .key(let key): effects += take(key)
      case .paste(let text): take(paste: text)
      case .hangUp: effects.append(.quit)
      }
    }
    return effects
  }

  private mutating func take(_ key: Key) -> [Effect] {
    notice = nil
    if key != .character("q") { hasWarnedOfLoss = false }
    guard let action = Keymap.standard.action(for: key, in: context) else {
      if case .character(let character) = key { type(String(character), in: context) }
      return []
    }
    if let effect = takeEverywhere(action) { return [effect] }
    switch context {
    case .board, .pane: return takeOnBoard(action, key: key)
    case .form: return takeInForm(action)
    case .confirmation: return takeInConfirmation(action, key: key)
    case .help: return takeInHelp(action)
    case .filter: return takeInFilter(action)
    }
  }

  private mutating func type(_ text: String, in context: Keymap.Context) {
    switch context {
    case .form: type(text)
    case .filter: typeInFilter(text)
    case .board, .pane, .confirmation, .help: break
    }
  }

  private mutating func take(paste text: String) {
    if context == .form || context == .filter {
      type(text, in: context)
    } else {
      notice = .error("nothing to paste into here: press n for a new task, then paste")
    }
  }

  /// What means the same in every context.
  private mutating func takeEverywhere(_ action: Action) -> Effect? {
    switch action {
    case .repaint: return .repaint
    case .suspend: return .suspend
    case .interrupt:
      if let before = interruptedAt, now.timeIntervalSince(before) < 2 {
        return form?.phase == .sending ? .quitWhileSending : .quit
      }
      interruptedAt = now
      notice = .info("^c again to leave", at: now)
      return nil
    default: return nil
    }
  }

  private mutating func takeInHelp(_ action: Action) -> [Effect] {
    guard case .help(let scroll) = overlay else { return [] }
    let room = HelpText.room(in: size)
    let last = max(0, HelpText.lines.count - room)
    func scrolled(to line: Int) -> Overlay { .help(scroll: min(max(line, 0), last)) }
    switch action {
    case .moveDown: overlay = scrolled(to: scroll + 1)
    case .moveUp: overlay = scrolled(to: scroll - 1)
    case .halfPageDown: overlay = scrolled(to: scroll + room / 2)
    case .halfPageUp: overlay = scrolled(to: scroll - room / 2)
    case .moveFirst: overlay = scrolled(to: 0)
    case .moveLast: overlay = scrolled(to: last)
    case .back, .help, .quit: overlay = nil
    default: break
    }
    return []
  }

  private mutating func takeInConfirmation(_ action: Action, key: Key) -> [Effect] {
    guard case .cancel(let question) = overlay else { return [] }
    switch action {
    case .confirm:
      // Keys that were typed before the question could be read are no answer to it.
      guard now > question.openedAt else { return [] }
      if key == .character("x"), now < question.armedAt { return [] }
      overlay = nil
      return [.cancel(question.key)]
    case .back:
      overlay = nil
      return []
    default:
      return []
    }
  }
}

extension [Input] {
  /// A burst of text with a line break in it: no hand types that fast.
  fileprivate var looksPasted: Bool {
    count > 3 && contains(.key(.enter))
      && count { if case .key(.character) = $0 { true } else { false } } > 2
  }
}
