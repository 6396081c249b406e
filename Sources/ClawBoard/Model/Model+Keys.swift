import ClawTerminal

/// The keys as they are in force, for what is said on the board.
extension Model {
  /// The first key of an action there, as `n`; for one that has none what the palette calls it, as
  /// `:new-task`.
  func key(_ action: Action, in context: Keymap.Context = .board) -> String {
    keymap.keys(of: action, in: context).first?.name ?? ":" + action.rawValue
  }

  /// All of them, as `x or y`; likewise.
  func keys(_ action: Action, in context: Keymap.Context = .board) -> String {
    let names = keymap.keys(of: action, in: context).map(\.name)
    return names.isEmpty ? ":" + action.rawValue : names.joined(separator: " or ")
  }

  /// What a key says beside its action: a digit names a column, a key of the menu a command.
  func argument(of action: Action, by key: Key) -> String? {
    switch (action, key) {
    case (.goToColumn, .character(let digit)): String(digit)
    case (.command, .character(let letter)) where context == .commands:
      preferences.commands.first { $0.key == letter }?.name
    default: nil
    }
  }
}
