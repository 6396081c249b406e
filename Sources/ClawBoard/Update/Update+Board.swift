import ClawLink
import ClawMirror
import ClawTerminal

extension Model {
  mutating func takeOnBoard(_ action: Action, key: Key) -> [Effect] {
    switch action {
    case .moveLeft: moveColumn(-1)
    case .moveRight: moveColumn(1)
    case .moveUp: move(-1)
    case .moveDown: move(1)
    case .halfPageUp: move(-halfPage)
    case .halfPageDown: move(halfPage)
    case .moveFirst: move(-Int(Int32.max))
    case .moveLast: move(Int(Int32.max))
    case .goToColumn: goToColumn(key)
    case .open: open()
    case .back: goBack()
    case .filter: openFilter()
    case .showAll: show(only: .all)
    case .newTask: openForm()
    case .cancelTask: askToCancel()
    case .refresh: return (selectedKey.map { [$0.node] } ?? nodeOrder).map { .refresh($0) }
    case .refreshAll: return nodeOrder.map { .refresh($0) }
    case .nextPane: switchFocus()
    case .nextTab: showTab(pane.tab.moved(1))
    case .previousTab: showTab(pane.tab.moved(-1))
    case .zoom: zoom(!pane.isZoomed)
    case .help: overlay = .help(scroll: 0)
    case .quit: return leave()
    default: break
    }
    return []
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

  private var halfPage: Int {
    focus == .board ? max(1, layout.cardsPerColumn / 2) : max(1, layout.paneText.height / 2)
  }

  /// Cards on the board, lines in the pane.
  private mutating func move(_ step: Int) {
    guard focus == .pane || pane.isZoomed else { return moveSelection(step) }
    // The stream is scrolled from its end, where the news is.
    pane.scroll += pane.tab == .stream ? -step : step
    clampPaneScroll()
  }

  private mutating func goToColumn(_ key: Key) {
    guard case .character(let digit) = key, let number = digit.wholeNumberValue,
      let column = BoardColumn(rawValue: number - 1)
    else { return }
    focus(column)
  }

  private mutating func open() {
    guard selectedTask != nil else { return }
    showTab(.detail)
    zoom(true)
  }

  /// Esc: one level back.
  private mutating func goBack() {
    if pane.isZoomed { zoom(false) } else { focus = .board }
  }

  private mutating func switchFocus() {
    guard !pane.isZoomed, layout.pane != nil else { return }
    focus = focus == .board ? .pane : .board
  }

  private mutating func zoom(_ isZoomed: Bool) {
    pane.isZoomed = isZoomed
    pane.scroll = 0
    focus = isZoomed ? .pane : .board
    keepInView()
  }

  private mutating func showTab(_ tab: Pane.Tab) {
    pane.tab = tab
    pane.scroll = 0
  }

  mutating func clampPaneScroll() {
    guard pane.scroll != 0 else { return }
    let area = layout.paneText
    var ages = Ages(now: now)
    let count = PaneText(model: self, glyphs: .ascii, width: area.width).lines(&ages).count
    pane.scroll = min(max(0, pane.scroll), max(0, count - area.height))
  }

  private mutating func openForm() {
    guard let node = nodeForNewTask else {
      notice = nodeOrder.lazy.compactMap(refusal).first.map { .error($0) }
      return
    }
    if form == nil {
      form = SubmitForm(node: node)
      form?.agent = lastAgent
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
