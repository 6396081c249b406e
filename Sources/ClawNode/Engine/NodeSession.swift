import ClawLink
import Foundation

/// A session as the node keeps it.
struct NodeSession: Sendable, Equatable {
  let id: String
  /// As it was given: `nil` and empty are anonymous.
  let user: NodeText?
  let createdAt: Date
  var lastActivity: Date
  /// Whether it was opened with a token of its user.
  let isBound: Bool

  var namedUser: NodeText? { user.flatMap { $0.isEmpty ? nil : $0 } }
}
