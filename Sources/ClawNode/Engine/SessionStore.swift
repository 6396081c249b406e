import ClawLink
import Foundation

/// The open sessions of a node. One ends 24 hours after its last use.
struct SessionStore: Sendable {
  static let lifetime: TimeInterval = 24 * 3600
  /// A last use is stored when the stored one is this old: a session loses no more by a restart.
  static let storedEvery: TimeInterval = 60

  private var sessions: [String: NodeSession] = [:]
  private var storedActivity: [String: Date] = [:]
  private var auditReaders: Set<String> = []

  init(_ sessions: [NodeSession] = []) {
    for session in sessions { add(session) }
  }

  var count: Int { sessions.count }

  mutating func add(_ session: NodeSession) {
    sessions[session.id] = session
    storedActivity[session.id] = session.lastActivity
  }

  mutating func remove(_ id: String) {
    sessions[id] = nil
    storedActivity[id] = nil
    auditReaders.remove(id)
  }

  /// The session, its last use being now; `nil` when it is unknown or has ended.
  mutating func use(_ id: String, at now: Date) -> NodeSession? {
    guard var session = sessions[id], !session.hasEnded(at: now) else { return nil }
    session.lastActivity = now
    sessions[id] = session
    return session
  }

  func ended(at now: Date) -> [NodeSession] { sessions.values.filter { $0.hasEnded(at: now) } }

  var longestUnusedAnonymous: NodeSession? {
    sessions.values.filter { $0.namedUser == nil }.min { $0.lastActivity < $1.lastActivity }
  }

  /// The sessions whose last use is to be stored again.
  func unstored(olderThan age: TimeInterval = Self.storedEvery) -> [NodeSession] {
    sessions.values.filter { session in
      guard let stored = storedActivity[session.id] else { return true }
      return session.lastActivity.timeIntervalSince(stored) > age
    }
  }

  /// Whether that use is so much newer than the stored one that it is worth storing.
  mutating func isWorthStoring(_ session: NodeSession) -> Bool {
    guard let stored = storedActivity[session.id],
      session.lastActivity.timeIntervalSince(stored) >= Self.storedEvery
    else { return false }
    storedActivity[session.id] = session.lastActivity
    return true
  }

  /// True the first time: a board reads the log every few seconds, and one event says it.
  mutating func isFirstAuditRead(_ id: String) -> Bool { auditReaders.insert(id).inserted }
}

extension NodeSession {
  fileprivate func hasEnded(at now: Date) -> Bool {
    now.timeIntervalSince(lastActivity) >= SessionStore.lifetime
  }
}
