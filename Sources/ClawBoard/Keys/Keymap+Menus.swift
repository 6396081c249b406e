import ClawTerminal

extension Keymap {
  static let copyKeys = [
    Binding(
      action: .copy, keys: [.character("y")], contexts: .taskPanes.union([.board]),
      help: "copy something of the task"),
    Binding(action: .copyID, keys: [.character("i")], contexts: [.copy], help: "its id"),
  ]
}
