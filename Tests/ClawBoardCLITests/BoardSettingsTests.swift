import ClawBoard
import Foundation
import Testing

@testable import ClawBoardCLI

/// What the settings say of the board's looks.
struct BoardSettingsTests {
  private func read(_ text: String) throws -> BoardSettings {
    try withSettings(text) { path in
      try BoardSettings(Settings.read(path: path), themes: .builtIn)
    }
  }

  private func complaint(_ text: String) throws -> String {
    try withSettings(text) { path in
      let failure = try #require(throws: CommandFailure.self) {
        try BoardSettings(Settings.read(path: path), themes: .builtIn)
      }
      #expect(failure.status == .usage)
      return failure.message.replacingOccurrences(of: path, with: "FILE")
    }
  }

  @Test func `without a word all is as without settings`() throws {
    #expect(try read("") == BoardSettings())
    #expect(try read("board:\nfilters:\n") == BoardSettings())
  }

  @Test func `every key is read`() throws {
    let settings = try read(
      """
      board:
        theme: mono
        sort: duration reversed
        filter: state:running
        follow: yes
        hideFinishedAfter: 1h30m
        cardLines: 2
        columnsWidth: 50
        columnsHeight: 12
        threeWidth: 80
        allWidth: 120
        sideWidth: 200
        clipboard: tmux
        clipboardLimitKiB: 8
        notify: [completed, failed]
        notifyBy: osc777
        notifyCommand: beep -n 2
        mouse: true
      filters:
        mine: who:me
        stuck-2: state:running age>1h
      """)
    var wanted = BoardSettings()
    wanted.theme = "mono"
    wanted.sort = CardSort(.duration, isReversed: true)
    wanted.filter = "state:running"
    wanted.filters = ["mine": "who:me", "stuck-2": "state:running age>1h"]
    wanted.followsCard = true
    wanted.hideFinishedAfter = 5400
    wanted.cardLines = 2
    wanted.sizes.columnsWidth = 50
    wanted.sizes.columnsHeight = 12
    wanted.sizes.threeWidth = 80
    wanted.sizes.allWidth = 120
    wanted.sizes.sideWidth = 200
    wanted.clipboard = .tmux
    wanted.clipboardLimitKiB = 8
    wanted.notify = [.completed, .failed]
    wanted.notifyBy = .osc777
    wanted.notifyCommand = "beep -n 2"
    wanted.mouse = true
    #expect(settings == wanted)
  }

  @Test(
    arguments: [
      ("[]", []), ("none", []), ("[none]", []), ("failed", [.failed]),
      ("failed, waiting", [.failed, .waiting]), ("failed waiting", [.failed, .waiting]),
      ("[pending, planning, running, waiting, completed, failed, cancelled]", BoardColumn.allCases),
    ] as [(String, [BoardColumn])])
  func `states are a list, or side by side, or none`(text: String, states: [BoardColumn]) throws {
    #expect(
      try read("board: {notify: \(text.hasPrefix("[") ? text : "\"\(text)\"")}").notify
        == Set(states))
  }

  @Test(arguments: CardSort.Key.allCases)
  func `cards are sorted by any key, either way round`(key: CardSort.Key) throws {
    #expect(try read("board: {sort: \(key.rawValue)}").sort == CardSort(key))
    #expect(
      try read("board: {sort: \(key.rawValue) reversed}").sort == CardSort(key, isReversed: true))
  }

  @Test(
    arguments: [
      ("board: dark", "FILE:1: board: not a mapping: write 'theme:' and what belongs to it"),
      (
        "board:\n  themes: x", "FILE:2: board: there is no key 'themes': do you mean 'theme'?"
      ),
      (
        "board:\n  theme: mone",
        "FILE:2: board, theme: there is no theme 'mone': do you mean 'mono'?"
      ),
      (
        "board:\n  sort: size",
        "FILE:2: board, sort: 'size' is not an order: write one of age, change, agent, node, duration, "
          + "and reversed behind it for the other way round"
      ),
      (
        "board:\n  sort: -age",
        "FILE:2: board, sort: '-age' is not an order: write one of age, change, agent, node, duration, "
          + "and reversed behind it for the other way round"
      ),
      (
        "board:\n  filter: state:runing",
        "FILE:2: board, filter: 'state:runing': there is no state 'runing': do you mean 'running'?"
      ),
      (
        "board:\n  follow: perhaps",
        "FILE:2: board, follow: 'perhaps' is not true or false: write one of them"
      ),
      (
        "board:\n  hideFinishedAfter: 5",
        "FILE:2: board, hideFinishedAfter: '5' is not a length of time: "
          + "write it like 90s, 10m, 1h30m, 2d or 1w"
      ),
      (
        "board:\n  cardLines: 5",
        "FILE:2: board, cardLines: 5 is out of range: give 1 to 4"
      ),
      (
        "board:\n  columnsHeight: 4",
        "FILE:2: board, columnsHeight: 4 is out of range: give 5 to 500"
      ),
      (
        "board:\n  threeWidth: 200",
        "FILE:2: board, threeWidth: 200 is more than allWidth, which is 98: give columnsWidth, "
          + "threeWidth, allWidth, sideWidth in this order"
      ),
      (
        "board:\n  allWidth: 170\n  sideWidth: 165",
        "FILE:3: board, sideWidth: 165 is less than allWidth, which is 170: give columnsWidth, "
          + "threeWidth, allWidth, sideWidth in this order"
      ),
      (
        "board:\n  clipboard: osc52",
        "FILE:2: board, clipboard: 'osc52' is not one of auto, plain, tmux, off: write one of them"
      ),
      (
        "board:\n  notify: [failed, waitng]",
        "FILE:2: board, notify: there is no state 'waitng': do you mean 'waiting'?"
      ),
      (
        "board:\n  notify: [none, failed]",
        "FILE:2: board, notify: 'none' stands beside states: leave it out, or them"
      ),
      (
        "board:\n  notify: {failed: true}",
        "FILE:2: board, notify: it is not a list of states: write some of pending, planning, "
          + "running, waiting, completed, failed, cancelled, none"
      ),
      ("filters: [a]", "FILE:1: filters: not a mapping: write 'name: filter' below it"),
      (
        "filters:\n  my own: who:me",
        "FILE:2: filters: 'my own' is no name: give 1 to 32 letters, digits, - or _"
      ),
      (
        "filters:\n  mine: [who]",
        "FILE:2: filters, mine: it is not one text: write a filter in one line"
      ),
      (
        "filters:\n  mine: state:runing",
        "FILE:2: filters, mine: 'state:runing': there is no state 'runing': do you mean 'running'?"
      ),
      ("filters:\n  mine: a\n  mine: b", "FILE:2: mine: it stands twice: leave one"),
      (
        "theme: mono",
        "FILE:1: there is no key 'theme': use nodes, board, filters, templates, keys, commands, agents, defaultNode, "
          + "ledger, keepDays, keepTasks, storePrompts, anonymousDiscovery"
      ),
    ] as [(String, String)])
  func `a fault is named with its line and the way out`(text: String, words: String) throws {
    #expect(try complaint(text) == words)
  }

  @Test func `config shows them with their sources`() throws {
    let text = "board:\n  theme: mono\n  cardLines: 2\nfilters:\n  mine: who:me\n"
    try choose(settings: text) { choice in
      let path = try #require(choice.settings.file)
      let rows = ConfigRow.rows(of: choice)
      for row in [
        ConfigRow(node: nil, key: "board.theme", value: .text("mono"), source: path + ":2"),
        ConfigRow(node: nil, key: "board.sort", value: .text("age"), source: "default"),
        ConfigRow(node: nil, key: "board.cardLines", value: .number(2), source: path + ":3"),
        ConfigRow(node: nil, key: "board.hideFinishedAfter", value: nil, source: "default"),
        ConfigRow(node: nil, key: "board.allWidth", value: .number(98), source: "default"),
        ConfigRow(node: nil, key: "filters.mine", value: .text("who:me"), source: path + ":5"),
      ] {
        #expect(rows.contains(row), "\(row.key)")
      }
    }
  }
}
