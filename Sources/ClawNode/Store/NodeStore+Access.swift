public import ClawLink
import ClawStorage
public import Foundation
import GRDB
import Synchronization

extension NodeStore {
  /// The users that were given a role, by name.
  public func roles() throws(Failure) -> [(user: NodeText, role: Role)] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT user, role FROM role ORDER BY user").compactMap {
        row in
        Role(rawValue: try row.text("role")).map { (NodeText(stored: row["user"]), $0) }
      }
    }
  }

  /// The users that have tokens, by name, with the number of theirs.
  public func tokenHolders() throws(Failure) -> [(user: NodeText, tokens: Int)] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT user, count(*) AS count FROM token GROUP BY user ORDER BY user"
      ).map { (NodeText(stored: $0["user"]), $0["count"]) }
    }
  }

  /// Gives a user a role, instead of the one it has; `nil` takes it away. A node that works on this
  /// store obeys from its next request on.
  public func setRole(_ role: Role?, of user: NodeText, at now: Date = Date()) throws(Failure) {
    try commit([
      .role(role, user: user),
      .event(
        .about(
          user, role == nil ? .permissionRevoked : .permissionGranted, action: "role",
          details: role.map { ["role": .string($0.rawValue)] } ?? [:], at: now)),
    ])
  }

  /// Makes a new token of a user; it is shown this once, and only its hash is kept.
  public func addToken(for user: NodeText, at now: Date = Date()) throws(Failure) -> String {
    let secret = TokenSecret()
    try commit([
      .tokenAdded(hash: secret.hash, user: user, at: now),
      .event(.about(user, .resourceModified, action: "token_add", at: now)),
    ])
    return secret.text
  }

  /// Takes all tokens of a user away.
  public func removeTokens(of user: NodeText, at now: Date = Date()) throws(Failure) {
    try commit([
      .tokensRemoved(user: user),
      .event(.about(user, .resourceDeleted, action: "token_remove", at: now)),
    ])
    try removeStaleOwnerToken()
  }

  /// Moves when roles or tokens may have changed, here or in another process.
  func accessVersion() throws(Failure) -> AccessVersion {
    // Of the one connection that writes: each counts for itself.
    try onWriter { database in
      AccessVersion(
        own: ownAccessChanges.load(ordering: .relaxed),
        others: try database.dataVersion())
    }
  }

  struct AccessVersion: Equatable {
    let own: Int
    /// SQLite counts what others have committed.
    let others: Int
  }

  func accessList() throws(Failure) -> AccessList {
    try read { database in
      var list = AccessList()
      for row in try Row.fetchAll(database, sql: "SELECT user, role FROM role") {
        list.roles[row["user"]] = Role(rawValue: try row.text("role"))
      }
      for row in try Row.fetchAll(database, sql: "SELECT hash, user FROM token") {
        list.tokens[try row.text("hash")] = NodeText(stored: row["user"])
      }
      return list
    }
  }
}

extension AuditEvent {
  /// Something that was done to a user's rights from the command line.
  fileprivate static func about(
    _ user: NodeText, _ type: AuditEventType, action: String,
    details: [String: JSONValue] = [:], at now: Date
  ) -> AuditEvent {
    AuditEvent(
      id: UUID().uuidString.lowercased(), type: type, timestamp: NodeDate(now),
      resourceType: NodeText("user"), resourceId: user, action: NodeText(action), details: details)
  }
}
