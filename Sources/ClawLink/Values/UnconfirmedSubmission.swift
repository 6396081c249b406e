public import Foundation

/// A submission that went out and whose answer was lost: the node may have the task. It carries
/// what is needed to look for it, with
/// ``TransportAdapter/findUnconfirmedSubmissions(_:notAmong:)``.
public struct UnconfirmedSubmission: Sendable, Equatable, Codable {
  /// The node that may have the task.
  public let node: String
  /// Why there is no answer, in a few words.
  public let reason: String
  /// The agent that it was for.
  public let agentId: String
  /// When it was sent, by our clock.
  public let sentAt: Date
  /// The session that it was sent in.
  public let sessionId: String?

  /// What is known of it.
  public init(node: String, reason: String, agentId: String, sentAt: Date, sessionId: String?) {
    self.node = node
    self.reason = reason
    self.agentId = agentId
    self.sentAt = sentAt
    self.sessionId = sessionId
  }
}
