import ClawLink

/// Tells who a caller is, by the node's policy and the roles and tokens that were given.
struct Gatekeeper: Sendable {
  let policy: AccessPolicy
  private let store: NodeStore
  private var list = AccessList()
  private var version: NodeStore.AccessVersion?

  /// Who a token or a name says that somebody is.
  struct Identity: Sendable, Equatable {
    /// `nil` and empty are anonymous.
    let user: NodeText?
    /// Of the token that shows it; `nil` for a name alone.
    let tokenHash: String?
  }

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

  /// Whom a new session is for.
  func identity(named name: NodeText?, token: String?) throws(Refusal) -> Identity {
    let holder = try holder(of: token)
    guard let name, !name.isEmpty else {
      if holder == nil, policy.anonymous == .none { throw .anonymousNotTaken }
      // An empty name comes back as it was given.
      return holder ?? Identity(user: name, tokenHash: nil)
    }
    guard let holder else {
      try believe(name)
      return Identity(user: name, tokenHash: nil)
    }
    if holder.user?.isSameUser(as: name) != true {
      throw .notPermitted("Token belongs to another user")
    }
    return holder
  }

  /// Who a caller is that names a session, a token, both or none.
  func principal(session: NodeSession?, token: String?) throws(Refusal) -> Principal {
    let holder = try holder(of: token)
    if let session, let user = session.namedUser {
      if let holder, holder.user?.isSameUser(as: user) != true {
        throw .notPermitted("Session belongs to another user")
      }
      let isBound = try isBound(session, to: user)
      if !isBound, holder == nil { try believe(user) }
      return principal(user, session, isBound: isBound || holder != nil)
    }
    if let user = holder?.user { return principal(user, session, isBound: true) }
    if policy.anonymous == .none { throw .anonymousNotTaken }
    return Principal(
      user: nil, session: session, isBound: false, rights: .anonymous(policy.anonymous))
  }

  /// Whether a session shows who somebody is, as the token did that it was opened with. It does not
  /// outlive that token.
  private func isBound(_ session: NodeSession, to user: NodeText) throws(Refusal) -> Bool {
    guard let hash = session.tokenHash else { return false }
    guard list.tokens[hash]?.isSameUser(as: user) == true else { throw .sessionUnknown }
    return true
  }

  /// A name alone is no admin: anyone can say it.
  private func principal(
    _ user: NodeText, _ session: NodeSession?, isBound: Bool
  ) -> Principal {
    let granted = list.role(of: user) ?? policy.defaultRole
    return Principal(
      user: user, session: session, isBound: isBound,
      rights: .role(granted == .admin && !isBound ? policy.defaultRole : granted))
  }

  private func holder(of token: String?) throws(Refusal) -> Identity? {
    guard let token else { return nil }
    let hash = TokenSecret(token).hash
    guard let user = list.tokens[hash] else { throw .tokenUnknown }
    return Identity(user: user, tokenHash: hash)
  }

  /// A name alone is taken only where no token is wanted and while that user has none.
  private func believe(_ user: NodeText) throws(Refusal) {
    if policy.wantsTokens || list.hasToken(user) { throw .tokenMissing(user) }
  }
}
