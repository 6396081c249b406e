import ClawLink
import Foundation

extension AuditEvent {
  /// An event about a task; `principal` is who caused it, `nil` the node itself.
  static func of(
    _ type: AuditEventType, task: TaskID, by principal: Principal? = nil, action: String? = nil,
    details: [String: JSONValue] = [:], at now: Date
  ) -> AuditEvent {
    make(type, by: principal, about: ("task", task.text), action: action, details: details, at: now)
  }

  /// An event about an agent of the node.
  static func of(_ type: AuditEventType, agent: NodeText, at now: Date) -> AuditEvent {
    make(type, about: ("agent", agent), at: now)
  }

  /// A session that began or ended.
  static func of(
    _ type: AuditEventType, session: NodeSession, about resource: String? = nil, at now: Date
  ) -> AuditEvent {
    AuditEvent(
      id: UUID().uuidString.lowercased(), type: type, timestamp: NodeDate(now),
      userId: session.user, sessionId: NodeText(session.id),
      resourceType: resource.map { NodeText($0) })
  }

  /// Something that was refused, such as `task_submit`.
  static func denied(_ action: String, to principal: Principal, at now: Date) -> AuditEvent {
    make(.permissionDenied, by: principal, action: action, status: "denied", at: now)
  }

  private static func make(
    _ type: AuditEventType, by principal: Principal? = nil,
    about resource: (type: String, id: NodeText)? = nil, action: String? = nil,
    status: String = "success", details: [String: JSONValue] = [:], at now: Date
  ) -> AuditEvent {
    AuditEvent(
      id: UUID().uuidString.lowercased(), type: type, timestamp: NodeDate(now),
      userId: principal?.user, sessionId: principal?.session.map { NodeText($0.id) },
      resourceType: resource.map { NodeText($0.type) }, resourceId: resource?.id,
      action: action.map { NodeText($0) }, status: NodeText(status), details: details)
  }

  /// As anyone but an admin sees it: a session's id is a key to the session.
  var withoutSessionKey: AuditEvent {
    guard let sessionId, let type = AuditEventType(rawValue: type.raw) else { return self }
    return AuditEvent(
      id: id.raw, type: type, timestamp: timestamp, userId: userId,
      sessionId: NodeText(String(sessionId.raw.prefix(8))), resourceType: resourceType,
      resourceId: resourceId, action: action, status: status, details: details)
  }
}
