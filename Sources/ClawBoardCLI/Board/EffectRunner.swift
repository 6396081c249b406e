import ClawBoard
import ClawLink
import ClawMirror
import Foundation

/// Carries out what the board asks for, and says how it went.
struct EffectRunner: Sendable {
  private let mirrors: [NodeName: NodeMirror]
  private let alertCommand = AlertCommand()

  init(mirrors: [NodeMirror], names: [NodeName]) {
    self.mirrors = Dictionary(uniqueKeysWithValues: zip(names, mirrors))
  }

  func run(_ effect: Effect) async -> Message? {
    switch effect {
    case .submit(let node, let request):
      guard let mirror = mirrors[node] else { return nil }
      do throws(ClawLinkError) {
        return .submitted(node, .accepted(try await mirror.submit(request).key))
      } catch {
        return .submitted(node, .failed(error))
      }
    case .cancel(let key):
      guard let mirror = mirrors[key.node] else { return nil }
      do throws(ClawLinkError) {
        return .cancelled(key, .done(try await mirror.cancel(key.id)))
      } catch {
        return .cancelled(key, .failed(error))
      }
    case .refresh(let node):
      await mirrors[node]?.refresh()
      return nil
    case .save(let text, let file):
      return TextFile(typed: file).write(text)
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
    case .focus, .keep, .keepView, .page, .pipe, .copy, .suspend, .repaint, .quit,
      .quitWhileSending:
      return nil
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
