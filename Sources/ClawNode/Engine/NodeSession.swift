import ClawLink
import Foundation

/// A session as the node keeps it.
struct NodeSession: Sendable, Equatable {
  let id: String
  /// As it was given: `nil` and empty are anonymous.
  let user: NodeText?
  let createdAt: Date
  var lastActivity: Date
  /// The hash of the token that it was opened with; it ends with that token.
  let tokenHash: String?

  var namedUser: NodeText? { user.flatMap { $0.isEmpty ? nil : $0 } }
}
