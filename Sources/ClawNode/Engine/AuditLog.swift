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

  /// The newest first. A filter that is `nil` lets everything through.
  func newest(
    _ limit: Int, type: AuditEventType? = nil, userID: String? = nil, resourceType: String? = nil
  ) -> [AuditEvent] {
    events.suffix(Self.capacity).reversed().lazy
      .filter { type == nil || $0.type.raw == type?.rawValue }
      .filter { userID == nil || $0.userId?.raw == userID }
      .filter { resourceType == nil || $0.resourceType?.raw == resourceType }
      .prefix(limit)
      .map { $0 }
  }
}
