import ClawLink
import ClawMirror
import Foundation

/// Sending what is written, and what becomes of it.
extension Model {
  /// - Returns: the one effect, and only from here.
  mutating func send() -> [Effect] {
    guard let form else { return [] }
    if let problem = form.problem {
      self.form?.phase = .refused(problem.words)
      self.form?.field = problem.field
      return []
    }
    if let refusal = refusal(on: form.node) {
      self.form?.phase = .refused(refusal)
      return []
    }
    if let question = otherQuestion(than: form) {
      self.form?.phase = .refused(question)
      return []
    }
    self.form?.phase = .sending
    self.form?.look = nil
    if form.hasChosenSender { remember(form.sender, on: form.node) }
    switch form.purpose {
    case .task:
      return [.submit(form.node, form.written, as: form.sender, form: form.id)]
    case .retry(let original):
      return [
        .submit(form.node, form.written, as: form.sender, retryOf: original, form: form.id)
      ]
    case .answer(let id, _):
      let key = TaskKey(node: form.node, id: id)
      return [.answer(key, form.prompt.text, as: form.sender, form: form.id)]
    }
  }

  /// Whether the text may go out now. What may have arrived goes out again only after a word about
  /// what that means, and time to read it.
  mutating func askedAgain() -> Bool {
    guard let form, form.isDoubtful else { return true }
    if case .askedAgain(let time) = form.phase {
      return now.timeIntervalSince(time) >= Question.guardTime
    }
    self.form?.phase = .askedAgain(now)
    self.form?.look = nil
    return false
  }

  /// What is to be said where a task asks something else than what was read, or nothing any more.
  private mutating func otherQuestion(than form: SubmitForm) -> String? {
    guard let id = form.answered, let record = tasks[TaskKey(node: form.node, id: id)] else {
      return nil
    }
    guard record.isLive, let question = record.question else {
      return "\(id.abbreviated) asks nothing any more"
    }
    let isOther = self.form?.ask(question) == true
    return isOther ? "it asks something else now: read that, then send" : nil
  }

  /// In whose name things are changed there from now on.
  private mutating func remember(_ sender: Sender, on node: NodeName) {
    if sender == .nobody { asNobody.insert(node) } else { asNobody.remove(node) }
  }

  func sender(on node: NodeName) -> Sender { asNobody.contains(node) ? .nobody : .us }

  // MARK: Answers

  mutating func take(_ outcome: SubmitOutcome, from node: NodeName, form id: Int) {
    switch outcome {
    case .accepted(let key): accepted(key, form: id)
    case .sentBefore(let key):
      refuse(id, "not sent: it was tried again before, as \(key.id.abbreviated)")
    case .underWay(let time):
      refuse(
        id,
        "not sent: another try was sent at \(Ages.hourAndMinute(time, in: timeZone)) and not "
          + "answered yet")
    case .notKept(let fault): refuse(id, Self.words(notKept: fault))
    case .failed(let error): failed(error, on: node, form: id)
    }
  }

  static func words(notKept fault: Ledger.Failure?) -> String {
    "nothing was sent: \(fault?.description ?? "there is no ledger"), and without it nobody knows "
      + "what was sent before"
  }

  private mutating func accepted(_ key: TaskKey, form id: Int) {
    if let form = form(id), form.phase == .sending {
      lastAgents[key.node] = form.agent
      remove(form: id)
    }
    notice = .info("sent to \(key.node): \(key.id.abbreviated)", at: now)
    awaited = key
    selectAwaited()
    if tasks[key] != nil, columns.column(of: key) == nil {
      notice = .info(
        "sent to \(key.node): \(key.id.abbreviated), out of sight by the filter: "
          + "\(self.key(.showAll)) shows all",
        at: now)
    }
  }

  mutating func take(_ outcome: AnswerOutcome, to key: TaskKey, form id: Int) {
    switch outcome {
    case .done:
      remove(form: id)
      notice = .info("\(key.id.abbreviated) has the answer", at: now)
    case .failed(let error): failed(error, on: key.node, form: id)
    }
  }

  private mutating func refuse(_ id: Int, _ words: String) {
    change(form: id) { if $0.phase == .sending { $0.phase = .refused(words) } }
    if overlay != .form || form?.id != id { notice = .error(words) }
  }

  private mutating func failed(_ error: ClawLinkError, on node: NodeName, form id: Int) {
    let isOpen = overlay == .form && form?.id == id
    if error.mayHaveBeenDone {
      change(form: id) { form in
        form.phase = .unconfirmed(error.description)
        form.isDoubtful = true
      }
      if !isOpen { notice = .error(error.description) }
      return
    }
    refuse(id, error.description)
    if isOpen, layout.shape != .statusLine, case .notPermitted = error {
      overlay = .refusal(Refusal(reason: error.description, openedAt: now))
    }
  }

  // MARK: Not permitted

  mutating func takeInRefusal(_ action: Action) -> [Effect]? {
    guard case .refusal(let refusal) = overlay else { return nil }
    switch action {
    case .asNobody:
      guard now >= refusal.armedAt, let form, mayGoAsNobody(form) else { return nil }
      overlay = .form
      self.form?.sender = .nobody
      self.form?.hasChosenSender = true
      return send()
    case .keepDraft:
      overlay = .form
      closeForm()
    case .back: overlay = .form
    default: return nil
    }
    return []
  }

  /// There is somebody who could be left out.
  func mayGoAsNobody(_ form: SubmitForm) -> Bool {
    isSomebody(on: form.node) && form.sender == .us
  }

  func isSomebody(on node: NodeName) -> Bool { nodes[node]?.userId != nil }
}
