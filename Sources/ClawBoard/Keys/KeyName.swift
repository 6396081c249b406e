import ClawTerminal

extension Key {
  /// What help and footer call the key.
  var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "^" + String(character)
    case .alt("\u{7F}"): "A-Backspace"
    case .alt(let character): "A-" + String(character)
    case .function(let number): "F\(number)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .controlLeft: "^Left"
    case .controlRight: "^Right"
    }
  }
}

extension Key {
  /// What a key says beside its action: a digit names a column.
  func argument(of action: Action) -> String? {
    guard action == .goToColumn, case .character(let digit) = self else { return nil }
    return String(digit)
  }
}

extension Keymap.Binding {
  /// All its keys in one text, for help.
  var keyNames: String {
    action == .goToColumn ? "1-7" : keys.map(\.name).joined(separator: " ")
  }
}
