import ClawMirror
import ClawTerminal

extension Model {
  /// Text for the field with the cursor; letters and the space bar choose an agent.
  mutating func type(_ text: String) {
    guard form?.phase != .sending else { return }
    if form?.phase != .editing { form?.phase = .editing }
    switch form?.field {
    case .description: form?.description.insert(text)
    case .prompt: form?.prompt.insert(text)
    case .node, .agent:
      if text == " " || text == "j" || text == "l" { moveChoice(1) }
      if text == "k" || text == "h" { moveChoice(-1) }
    case .send, nil: break
    }
  }

  mutating func takeInForm(_ action: Action) -> [Effect]? {
    if action == .closeForm {
      closeForm()
      return []
    }
    guard form?.phase != .sending else {
      notice = .info("still sending: wait for the answer, or Esc", at: now)
      return []
    }
    let isSending = action == .send || action == .enterField && form?.field == .send
    if isSending { return askedAgain() ? send() : [] }
    form?.phase = .editing
    switch action {
    case .enterField: enter()
    case .nextField: form?.moveField(1)
    case .previousField: form?.moveField(-1)
    default: edit(action)
    }
    return []
  }

  /// What a board that is gone has left: it waits for `n`, as what was written here would.
  mutating func take(_ draft: Draft) {
    let nodes = nodeOrder.filter { !settings.readOnly.contains($0) }
    guard form == nil, let first = nodes.first else { return }
    let node = NodeName(draft.node)
    form = SubmitForm(draft, node: nodes.contains(node) ? node : first)
    saidDraft = form?.draft
    notice = .info("a draft was kept: n goes on writing", at: now)
  }

  private mutating func closeForm() {
    overlay = nil
    guard let form else { return }
    if form.phase == .sending {
      notice = .info("still sending to \(form.node)", at: now)
    } else if form.hasText {
      notice = .info("kept: press n to go on writing", at: now)
    } else {
      self.form = nil
    }
  }

  private mutating func send() -> [Effect] {
    guard let form else { return [] }
    guard let request = form.request else {
      self.form?.phase = .refused(form.problem ?? "")
      self.form?.field = form.agent == nil ? .agent : .prompt
      return []
    }
    self.form?.phase = .sending
    return [.submit(form.node, request)]
  }

  /// Whether the text may go out now. What may have arrived goes out again only after a word about
  /// what that means.
  private mutating func askedAgain() -> Bool {
    guard case .unconfirmed = form?.phase else { return true }
    form?.phase = .askedAgain
    return false
  }

  private mutating func enter() {
    switch form?.field {
    case .prompt: form?.prompt.breakLine()
    case .node, .agent, .description: form?.moveField(1)
    case .send, nil: break
    }
  }

  /// The next or previous node, or agent of the node.
  private mutating func moveChoice(_ step: Int) {
    guard var form else { return }
    if form.field == .node {
      form.moveNode(step, among: writableNodes) { nodes[$0]?.agents ?? [] }
    } else {
      form.moveAgent(step, among: nodes[form.node]?.agents ?? [])
    }
    self.form = form
  }

  private mutating func edit(_ action: Action) {
    switch form?.field {
    case .description: form?.description.edit(action)
    case .prompt: form?.prompt.edit(action)
    case .node, .agent:
      if action == .moveRight || action == .moveDown { moveChoice(1) }
      if action == .moveLeft || action == .moveUp { moveChoice(-1) }
    case .send, nil: break
    }
  }
}

extension TextEditor {
  mutating func edit(_ action: Action) {
    switch action {
    case .moveLeft: moveLeft()
    case .moveRight: moveRight()
    case .moveUp: if !moveLine(-1) { moveToLineStart() }
    case .moveDown: if !moveLine(1) { moveToLineEnd() }
    case .lineStart: moveToLineStart()
    case .lineEnd: moveToLineEnd()
    case .deleteBackward: deleteBackward()
    case .deleteForward: deleteForward()
    case .deleteWord: deleteWordBackward()
    case .deleteToStart: deleteToLineStart()
    case .deleteToEnd: deleteToLineEnd()
    default: break
    }
  }
}
