import ClawLink
import Foundation

/// The open sessions of a node. One ends 24 hours after its last use.
struct SessionStore: Sendable {
  static let lifetime: TimeInterval = 24 * 3600

  private var sessions: [String: SessionInfo] = [:]

  mutating func open(userID: NodeText?, at now: Date) -> SessionInfo {
    let session = SessionInfo(
      id: UUID().uuidString.lowercased(), userId: userID, createdAt: NodeDate(now),
      lastActivity: NodeDate(now),
      permissions: ["TASK_SUBMIT", "TASK_VIEW", "AGENT_EXECUTE"].map {
        NodeText("Permission." + $0)
      })
    sessions[session.id] = session
    return session
  }

  /// The session, its last use being now; `nil` when it is unknown or has ended.
  mutating func use(_ id: String, at now: Date) -> SessionInfo? {
    guard let session = sessions[id] else { return nil }
    guard now.timeIntervalSince(session.lastActivity.date) < Self.lifetime else {
      sessions[id] = nil
      return nil
    }
    let used = SessionInfo(
      id: session.id, userId: session.userId, createdAt: session.createdAt,
      lastActivity: NodeDate(now), permissions: session.permissions)
    sessions[id] = used
    return used
  }
}
