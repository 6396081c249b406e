import ClawLink
import Foundation

/// The audit log as callers see it.
extension TaskEngine {
  /// The newest audit events first. Who has a user reads them as an admin only.
  func auditEvents(_ filter: AuditFilter, caller: Caller) async throws(Refusal) -> [AuditEvent] {
    let reader = try reader(caller)
    guard reader.mayReadAudit else {
      throw .notPermitted("Admin permission required to view audit logs")
    }
    let events = try await events(filter, for: reader)
    if let session = reader.session, sessions.isFirstAuditRead(session.id) {
      _ = try? commit([
        .event(.of(.resourceAccessed, session: session, about: "audit_log", at: now()))
      ])
    }
    return events
  }

  /// What a user did, the newest first; shown to that user and to admins.
  func activity(
    ofUser userID: String, caller: Caller, limit: Int
  ) async throws(Refusal) -> [AuditEvent] {
    let reader = try reader(caller)
    let isOwn = reader.user.map { !$0.isEmpty && $0.raw == userID } ?? false
    guard isOwn || reader.rights == .role(.admin) else {
      throw .notPermitted("Can only view own activity or requires admin permission")
    }
    return try await events(AuditFilter(userId: userID, limit: limit), for: reader)
  }

  /// What was done in a session, the newest first: whoever knows its id may see it. To look keeps
  /// the session alive, as on the real node.
  func activity(
    ofSession viewed: String, caller: Caller, limit: Int
  ) async throws(Refusal) -> [AuditEvent] {
    let reader = try reader(caller)
    _ = sessions.use(viewed, at: now())
    return try await events(AuditFilter(limit: limit), ofSession: viewed, for: reader)
  }

  /// Here a session is a must.
  private func reader(_ caller: Caller) throws(Refusal) -> Principal {
    guard caller.sessionID != nil else { throw .sessionUnknown }
    return try principal(caller)
  }

  private func events(
    _ filter: AuditFilter, ofSession session: String? = nil, for reader: Principal
  ) async throws(Refusal) -> [AuditEvent] {
    do throws(NodeStore.Failure) {
      let events = try await store.events(filter, sessionID: session)
      return reader.seesWholeSessionIDs ? events : events.map(\.withoutSessionKey)
    } catch {
      throw .storeFailed("\(error)")
    }
  }
}
