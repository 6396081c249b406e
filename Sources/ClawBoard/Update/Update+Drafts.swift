import ClawLink
import ClawMirror

/// Everything that is being written: one form is at hand, the others lie beside it.
extension Model {
  /// The form at hand first.
  var forms: [SubmitForm] { (form.map { [$0] } ?? []) + aside }

  /// Those in which something is.
  var drafts: [SubmitForm] { forms.filter { $0.isWorthKeeping || $0.phase == .sending } }

  func form(_ id: Int) -> SubmitForm? { forms.first { $0.id == id } }

  mutating func change(form id: Int, _ change: (inout SubmitForm) -> Void) {
    if form?.id == id, var changed = form {
      change(&changed)
      form = changed
    } else if let index = aside.firstIndex(where: { $0.id == id }) {
      change(&aside[index])
    }
  }

  mutating func remove(form id: Int) {
    aside.removeAll { $0.id == id }
    guard form?.id == id else { return }
    form = nil
    if overlay == .form { overlay = nil }
  }

  // MARK: Opening

  private mutating func newForm(
    on node: NodeName, for purpose: SubmitForm.Purpose = .task
  ) -> SubmitForm {
    defer { nextForm += 1 }
    var form = SubmitForm(id: nextForm, node: node, purpose: purpose)
    form.sender = sender(on: node)
    let others = nodeOrder.compactMap { lastAgents[$0] }
    form.agent =
      lastAgents[node]
      ?? others.first { agent in
        nodes[node]?.agents.contains { $0.agentType == agent } == true
      }
    return form
  }

  /// What was being written is lying beside from now on; one in which nothing is, is gone.
  private mutating func setAside() {
    if let form, form.isWorthKeeping || form.phase == .sending { aside.insert(form, at: 0) }
    form = nil
  }

  /// A text for which there is no form any more waits as one of its own.
  mutating func keepAside(_ text: String, on node: NodeName) {
    var form = newForm(on: node)
    form.prompt.replace(with: text)
    aside.insert(form, at: 0)
    notice = .info("kept as a draft: \(key(.drafts)) lists it", at: now)
  }

  /// Opens the task that is being written, or a new one. What answers or tries again another one, and
  /// what is on its way, is none.
  ///
  /// - Parameters:
  ///   - node: where the task goes at first; `nil` where none takes one.
  ///   - agent: who is to do it; `nil` for the one that was used last.
  ///   - isNew: whatever is being written.
  mutating func openForm(on node: NodeName?, agent: NodeText? = nil, isNew: Bool = false) {
    guard let node else {
      notice = nodeOrder.lazy.compactMap(refusal).first.map { .error($0) }
      return
    }
    let written = forms.first { $0.purpose == .task && $0.phase != .sending }
    if let written, !isNew { return take(out: written) }
    setAside()
    var form = newForm(on: node)
    if let agent { form.agent = agent }
    show(form)
  }

  /// Opens another form; what was being written lies beside.
  mutating func openForm(
    on node: NodeName, for purpose: SubmitForm.Purpose, with request: TaskSubmitRequest? = nil
  ) {
    setAside()
    var form = newForm(on: node, for: purpose)
    if let request { form.fill(with: request) }
    let wanted = form.agent
    show(form)
    if let wanted, let agent = self.form?.agent, agent != wanted {
      self.form?.phase = .noted(
        "\(wanted.shown(upTo: 40)) is not configured on \(node): \(agent.shown(upTo: 40)) is chosen"
      )
    }
  }

  /// Opens a form with what did not arrive: somebody has typed it.
  mutating func openForm(
    on node: NodeName, for purpose: SubmitForm.Purpose, again request: TaskSubmitRequest
  ) {
    openForm(on: node, for: purpose)
    form?.fill(with: request)
    form?.forgetGiven()
  }

  private mutating func show(_ form: SubmitForm) {
    var form = form
    offerChoices(in: &form)
    if let agents = nodes[form.node]?.agents, !agents.isEmpty { form.moveAgent(0, among: agents) }
    form.look = nil
    if let id = form.answered, let record = tasks[TaskKey(node: form.node, id: id)] {
      _ = record.question.map { form.ask($0) }
    }
    self.form = form
    overlay = .form
  }

  /// A choice with one possibility is none.
  func offerChoices(in form: inout SubmitForm) {
    form.choices = []
    if form.purpose == .task, writableNodes.count > 1 { form.choices.insert(.node) }
    if isSomebody(on: form.node) { form.choices.insert(.sender) }
    if !isSomebody(on: form.node) || !form.hasChosenSender {
      (form.sender, form.hasChosenSender) = (sender(on: form.node), false)
    }
    if !form.fields.contains(form.field) { form.field = .prompt }
  }

