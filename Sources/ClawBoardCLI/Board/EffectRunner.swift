import ClawBoard
import ClawLink
import ClawMirror
import Foundation

/// Carries out what the board asks for, and says how it went.
struct EffectRunner: Sendable {
  let mirrors: [NodeName: NodeMirror]
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
    case .submit, .retry, .answer, .cancel, .settle: return await act(effect)
    case .readAudit, .readStatistics: return await read(effect)
    case .refresh(let node):
      await mirrors[node]?.refresh()
      return nil
    case .save(let text, let file): return TextFile(typed: file).write(text)
    case .read(let file, let form): return TextFile(typed: file).read(for: form)
    case .notify(let alert, let command):
      guard let command else { return nil }
      return await alertCommand.run(command, for: alert).map { .fault($0) }
    case .focus, .keep, .keepView, .page, .pipe, .edit, .run, .copy, .suspend, .repaint, .quit,
      .quitWhileSending:
      return nil
    }
  }

  private func read(_ effect: Effect) async -> Message? {
    switch effect {
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
    default: return nil
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
