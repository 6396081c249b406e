import ClawLink
import ClawMirror
import ClawTerminal

extension Model {
  /// Does what a key or the palette asks for.
  ///
  /// - Parameter argument: what belongs to it, as it is written in the palette; for a key what the
  ///   key says.
  /// - Returns: `nil` when it means nothing where the board stands.
  mutating func perform(_ action: Action, _ argument: String? = nil) -> [Effect]? {
    move(action, argument) ?? find(action, argument) ?? look(action, argument)
      ?? takeInPane(action) ?? takeInStream(action) ?? copy(action)
      ?? handle(action, argument)
  }

  /// From card to card, or through the pane that has the keys.
  private mutating func move(_ action: Action, _ argument: String?) -> [Effect]? {
    switch action {
    case .moveLeft: moveColumn(-1)
    case .moveRight: moveColumn(1)
    case .moveUp: move(-1)
    case .moveDown: move(1)
    case .halfPageUp: move(-halfPage)
    case .halfPageDown: move(halfPage)
    case .moveFirst: move(-Self.wholeWay)
    case .moveLast: move(Self.wholeWay)
    case .goToColumn: goToColumn(argument)
    case .nextTask: moveSelection(1)
    case .previousTask: moveSelection(-1)
    default: return nil
    }
    return []
  }

  /// A step further than anything reaches.
  static let wholeWay = Int(Int32.max)

  private var halfPage: Int {
    focus == .board
      ? max(1, layout.cardsPerColumn / 2) : max(1, textArea(of: pane.tab).height / 2)
  }

  /// Cards on the board; lines or rows in the pane.
  private mutating func move(_ step: Int) {
    if focus == .board { moveSelection(step) } else { moveInPane(step) }
  }

  private mutating func goToColumn(_ argument: String?) {
    guard let argument, let column = BoardColumn(written: argument) else { return }
    hiddenColumns.remove(column)
    if column == self.column, let first = columns.key(column, at: 0) {
      select(first)
    } else {
      focus(column)
    }
  }

  /// What has to do with tasks and the program.
  private mutating func handle(_ action: Action, _ argument: String?) -> [Effect]? {
    switch action {
    case _ where action.asks && isTooSmall:
      notice = .error("the terminal is too small to ask: make it larger")
    case .refresh:
      readAgain()
      return (selectedKey.map { [$0.node] } ?? nodeOrder).map { .refresh($0) }
    case .refreshAll:
      readAgain()
      return nodeOrder.map { .refresh($0) }
    case .commands: openCommands()
    case .command: return runCommand(named: argument)
    case .palette: open(.palette)
    case .help: overlay = .help(of: context, scroll: 0)
    case .quit: return leave()
    default: return act(action, argument) ?? mark(action)
    }
    return []
  }

  /// What begins something that is sent, or is about what was.
  private mutating func act(_ action: Action, _ argument: String?) -> [Effect]? {
    switch action {
    case .newTask: openForm(on: nodeForNewTask)
    case .fromTemplate: chooseTemplate(argument)
    case .cancelTask: askToCancel()
    case .tryAgain: askToTryAgain()
    case .answer: answerSelected()
    case .drafts: listDrafts()
    case .unconfirmed: listUnconfirmed()
    default: return nil
    }
    return []
  }

  /// There is no room for a question.
  private var isTooSmall: Bool { layout.shape == .statusLine }

  private mutating func mark(_ action: Action) -> [Effect]? {
    switch action {
    case .mark: markSelected()
    case .markColumn: marked.formUnion(columns.keys(column))
    case .markAgent: markAgent()
    case .markShown: mark(BoardColumn.allCases.flatMap { columns.keys($0) })
    case .unmark: marked = []
    case .undo: undo()
    default: return nil
    }
    return []
  }

  private mutating func mark(_ keys: [TaskKey]) {
    marked.formUnion(keys)
    notice = .info("\(marked.count) marked", at: now)
  }

  /// Those of the selected card's agent, on every node, that have a card.
  private mutating func markAgent() {
    guard let agent = selectedTask?.agent.raw.lowercased() else { return }
    mark(
      BoardColumn.allCases.flatMap { columns.keys($0) }
        .filter { tasks[$0]?.agent.raw.lowercased() == agent })
  }

  private mutating func answerSelected() {
    guard let record = selectedTask else {
      notice = .info("no task is selected", at: now)
      return
    }
    answer(record)
  }

  private mutating func listDrafts() {
    guard drafts.isEmpty else { return choose(draft: 0) }
    notice = .info("nothing is being written: \(key(.newTask)) begins", at: now)
  }

  /// Without a word the palette lists them.
  private mutating func chooseTemplate(_ name: String?) {
    let templates = preferences.templates
    guard let name else {
      guard !templates.isEmpty else {
        notice = .info("there are no templates: 'templates' in the settings names some", at: now)
        return
      }
      return open(.palette, text: Action.fromTemplate.rawValue + " ")
    }
    guard let template = templates.first(where: { $0.name == name }) else {
      notice = .error(UnknownWord("template", name, known: templates.map(\.name)).message)
      return
    }
    use(template)
  }

  /// Marks the card, or takes its mark away, and goes on to the next.
  private mutating func markSelected() {
    guard let key = selectedKey else { return }
    if marked.remove(key) == nil { marked.insert(key) }
    moveSelection(1)
  }

  /// At once, unless something is on its way, or would be lost: then at the second `q`.
  private mutating func leave() -> [Effect] {
    guard let reason = reasonToStay, !hasWarnedOfLoss else {
      return [isSending ? .quitWhileSending : .quit]
    }
    hasWarnedOfLoss = true
    notice = .error("\(reason): \(key(.quit)) again leaves")
    return []
  }

  /// A submission is under way.
  var isSending: Bool {
    forms.contains { $0.phase == .sending }
      || deeds.contains { $0.kind == .retry && $0.state == .underWay }
  }

  private var reasonToStay: String? {
    if let form = forms.first(where: { $0.phase == .sending }) {
      return "still sending to \(form.node), it may arrive all the same"
    }
    if let deed = deeds.first(where: { $0.ending == nil }) {
      let left = deeds.count { $0.ending == nil }
      return "still \(deed.kind.doing), \(left) to go: what has not begun is not done"
    }
    if let form = forms.first(where: \.isDoubtful) {
      let list = key(form.isAnswer ? .drafts : .unconfirmed)
      return "it is not known whether \(form.node) has what you sent: \(list) lists it"
    }
    return settings.keepsDrafts || drafts.isEmpty
      ? nil : "your draft would be lost, \(key(.newTask)) goes on writing"
  }
}

extension Action {
  /// It opens a dialog that wants an answer.
  fileprivate var asks: Bool {
    switch self {
    case .newTask, .fromTemplate, .cancelTask, .tryAgain, .answer, .drafts, .unconfirmed, .copy,
      .commands:
      true
    default: false
    }
  }
}
