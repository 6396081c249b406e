import ClawLink
import ClawMirror
import ClawTerminal

/// Asking before something is done to tasks.
extension Model {
  /// The marked tasks on the board; in a pane about a task that one.
  private var meant: [TaskRecord] {
    let marked = marked.compactMap { tasks[$0] }
    guard focus == .board, !marked.isEmpty else { return selectedTask.map { [$0] } ?? [] }
    return marked.sorted {
      ($0.submittedAt, $0.key.id.text.raw) < ($1.submittedAt, $1.key.id.text.raw)
    }
  }

  private var areMarked: Bool { focus == .board && !marked.isEmpty }

  /// Opens the question, or says why there is nothing to cancel.
  mutating func askToCancel() {
    ask(.cancel, obstacle: cancelObstacle)
  }

  /// Opens the form for one task, the question for marked ones.
  mutating func askToTryAgain() {
    if areMarked {
      ask(.retry, obstacle: retryObstacle)
    } else if let record = selectedTask {
      tryAgain(record)
    } else {
      notice = .info("no task is selected", at: now)
    }
  }

  private func isUnderWay(_ kind: Deed.Kind, _ record: TaskRecord) -> Bool {
    deeds.contains { $0.key == record.key && $0.kind == kind && $0.ending == nil }
  }

  private func cancelObstacle(_ record: TaskRecord) -> String? {
    if isUnderWay(.cancel, record) { return "it is being cancelled already" }
    if record.isLost { return "\(record.key.node) does not know the task" }
    if record.status.isFinal { return "the task is \(record.status.name.shown)" }
    return refusal(on: record.key.node)
  }

  private func retryObstacle(_ record: TaskRecord) -> String? {
    if isUnderWay(.retry, record) { return "it is being tried again already" }
    let node = nodes[record.key.node]
    return refusal(on: record.key.node)
      ?? node.flatMap { record.retryObstacle(on: $0, at: now)?.group }
  }

  private mutating func ask(_ kind: Deed.Kind, obstacle: (TaskRecord) -> String?) {
    let meant = meant
    let wanted = meant.filter { obstacle($0) == nil }
    guard !wanted.isEmpty else {
      let reason = meant.first.flatMap(obstacle)
      let what = kind == .cancel ? "nothing to cancel" : "nothing to try again"
      guard let reason else {
        notice = .info("no task is selected", at: now)
        return
      }
      let isOfSettings = meant.first.flatMap { refusal(on: $0.key.node) } == reason
      notice =
        meant.count > 1
        ? .info("\(what): of \(meant.count) marked none can be; the first: \(reason)", at: now)
        : isOfSettings ? .error(reason) : .info("\(what): \(reason)", at: now)
      return
    }
    var question = Question(kind: kind, keys: wanted.map(\.key), openedAt: now)
    question.isOfSelected = !areMarked
    question.wantsYes = kind == .retry || wanted.contains { $0.submitter != .us }
    for record in meant {
      if let reason = obstacle(record) { question.skipped[reason, default: 0] += 1 }
    }
    overlay = .question(question)
  }

  mutating func takeInQuestion(_ action: Action, key: Key) -> [Effect]? {
    guard case .question(var question) = overlay else { return nil }
    switch action {
    case .confirm:
      // Keys that were typed before the question could be read are no answer to it.
      guard now > question.openedAt else { return [] }
      let isHeldDown = keymap.keys(of: question.kind.action, in: .board).contains(key)
      if isHeldDown, now < question.armedAt {
        question.pressedAt = now
        overlay = .question(question)
        return []
      }
      overlay = nil
      return begin(question)
    case .back: overlay = nil
    default: return nil
    }
    return []
  }
}

extension Deed.Kind {
  /// What asks for it.
  fileprivate var action: Action { self == .cancel ? .cancelTask : .tryAgain }
}

extension RetryObstacle {
  /// In words that are the same for several tasks.
  fileprivate var group: String {
    if case .triedAgain = self { "tried again already" } else { words }
  }
}
