import ClawLink
import Foundation
import Logging

/// Sessions, and what a caller may do.
extension TaskEngine {
  func openSession(userID: NodeText?, token: String? = nil) throws(Refusal) -> SessionInfo {
    if let userID { try NodeLimits.check(userID, of: "User id") }
    try refreshAccess()
    let identity = try gatekeeper.identity(named: userID, token: token)
    try makeRoomForSession()
    let session = NodeSession(
      id: UUID().uuidString.lowercased(), user: identity.user, createdAt: now(),
      lastActivity: now(), tokenHash: identity.tokenHash)
    let info = try gatekeeper.principal(session: session, token: token).info(of: session)
    try commit([.session(session), .event(.of(.sessionCreated, session: session, at: now()))])
    sessions.add(session)
    return info
  }

  /// The caller's session, its last use being now; `nil` when it names none.
  @discardableResult
  func session(_ caller: Caller) throws(Refusal) -> SessionInfo? {
    let principal = try principal(caller)
    return principal.session.map { principal.info(of: $0) }
  }

  func principal(_ caller: Caller) throws(Refusal) -> Principal {
    var session: NodeSession?
    if let id = caller.sessionID { session = try use(id) }
    if session?.namedUser != nil || caller.token != nil { try refreshAccess() }
    return try gatekeeper.principal(session: session, token: caller.token)
  }

  /// The caller, if it may do what it asks for; a refusal is recorded when it was an action.
  func principal(
    _ caller: Caller, with permission: String, for action: String? = nil
  ) throws(Refusal) -> Principal {
    let principal = try principal(caller)
    guard principal.may(permission) else {
      if let action { deny(action, to: principal) }
      throw .notPermitted("Permission denied: \(permission)")
    }
    return principal
  }

  func deny(_ action: String, to principal: Principal) {
    logger.notice(
      "denied",
      metadata: ["action": "\(action)", "user": "\(principal.user?.logged ?? "anonymous")"])
    // That it was refused does not depend on whether the log can be written.
    _ = try? commit([.event(.denied(action, to: principal, at: now()))])
  }

  private func use(_ id: String) throws(Refusal) -> NodeSession {
    guard let session = sessions.use(id, at: now()) else {
      dropEndedSessions(always: true)
      throw .sessionUnknown
    }
    if sessions.isWorthStoring(session) { _ = try? commit([.session(session)]) }
    return session
  }

  private func refreshAccess() throws(Refusal) {
    do {
      try gatekeeper.refresh()
    } catch {
      throw .storeFailed("\(error)")
    }
  }

  /// Anonymous sessions, which anyone can open, give way to new ones: they must not shut anybody
  /// out.
  private func makeRoomForSession() throws(Refusal) {
    dropEndedSessions()
    guard sessions.count >= limits.sessions else { return }
    guard let idle = sessions.longestUnusedAnonymous else {
      throw .tooMany("Too many sessions: \(limits.sessions) are open already; try again later")
    }
    drop([idle])
  }

  /// Once a minute is enough for what nobody asks for.
  private func dropEndedSessions(always: Bool = false) {
    guard always || now() >= nextSweep else { return }
    nextSweep = now().addingTimeInterval(60)
    drop(sessions.ended(at: now()))
  }

  private func drop(_ ended: [NodeSession]) {
    guard !ended.isEmpty else { return }
    _ = try? commit(
      ended.flatMap {
        [.sessionEnded(id: $0.id), .event(.of(.sessionDeleted, session: $0, at: now()))]
      })
    for session in ended { sessions.remove(session.id) }
  }
}

extension Principal {
  fileprivate func info(of session: NodeSession) -> SessionInfo {
    SessionInfo(
      id: session.id, userId: session.user, createdAt: NodeDate(session.createdAt),
      lastActivity: NodeDate(session.lastActivity), permissions: permissions)
  }
}
