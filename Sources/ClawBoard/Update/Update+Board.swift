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
      ?? takeInPane(action) ?? takeInStream(action) ?? copy(action) ?? handle(action)
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
  private mutating func handle(_ action: Action) -> [Effect]? {
    switch action {
    case .newTask where isTooSmall, .cancelTask where isTooSmall:
      notice = .error("the terminal is too small to ask: make it larger")
    case .newTask: openForm(on: nodeForNewTask)
    case .cancelTask: askToCancel()
    case .refresh:
      readAgain()
      return (selectedKey.map { [$0.node] } ?? nodeOrder).map { .refresh($0) }
    case .refreshAll:
      readAgain()
      return nodeOrder.map { .refresh($0) }
    case .mark: markSelected()
    case .markColumn: marked.formUnion(columns.keys(column))
    case .unmark: marked = []
    case .palette: open(.palette)
    case .help: overlay = .help(of: context, scroll: 0)
    case .quit: return leave()
    default: return nil
    }
    return []
  }

  /// There is no room for a question.
  private var isTooSmall: Bool { layout.shape == .statusLine }

  /// Marks the card, or takes its mark away, and goes on to the next.
  private mutating func markSelected() {
    guard let key = selectedKey else { return }
    if marked.remove(key) == nil { marked.insert(key) }
    moveSelection(1)
  }

  /// At once, unless something would be lost: then at the second `q`.
  private mutating func leave() -> [Effect] {
    let isSending = form?.phase == .sending
    if let form, isSending || form.hasText && !settings.keepsDrafts, !hasWarnedOfLoss {
      hasWarnedOfLoss = true
      notice = .error(
        isSending
          ? "still sending to \(form.node), it may arrive all the same: q again leaves"
          : "your draft would be lost: n goes on writing, q again leaves")
      return []
    }
    return [isSending ? .quitWhileSending : .quit]
  }

  /// - Parameters:
  ///   - node: where the task goes at first; `nil` where none takes one.
  ///   - agent: who is to do it; `nil` for the one that was used last.
  mutating func openForm(on node: NodeName?, agent: NodeText? = nil) {
    guard let node else {
      notice = nodeOrder.lazy.compactMap(refusal).first.map { .error($0) }
      return
    }
    if form == nil {
      form = SubmitForm(node: node)
      form?.agent = agent ?? lastAgent
    }
    let isChoice = writableNodes.count > 1
    form?.choosesNode = isChoice
    if let form, let agents = nodes[form.node]?.agents, !agents.isEmpty {
      self.form?.moveAgent(0, among: agents)
    }
    overlay = .form
  }

  /// Opens the question, or says why there is nothing to cancel.
  private mutating func askToCancel() {
    guard let record = selectedTask else {
      notice = .info("no task is selected", at: now)
      return
    }
    if record.isLost {
      notice = .info("nothing to cancel: \(record.key.node) does not know the task", at: now)
    } else if record.status.isFinal {
      notice = .info("nothing to cancel: the task is \(record.status.name.shown)", at: now)
    } else if let refusal = refusal(on: record.key.node) {
      notice = .error(refusal)
    } else {
      overlay = .cancel(CancelConfirmation(key: record.key, openedAt: now))
    }
  }
}
