import ClawTerminal

extension Keymap {
  static let copyKeys =
    [
      Binding(
        action: .copy, keys: [.character("y")], contexts: .taskPanes.union([.board]),
        help: "copy something of the task")
    ]
    + copies.map { part in
      Binding(action: part.action, keys: [.character(part.key)], contexts: [.copy], help: part.help)
    }
    // In the palette they are said whole.
    + copies.map { part in
      Binding(
        action: part.action, keys: [], contexts: .taskPanes.union([.board]),
        help: "copy of the task \(part.help)")
    }

  private static let copies: [(action: Action, key: Character, help: String)] = [
    (.copyID, "i", "its id"), (.copyPrompt, "p", "its prompt"), (.copyResult, "r", "its result"),
    (.copyDiff, "d", "its diff"), (.copyError, "e", "its error"),
    (.copyCurl, "u", "a curl line that asks its node for it"),
  ]

  static let commandKeys = [
    Binding(
      action: .command, keys: [], contexts: .boardAndPanes, help: "a command of yours by its name"),
    Binding(
      action: .commands, keys: [.character("m")], contexts: .boardAndPanes,
      help: "a command of yours, by its letter"),
  ]
}