  mutating func closeForm() {
    overlay = nil
    guard let form else { return }
    if form.phase == .sending {
      notice = .info("still sending to \(form.node)", at: now)
    } else if form.isWorthKeeping {
      let others = drafts.count - 1
      notice = .info(
        "kept: press \(key(form.purpose == .task ? .newTask : .drafts)) to go on writing"
          + (others > 0 ? ", \(key(.drafts)) lists all \(others + 1)" : ""),
        at: now)
    } else {
      self.form = nil
    }
  }

  // MARK: From a task

  /// Another try of the selected task: as it was, to be written on.
  mutating func tryAgain(_ record: TaskRecord) {
    if let refusal = refusal(on: record.key.node) {
      notice = .error(refusal)
      return
    }
    let purpose = SubmitForm.Purpose.retry(of: record.key.id)
    if let known = forms.first(where: { $0.purpose == purpose && $0.node == record.key.node }) {
      return take(out: known)
    }
    switch nodes[record.key.node].flatMap({ record.retryObstacle(on: $0, at: now) }) {
    case nil: openForm(on: record.key.node, for: purpose, with: record.request)
    case .promptUnknown:
      openForm(on: record.key.node, for: purpose, with: record.request)
      notice = .info("its prompt is not known here: write it", at: now)
    case let obstacle?:
      notice = .info("\(record.key.id.abbreviated): \(obstacle.words)", at: now)
    }
  }

  /// The answer to what a task asks.
  mutating func answer(_ record: TaskRecord) {
    let (key, id) = (record.key, record.key.id.abbreviated)
    if let refusal = refusal(on: key.node) {
      notice = .error(refusal)
    } else if record.isLive, let question = record.question {
      if let known = forms.first(where: { $0.answered == key.id && $0.node == key.node }) {
        take(out: known)
      } else {
        openForm(on: key.node, for: .answer(to: key.id, question: question))
      }
    } else if record.status == .waiting, record.isLive {
      notice = .info("\(id) waits, and its node says no question that could be answered", at: now)
    } else {
      notice = .info("\(id) asks nothing", at: now)
    }
  }

  mutating func use(_ template: TaskTemplate) {
    let node = template.node.flatMap { name in writableNodes.first { $0.text == name } }
    guard let node = node ?? nodeForNewTask else { return openForm(on: nil) }
    openForm(on: node, for: .task, with: template.request)
  }

  // MARK: The list

  /// A form that lay beside is at hand.
  mutating func take(out form: SubmitForm) {
    if self.form?.id != form.id {
      setAside()
      aside.removeAll { $0.id == form.id }
    }
    show(form)
  }

  /// The chosen one of the list, by its place there.
  func row(ofDraft id: Int?) -> Int { drafts.firstIndex { $0.id == id } ?? 0 }

  mutating func takeInDrafts(_ action: Action) -> [Effect]? {
    guard case .drafts(let chosen) = overlay else { return nil }
    let drafts = drafts
    let row = row(ofDraft: chosen)
    switch action {
    case .moveDown: choose(draft: min(row + 1, drafts.count - 1))
    case .moveUp: choose(draft: row - 1)
    case .open: form(chosen ?? -1).map { take(out: $0) }
    case .newTask:
      setAside()
      openForm(on: nodeForNewTask, isNew: true)
    case .discardDraft: form(chosen ?? -1).map { discard($0) }
    case .back: overlay = nil
    default: return nil
    }
    return []
  }

  mutating func choose(draft row: Int) {
    let drafts = drafts
    overlay = drafts.isEmpty ? nil : .drafts(chosen: drafts[min(max(0, row), drafts.count - 1)].id)
  }

  private mutating func discard(_ draft: SubmitForm) {
    guard draft.phase != .sending else {
      notice = .info("it is being sent: wait for the answer", at: now)
      return
    }
    let row = row(ofDraft: draft.id)
    remove(form: draft.id)
    undoable.append(Undoable(words: "discarded draft", step: .draft(draft)))
    notice = .info("discarded: \(key(.undo)) on the board takes that back", at: now)
    choose(draft: row)
  }

  /// What boards that are gone have left: it waits for `n`, as what was written here would.
  mutating func take(_ drafts: [Draft]) {
    let writable = nodeOrder.filter { !settings.readOnly.contains($0) }
    for draft in drafts where writable.contains(NodeName(draft.node)) {
      let node = NodeName(draft.node)
      let question = draft.answerTo.flatMap { tasks[TaskKey(node: node, id: $0)]?.question }
      var form = SubmitForm(id: nextForm, draft, node: node, question: question)
      if !form.hasChosenSender { form.sender = sender(on: node) }
      nextForm += 1
      aside.append(form)
    }
    guard !aside.isEmpty else { return }
    saidDrafts = forms.compactMap(\.draft)
    let isTask = aside.contains { $0.purpose == .task }
    let wayBack = "\(key(isTask ? .newTask : .drafts)) goes on writing"
    notice = .info(
      aside.count == 1
        ? "a draft was kept: \(wayBack)"
        : "\(aside.count) drafts were kept: \(wayBack), \(key(.drafts)) lists them", at: now)
  }
}
