import ClawLink
import Foundation

/// How a mirror notices that its node was started anew.
extension NodeMirror {
  /// Says that the node is another start, and leaves alone what it has forgotten.
  func noticeRestart() {
    node.restartedAt = now()
    restarts.noticed()
    tell(.restarted(node.name))
  }

  /// Remembers the session where the audit log was read in it: no request.
  func watchSession() async {
    let reader = node.discoversAnonymously ? anonymous ?? adapter : adapter
    guard let session = try? await reader.connect() else { return }
    restarts.saw(session: session.id, at: now())
  }

  /// Looks whether what was lost is a restart; a node with a boot id says so by itself.
  func lookForRestart() async throws(ClawLinkError) {
    guard node.boot == nil, restarts.isSuspected(hasLive: hasLiveTask, at: now()) else { return }
    if restarts.hasLostSession(at: now()) { return noticeRestart() }
    do throws(ClawLinkError) {
      let session = try await adapter.connect()
      if try await adapter.session(session.id) == nil {
        noticeRestart()
      } else {
        restarts.dismissed()
      }
    } catch {
      // What this look cannot tell, the next one will.
      if error == .cancelled { throw error }
    }
  }

  private var hasLiveTask: Bool {
    records.watched.contains { records[$0]?.isLive == true }
  }
}
