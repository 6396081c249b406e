import ClawLink
import ClawMirror

/// What was sent and never answered: a person says what became of it.
extension Model {
  var unconfirmedTasks: [UnconfirmedTask] { nodeRecords.flatMap(\.unconfirmed) }

  var unconfirmedRows: [UnconfirmedRow] {
    unconfirmedTasks.flatMap { unconfirmed in
      (unconfirmed.candidates.map { Optional($0) } + [nil])
        .map { UnconfirmedRow(unconfirmed: unconfirmed, task: $0) }
    }
  }

  mutating func listUnconfirmed() {
    guard unconfirmedRows.isEmpty else { return choose(unconfirmed: 0) }
    notice = .info("nothing is unconfirmed: every submission was answered", at: now)
  }

  private mutating func choose(unconfirmed row: Int) {
    let rows = unconfirmedRows
    overlay =
      rows.isEmpty ? nil : .unconfirmed(chosen: rows[min(max(0, row), rows.count - 1)].id)
  }

  /// The place of the one that is chosen; of its submission another one where it is gone.
  func row(ofUnconfirmed id: UnconfirmedRow.ID?) -> Int {
    let rows = unconfirmedRows
    return rows.firstIndex { $0.id == id }
      ?? rows.firstIndex { $0.id.submission == id?.submission } ?? 0
  }

  mutating func takeInUnconfirmed(_ action: Action) -> [Effect]? {
    guard case .unconfirmed(let chosen) = overlay else { return nil }
    let rows = unconfirmedRows
    let row = row(ofUnconfirmed: chosen)
    switch action {
    case .moveDown: choose(unconfirmed: row + 1)
    case .moveUp: choose(unconfirmed: row - 1)
    case .open:
      // What was chosen may be gone meanwhile: then something else was not.
      guard rows.indices.contains(row), rows[row].id == chosen else {
        choose(unconfirmed: row)
        return []
      }
      return settle(rows[row])
    case .back: overlay = nil
    default: return nil
    }
    return []
  }

  /// What did not arrive is written on: nothing that was typed is lost.
  private mutating func settle(_ row: UnconfirmedRow) -> [Effect] {
    let submission = row.unconfirmed.submission
    overlay = nil
    let form = forms.first { $0.isOf(submission) }
    if row.task == nil {
      if var form {
        form.isDoubtful = false
        change(form: form.id) { $0 = form }
        take(out: form)
        self.form?.phase = Self.notArrived
      } else {
        let purpose = submission.retryOf.map { SubmitForm.Purpose.retry(of: $0) } ?? .task
        openForm(on: submission.node, for: purpose, again: submission.request)
        self.form?.phase = Self.notArrived
      }
    } else if let form {
      remove(form: form.id)
    }
    return [.settle(row.unconfirmed, as: row.task)]
  }

  private static let notArrived = SubmitForm.Phase.refused(
    "it did not arrive: send it again, or keep it")

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

extension SubmitForm {
  /// It still holds what that submission was. Where prompts are not stored, all but the prompt tells.
  fileprivate func isOf(_ submission: PendingSubmission) -> Bool {
    guard isDoubtful, phase != .sending, !isAnswer, node == submission.node else { return false }
    var (written, sent) = (written, submission.request)
    if sent.input.isEmpty {
      (written.input, written.model, written.thinking, written.metadata) = ("", nil, nil, [:])
      (sent.model, sent.thinking, sent.metadata) = (nil, nil, [:])
    }
    return written == sent
  }
}
