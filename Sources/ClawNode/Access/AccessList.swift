import ClawLink

/// The users that were given a role or a token.
struct AccessList: Sendable, Equatable {
  var roles: [NodeText: Role] = [:]
  /// The users by the hashes of their tokens.
  var tokens: [String: NodeText] = [:]

  func user(ofToken token: String) -> NodeText? { tokens[TokenSecret(token).hash] }

  func hasToken(_ user: NodeText) -> Bool { tokens.values.contains(user) }
}
