import ClawLink
import ClawStorage
import Foundation

/// The users that were given a role or a token. Users are told apart byte for byte: two spellings of
/// a name that look the same are two users.
struct AccessList: Sendable, Equatable {
  var roles: [Data: Role] = [:]
  /// The users by the hashes of their tokens.
  var tokens: [String: NodeText] = [:]

  func role(of user: NodeText) -> Role? { roles[user.stored] }

  func hasToken(_ user: NodeText) -> Bool { tokens.values.contains { $0.isSameUser(as: user) } }
}

extension NodeText {
  func isSameUser(as other: NodeText) -> Bool { raw.utf8.elementsEqual(other.raw.utf8) }
}
