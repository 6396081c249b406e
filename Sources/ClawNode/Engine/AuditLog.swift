import ClawLink
import Foundation

/// The newest audit events of a node, at most 10,000 of all types together.
struct AuditLog: Sendable {
  static let capacity = 10_000

  /// Oldest first.
  private var events: [AuditEvent] = []

  mutating func append(_ event: AuditEvent) {
    // Cut in blocks, so that a full log does not move all its events for each new one.
    if events.count >= 2 * Self.capacity { events.removeFirst(events.count - Self.capacity) }
    events.append(event)
  }

  /// The newest first.
  ///
  /// - Parameter sessionID: lets through what was done in that session; `nil` everything.
  func newest(_ filter: AuditFilter, sessionID: String? = nil) -> [AuditEvent] {
    events.suffix(Self.capacity).reversed().lazy
      .filter { filter.matches($0) }
      .filter { sessionID == nil || $0.sessionId?.raw == sessionID }
      .prefix(filter.limit)
      .map { $0 }
  }
}

extension AuditFilter {
  fileprivate func matches(_ event: AuditEvent) -> Bool {
    (type == nil || event.type.raw == type?.rawValue)
      && (userId == nil || event.userId?.raw == userId)
      && (resourceType == nil || event.resourceType?.raw == resourceType)
  }
}
