import ClawLink
import ClawMirror

/// What was sent and never answered: a person says what became of it.
extension Model {
  /// What can be said of one of them.
  struct UnconfirmedRow: Sendable, Equatable {
    let unconfirmed: UnconfirmedTask
    /// The task that it became; `nil` is that it did not arrive.
    let task: TaskID?
  }

  var unconfirmedTasks: [UnconfirmedTask] { nodeRecords.flatMap(\.unconfirmed) }

  var unconfirmedRows: [UnconfirmedRow] {
    unconfirmedTasks.flatMap { unconfirmed in
      (unconfirmed.candidates.map { Optional($0) } + [nil])
        .map { UnconfirmedRow(unconfirmed: unconfirmed, task: $0) }
    }
  }

  mutating func listUnconfirmed() {
    guard unconfirmedTasks.isEmpty else {
      overlay = .unconfirmed(row: 0)
      return
    }
    notice = .info("nothing is unconfirmed: every submission was answered", at: now)
  }

  mutating func takeInUnconfirmed(_ action: Action) -> [Effect]? {
    guard case .unconfirmed(let row) = overlay else { return nil }
    let rows = unconfirmedRows
    switch action {
    case .moveDown: overlay = .unconfirmed(row: min(row + 1, max(0, rows.count - 1)))
    case .moveUp: overlay = .unconfirmed(row: max(0, row - 1))
    case .open where rows.indices.contains(row): return settle(rows[row])
    case .back: overlay = nil
    default: return nil
    }
    return []
  }

  /// What did not arrive is written on: nothing that was typed is lost.
  private mutating func settle(_ row: UnconfirmedRow) -> [Effect] {
    let submission = row.unconfirmed.submission
    overlay = nil
    forget(submission)
    if row.task == nil {
      let purpose = submission.retryOf.map { SubmitForm.Purpose.retry(of: $0) } ?? .task
      openForm(on: submission.node, for: purpose, again: submission.request)
    }
    return [.settle(row.unconfirmed, as: row.task)]
  }

  /// A form that still holds the same is not needed any more.
  private mutating func forget(_ submission: PendingSubmission) {
    let same = forms.filter {
      $0.mayBeSent && $0.phase != .sending && $0.node == submission.node
        && $0.prompt.text == submission.request.input
    }
    for form in same { remove(form: form.id) }
  }

  mutating func take(_ outcome: AnswerOutcome, about unconfirmed: UnconfirmedTask) {
    switch outcome {
    case .done:
      if overlay != .form { notice = .info("it is known now what became of it", at: now) }
    case .failed(let error):
      notice = .error(
        "\(unconfirmed.submission.node): \(error); \(key(.unconfirmed)) lists it still")
    }
  }
}
