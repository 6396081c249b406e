import ClawLink
import Foundation

/// Notices that a node which does not say which start it is was started anew: many tasks that it
/// knew are unknown at once, and so is our session (CONTRACT quirk 4).
struct RestartWatch {
  /// So many tasks unknown at once are many; so are all live ones, however few.
  static let many = 3
  /// Seconds within which tasks are lost at once, and a session with them: every two the audit log
  /// is read with it.
  static let window: TimeInterval = 10

  private var lostAt: [TaskID: Date] = [:]
  private var session: String?
  private var sessionLostAt: Date?

  /// The node does not know a task any more.
  mutating func lost(_ id: TaskID, at now: Date) {
    lostAt[id] = now
  }

  /// The session that the node answers to now.
  mutating func saw(session id: String, at now: Date) {
    if let session, session != id { sessionLostAt = now }
    session = id
  }

  /// The log is read in another session from now on: that is none that the node has lost.
  mutating func changedSession() {
    session = nil
  }

  /// Whether so many tasks were lost that it may be a restart.
  ///
  /// - Parameter hasLive: whether the node has a live task that it may still know.
  mutating func isSuspected(hasLive: @autoclosure () -> Bool, at now: Date) -> Bool {
    guard !lostAt.isEmpty else { return false }
    lostAt = lostAt.filter { abs(now.timeIntervalSince($0.value)) <= Self.window }
    return lostAt.count >= Self.many || !lostAt.isEmpty && !hasLive()
  }

  /// Whether the session was seen to be gone as well.
  func hasLostSession(at now: Date) -> Bool {
    sessionLostAt.map { abs(now.timeIntervalSince($0)) <= Self.window } ?? false
  }

  /// What was lost was no restart.
  mutating func dismissed() {
    lostAt = [:]
  }

  mutating func noticed() {
    lostAt = [:]
    sessionLostAt = nil
  }
}
