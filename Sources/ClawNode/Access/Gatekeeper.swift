import ClawLink

/// Tells who a caller is, by the node's policy and the roles and tokens that were given.
struct Gatekeeper: Sendable {
  let policy: AccessPolicy
  private let store: NodeStore
  private var list = AccessList()
  private var version: NodeStore.AccessVersion?

  init(policy: AccessPolicy, store: NodeStore) {
    self.policy = policy
    self.store = store
  }

  /// Takes over what was granted and revoked from the command line since the last request.
  mutating func refresh() throws(NodeStore.Failure) {
    let newest = try store.accessVersion()
    guard newest != version else { return }
    list = try store.accessList()
    version = newest
  }

  /// The user whose token that is.
  func user(ofToken token: String?) throws(Refusal) -> NodeText? {
    guard let token else { return nil }
    guard let user = list.user(ofToken: token) else { throw .tokenUnknown }
    return user
  }

  /// Whom a new session is for.
  func user(named name: NodeText?, token: String?) throws(Refusal) -> (NodeText?, isBound: Bool) {
    let holder = try user(ofToken: token)
    guard let name, !name.isEmpty else {
      if holder == nil, policy.anonymous == .none { throw .anonymousNotTaken }
      // An empty name comes back as it was given.
      return (holder ?? name, holder != nil)
    }
    if let holder, holder != name { throw .notPermitted("Token belongs to another user") }
    if holder == nil { try believe(name) }
    return (name, holder != nil)
  }

  /// Who a caller is that names a session, a token, both or none.
  func principal(session: NodeSession?, token: String?) throws(Refusal) -> Principal {
    let holder = try user(ofToken: token)
    if let session, let user = session.namedUser {
      if let holder, holder != user { throw .notPermitted("Session belongs to another user") }
      if !session.isBound, holder == nil { try believe(user) }
      return principal(user, session, isBound: session.isBound || holder != nil)
    }
    if let holder { return principal(holder, session, isBound: true) }
    if policy.anonymous == .none { throw .anonymousNotTaken }
    return Principal(
      user: nil, session: session, isBound: false, rights: .anonymous(policy.anonymous))
  }

  private func principal(
    _ user: NodeText, _ session: NodeSession?, isBound: Bool
  ) -> Principal {
    Principal(
      user: user, session: session, isBound: isBound,
      rights: .role(list.roles[user] ?? policy.defaultRole))
  }

  /// A name alone is taken only where no token is wanted and while that user has none.
  private func believe(_ user: NodeText) throws(Refusal) {
    if policy.wantsTokens || list.hasToken(user) { throw .tokenMissing(user) }
  }
}
