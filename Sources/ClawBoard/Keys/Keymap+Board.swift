import ClawTerminal

extension Keymap {
  static let cardKeys = [
    Binding(
      action: .moveLeft, keys: [.character("h"), .left], contexts: [.board],
      help: "column to the left"),
    Binding(
      action: .moveDown, keys: [.character("j"), .down],
      contexts: .stepped, help: "down"),
    Binding(
      action: .moveUp, keys: [.character("k"), .up], contexts: .stepped, help: "up"),
    Binding(
      action: .moveRight, keys: [.character("l"), .right], contexts: [.board],
      help: "column to the right"),
    Binding(
      action: .halfPageDown, keys: [.control("d"), .pageDown],
      contexts: .paged, help: "half a page down"),
    Binding(
      action: .halfPageUp, keys: [.control("u"), .pageUp],
      contexts: .paged, help: "half a page up"),
    Binding(
      action: .moveFirst, keys: [.character("g"), .home],
      contexts: .paged, help: "to the first"),
    Binding(
      action: .moveLast, keys: [.character("G"), .end], contexts: .paged,
      help: "to the last"),
    Binding(
      action: .goToColumn, keys: (1...7).map { .character(Character(String($0))) },
      contexts: [.board], help: "to that column; once more: to its first card"),
    Binding(
      action: .nextTask, keys: [.character("J")], contexts: .taskPanes,
      help: "the next task of the column"),
    Binding(
      action: .previousTask, keys: [.character("K")], contexts: .taskPanes,
      help: "the previous task of the column"),
  ]

  static let findingKeys = [
    Binding(
      action: .filter, keys: [.character("/")], contexts: [.board], help: "show only some tasks",
      footer: "filter"),
    Binding(
      action: .showAll, keys: [.escape], contexts: [.board],
      help: "show all tasks again: no filter, every node"),
    Binding(
      action: .nextAttention, keys: [.character("w")], contexts: [.board, .detail],
      help: "to the next task that needs attention", footer: "next!"),
    Binding(
      action: .onlyAttention, keys: [.character("!")], contexts: [.board],
      help: "only tasks that need attention, and back"),
    Binding(
      action: .palette, keys: [.character(":"), .control("p")], contexts: .boardAndPanes,
      help: "every action by its name", footer: "cmd"),
    Binding(
      action: .chooseNode, keys: [.character("c")], contexts: .boardAndPanes,
      help: "one node, or all of them"),
    Binding(
      action: .hideFinished, keys: [.character("a")], contexts: [.board],
      help: "put a finished card away, or back"),
    Binding(
      action: .showFinished, keys: [.character("A")], contexts: [.board],
      help: "show what was put away, and back"),
    Binding(
      action: .sort, keys: [.character("s")], contexts: [.board],
      help: "sort by age, change, agent, node, duration"),
    Binding(
      action: .reverseSort, keys: [.character("S")], contexts: [.board],
      help: "the other way round"),
    Binding(
      action: .hideColumn, keys: [.character("-")], contexts: [.board],
      help: "hide the column"),
    Binding(
      action: .showColumns, keys: [.character("+")], contexts: [.board],
      help: "show all columns again"),
    Binding(
      action: .widenColumn, keys: [.character("=")], contexts: [.board],
      help: "the column wide, and back"),
    Binding(
      action: .follow, keys: [.character("F")], contexts: [.board],
      help: "follow the card to other columns, or stay"),
    Binding(
      action: .mark, keys: [.character(" ")], contexts: [.board], help: "mark the card, or not"),
    Binding(
      action: .markColumn, keys: [.character("V")], contexts: [.board],
      help: "mark all cards of the column"),
    Binding(
      action: .markAgent, keys: [.character("@")], contexts: [.board],
      help: "mark all cards of this agent that are shown"),
    Binding(
      action: .markShown, keys: [.character("M")], contexts: [.board],
      help: "mark all cards that are shown"),
    Binding(
      action: .unmark, keys: [.character("u")], contexts: [.board], help: "no card is marked"),
  ]

  static let taskKeys = [
    Binding(
      action: .newTask, keys: [.character("n")],
      contexts: [.board, .agents, .skills, .nodes, .stats], help: "new task", footer: "new"),
    Binding(
      action: .open, keys: [.enter], contexts: .lists.union([.board]),
      help: "open the task, or use what is chosen", footer: "open"),
    Binding(
      action: .cancelTask, keys: [.character("x")], contexts: .taskPanes.union([.board]),
      help: "cancel the task, or all marked (asks first)", footer: "cancel"),
    Binding(
      action: .tryAgain, keys: [.character("t")], contexts: [.board, .detail],
      help: "try the task again, or all marked ones"),
    Binding(
      action: .answer, keys: [.character("i")], contexts: .taskPanes.union([.board]),
      help: "answer a task that asks"),
    Binding(
      action: .fromTemplate, keys: [.character("N")], contexts: [.board],
      help: "new task from a template of the settings"),
    Binding(
      action: .drafts, keys: [.character("D")], contexts: .boardAndPanes,
      help: "what is written and not sent"),
    Binding(
      action: .unconfirmed, keys: [.character("U")], contexts: .boardAndPanes,
      help: "what was sent and never answered"),
    Binding(
      action: .undo, keys: [.character("z")], contexts: [.board],
      help: "undo the last mark, filter, sort or discard"),
    Binding(
      action: .refresh, keys: [.character("r")], contexts: .boardAndPanes,
      help: "ask the node of this task again, now"),
    Binding(
      action: .refreshAll, keys: [.character("R")], contexts: .boardAndPanes,
      help: "ask all nodes again, now"),
  ]

  static let programKeys = [
    Binding(
      action: .help, keys: [.character("?"), .function(1)],
      contexts: .boardAndPanes.union([.help]), help: "the keys of this place", footer: "help"),
    Binding(action: .theme, keys: [], contexts: .boardAndPanes, help: "another theme"),
    Binding(
      action: .mouse, keys: [], contexts: .boardAndPanes,
      help: "the mouse selects and scrolls, or is the terminal's"),
    Binding(
      action: .repaint, keys: [.control("l")], contexts: .everywhere,
      help: "paint the whole screen again"),
    Binding(
      action: .suspend, keys: [.control("z")], contexts: .everywhere,
      help: "back to the shell; fg returns"),
    Binding(
      action: .quit, keys: [.character("q")], contexts: .boardAndPanes.union([.help]),
      help: "leave", footer: "quit"),
    Binding(
      action: .interrupt, keys: [.control("c")], contexts: .everywhere, help: "twice: leave"),
  ]
}
