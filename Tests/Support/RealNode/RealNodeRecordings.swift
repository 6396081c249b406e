import Foundation

/// Recorded answers by name, to be given again about other tasks.
struct RealNodeRecordings: Sendable {
  /// Everything that a node says which the mirror and its users ask.
  private static let names = [
    "health", "agents", "skills", "session-anonymous", "session-user", "session-get-unknown",
    "submit-held", "submit-bad-session", "submit-user-session", "state-pending-while-running",
    "state-completed",
    "state-failed-agent-500", "state-cancelled", "state-unknown-uuid", "state-500-number",
    "state-bad-session", "cancel-pending", "cancel-again", "cancel-bad-session",
    "cancel-user-session-query", "audit-user-session",
    "audit-no-session", "audit-bad-session", "audit-anonymous", "audit-type-task.submitted",
    "audit-type-task.cancelled", "audit-type-session.created", "unknown-path",
  ]

  private let replies: [String: NodeReply]

  init() throws {
    replies = try Dictionary(
      uniqueKeysWithValues: Self.names.map { ($0, .recorded(try .named($0))) })
  }

  /// The answer as it was. One that is not among those above is a fault of this test node.
  subscript(name: String) -> NodeReply {
    replies[name] ?? .refusal(418, "no recording called \(name)")
  }

  /// The answer with other values in some of its fields.
  func reply(_ name: String, with values: [String: Any]) -> NodeReply {
    var reply = self[name]
    let recorded = try? JSONSerialization.jsonObject(with: reply.body) as? [String: Any]
    reply.body = Self.bytes((recorded ?? [:]).merging(values) { $1 })
    return reply
  }

  /// The first element of a recorded list.
  func firstElement(of name: String) -> [String: Any] {
    let list = try? JSONSerialization.jsonObject(with: self[name].body) as? [[String: Any]]
    return list?.first ?? [:]
  }

  static func bytes(_ json: Any) -> Data {
    (try? JSONSerialization.data(withJSONObject: json, options: [.withoutEscapingSlashes]))
      ?? Data()
  }
}
