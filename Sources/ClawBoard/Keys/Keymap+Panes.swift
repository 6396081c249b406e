import ClawTerminal

extension Keymap {
  static let tabKeys = [
    Binding(
      action: .nextPane, keys: [.tab], contexts: .boardAndPanes, help: "to the next pane",
      footer: "pane"),
    Binding(
      action: .previousPane, keys: [.backTab], contexts: .boardAndPanes,
      help: "to the previous pane"),
    Binding(
      action: .previousTab, keys: [.character("[")], contexts: .boardAndPanes,
      help: "previous tab of the pane"),
    Binding(
      action: .nextTab, keys: [.character("]")], contexts: .boardAndPanes,
      help: "next tab of the pane", footer: "tab"),
    Binding(action: .showTab, keys: [], contexts: .boardAndPanes, help: "a tab by its name"),
    Binding(
      action: .zoom, keys: [.character("f")], contexts: .boardAndPanes,
      help: "pane over the whole body, and back", footer: "zoom"),
    Binding(
      action: .togglePane, keys: [.character("d")], contexts: [.board],
      help: "with a pane, or cards alone"),
    Binding(
      action: .openStream, keys: [.character("o")], contexts: .boardAndPanes,
      help: "the stream over the whole body"),
    Binding(
      action: .back, keys: [.escape],
      contexts: .closable, help: "back", footer: "back"),
  ]

  static let paneKeys = [
    Binding(
      action: .search, keys: [.character("/")], contexts: .panes, help: "search in the pane",
      footer: "search"),
    Binding(
      action: .nextMatch, keys: [.character("n")], contexts: [.detail, .audit, .output],
      help: "to what is found next"),
    Binding(
      action: .previousMatch, keys: [.character("N")], contexts: [.detail, .audit, .output],
      help: "to what was found before"),
    Binding(
      action: .page, keys: [.character("p")], contexts: .boardAndPanes,
      help: "the text of the pane in $PAGER"),
    Binding(
      action: .pipe, keys: [.character("|")], contexts: .boardAndPanes,
      help: "the text of the pane through a command"),
  ]

  static let streamKeys = [
    Binding(
      action: .nextMatch, keys: [.character("n")], contexts: [.stream],
      help: "to what is found above, in older lines"),
    Binding(
      action: .previousMatch, keys: [.character("N")], contexts: [.stream],
      help: "to what is found below, in newer lines"),
    Binding(
      action: .followStream, keys: [.character("F")], contexts: [.stream],
      help: "follow what comes, or stay", footer: "follow"),
    Binding(
      action: .wrapStream, keys: [.character("w")], contexts: [.stream],
      help: "wrap long lines, or cut them"),
    Binding(
      action: .streamTimes, keys: [.character("T")], contexts: [.stream],
      help: "with times, or without"),
    Binding(
      action: .streamScope, keys: [.character("e")], contexts: [.stream],
      help: "every task, the selected one, the marked ones", footer: "every"),
    Binding(
      action: .saveStream, keys: [.character("s")], contexts: [.stream],
      help: "save it to a file", footer: "save"),
  ]
}
