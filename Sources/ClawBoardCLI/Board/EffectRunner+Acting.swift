import ClawBoard
import ClawLink
import ClawMirror

/// What changes something on a node, or says what became of it.
extension EffectRunner {
  func act(_ effect: Effect) async -> Message? {
    switch effect {
    case .submit(let node, let request, let sender, let original, let form):
      guard let mirror = mirrors[node] else { return nil }
      let outcome = await submit(request, to: mirror, as: sender, retryOf: original)
      return .submitted(node, outcome, form: form)
    case .retry(let key, let request, let sender):
      guard let mirror = mirrors[key.node] else { return nil }
      return .retried(key, await submit(request, to: mirror, as: sender, retryOf: key.id))
    case .answer(let key, let text, let sender, let form):
      guard let mirror = mirrors[key.node] else { return nil }
      let outcome = await outcome { () throws(ClawLinkError) in
        try await mirror.answer(key.id, with: text, as: sender)
      }
      return .answered(key, outcome, form: form)
    case .settle(let unconfirmed, let id):
      guard let mirror = mirrors[unconfirmed.submission.node] else { return nil }
      let outcome = await outcome { () throws(ClawLinkError) in
        try await mirror.settle(unconfirmed, as: id)
      }
      return .settled(unconfirmed, outcome)
    case .cancel(let key, let sender): return await cancel(key, as: sender)
    default: return nil
    }
  }

  private func cancel(_ key: TaskKey, as sender: Sender) async -> Message? {
    guard let mirror = mirrors[key.node] else { return nil }
    do throws(ClawLinkError) {
      return .cancelled(key, .done(try await mirror.cancel(key.id, as: sender)))
    } catch {
      return .cancelled(key, .failed(error))
    }
  }

  private func submit(
    _ request: TaskSubmitRequest, to mirror: NodeMirror, as sender: Sender,
    retryOf original: TaskID?
  ) async -> SubmitOutcome {
    do throws(ClawLinkError) {
      guard let original else {
        return .accepted(try await mirror.submit(request, as: sender).key)
      }
      switch try await mirror.retry(original, with: request, as: sender) {
      case .submitted(let record): return .accepted(record.key)
      case .known(let id):
        return .sentBefore(TaskKey(node: await mirror.snapshot.node.name, id: id))
      case .underWay(let submission): return .underWay(since: submission.sentAt)
      case .notKept(let fault): return .notKept(fault)
      }
    } catch {
      return .failed(error)
    }
  }

  private func outcome(
    _ act: () async throws(ClawLinkError) -> Void
  ) async -> AnswerOutcome {
    do {
      try await act()
      return .done
    } catch {
      return .failed(error)
    }
  }
}
