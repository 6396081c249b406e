import ClawBoard
import ClawLink
import ClawMirror
import Foundation

/// Carries out what the board asks for, and says how it went.
struct EffectRunner: Sendable {
  private let mirrors: [NodeName: NodeMirror]
  private let alertCommand = AlertCommand()
  private let commands = CommandRunner()

  init(mirrors: [NodeMirror], names: [NodeName]) {
    self.mirrors = Dictionary(uniqueKeysWithValues: zip(names, mirrors))
  }

  /// - Parameter tell: hears what comes of it, several times where it takes its time.
  func run(_ effect: Effect, tell: @escaping @Sendable (Message) -> Void) async {
    if case .run(let run) = effect { return await commands.run(run, tell: tell) }
    if let answer = await answer(to: effect) { tell(answer) }
  }

  private func answer(to effect: Effect) async -> Message? {
    switch effect {
    case .submit(let node, let request, let sender, let original, let form):
      return await mirrors[node].asyncMap {
        .submitted(node, await submit(request, to: $0, as: sender, retryOf: original), form: form)
      }
    case .retry(let key, let request, let sender):
      return await mirrors[key.node].asyncMap {
        .retried(key, await submit(request, to: $0, as: sender, retryOf: key.id))
      }
    case .answer(let key, let text, let sender, let form):
      return await mirrors[key.node].asyncMap { mirror in
        .answered(
          key,
          await outcome { () throws(ClawLinkError) in
            try await mirror.answer(key.id, with: text, as: sender)
          }, form: form)
      }
    case .settle(let unconfirmed, let id):
      return await mirrors[unconfirmed.submission.node].asyncMap { mirror in
        .settled(
          unconfirmed,
          await outcome { () throws(ClawLinkError) in try await mirror.settle(unconfirmed, as: id) }
        )
      }
    case .cancel(let key, let sender):
      guard let mirror = mirrors[key.node] else { return nil }
      do throws(ClawLinkError) {
        return .cancelled(key, .done(try await mirror.cancel(key.id, as: sender)))
      } catch {
        return .cancelled(key, .failed(error))
      }
    case .refresh(let node):
      await mirrors[node]?.refresh()
      return nil
    case .save(let text, let file):
      return TextFile(typed: file).write(text)
    case .read(let file):
      return TextFile(typed: file).read()
    case .notify(let alert, let command):
      guard let command else { return nil }
      return await alertCommand.run(command, for: alert).map { .fault($0) }
    case .readAudit(let node):
      guard let mirror = mirrors[node] else { return nil }
      do throws(ClawLinkError) {
        return .audit(node, .events(try await mirror.auditEvents(limit: Model.auditLimit)))
      } catch {
        return .audit(node, .failed(error))
      }
    case .readStatistics(let node, let span):
      guard let mirror = mirrors[node] else { return nil }
      let start = Date() - span.seconds
      do throws(Ledger.Failure) {
        return .statistics(node, span, .counted(try await mirror.workStatistics(since: start)))
      } catch {
        return .statistics(node, span, .failed(error))
      }
    case .focus, .keep, .keepView, .page, .pipe, .edit, .run, .copy, .suspend, .repaint, .quit,
      .quitWhileSending:
      return nil
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

  /// Tells each mirror what is looked at of its node, at once and in order.
  func follow(_ focus: BoardFocus) {
    for (node, mirror) in mirrors {
      let selected = focus.selected.flatMap { $0.node == node ? $0.id : nil }
      let visible = focus.visible.lazy.filter { $0.node == node }.map(\.id)
      mirror.focus(selected: selected, visible: Set(visible))
    }
  }
}

extension Optional where Wrapped: Sendable {
  fileprivate func asyncMap<Value>(_ transform: (Wrapped) async -> Value) async -> Value? {
    guard let self else { return nil }
    return await transform(self)
  }
}
