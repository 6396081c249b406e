public import ClawLink

/// What a node wants of its callers.
public struct AccessPolicy: Sendable, Equatable {
  /// What callers without a user may do.
  public enum Anonymous: String, Sendable, CaseIterable {
    /// What a developer may, and read the audit log. On loopback alone.
    case full
    /// What a viewer may, and read the audit log.
    case read
    /// Nothing.
    case none
  }

  public var anonymous: Anonymous
  /// The role of a user that was given none.
  public var defaultRole: Role
  /// Whether a user is nobody without a token. Otherwise only the users that have one are.
  public var wantsTokens: Bool

  public init(anonymous: Anonymous, defaultRole: Role, wantsTokens: Bool) {
    self.anonymous = anonymous
    self.defaultRole = defaultRole
    self.wantsTokens = wantsTokens
  }

  /// For a node that only this machine reaches: everybody may work, and a name is believed.
  public static let onLoopback = AccessPolicy(
    anonymous: .full, defaultRole: .developer, wantsTokens: false)

  /// For a node that other machines reach: nobody may do anything without a token.
  public static let onNetwork = AccessPolicy(
    anonymous: .none, defaultRole: .guest, wantsTokens: true)
}
