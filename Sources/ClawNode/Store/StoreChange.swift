import ClawLink
import ClawStorage
import Foundation
import GRDB

/// One thing to be stored.
enum StoreChange: Sendable {
  /// A new task, whole.
  case added(NodeTask)
  /// Where a stored task stands now.
  case moved(NodeTask)
  /// A new session, or its last use.
  case session(NodeSession)
  case sessionEnded(id: String)
  case event(AuditEvent)
  /// `nil` takes the role away.
  case role(Role?, user: NodeText)
  case tokenAdded(hash: String, user: NodeText, at: Date)
  case tokensRemoved(user: NodeText)

  var concernsAccess: Bool {
    switch self {
    case .role, .tokenAdded, .tokensRemoved: true
    case .added, .moved, .session, .sessionEnded, .event: false
    }
  }

  func apply(to database: Database) throws {
    switch self {
    case .added(let task): try task.insert(into: database)
    case .moved(let task): try task.update(in: database)
    case .session(let session): try session.save(to: database)
    case .sessionEnded(let id):
      try database.run("DELETE FROM session WHERE id = ?", [id])
    case .event(let event): try event.append(to: database)
    case .role(nil, let user):
      try database.run("DELETE FROM role WHERE user = ?", [user.stored])
    case .role(let role?, let user):
      try database.run(
        "INSERT OR REPLACE INTO role (user, role) VALUES (?, ?)", [user.stored, role.rawValue])
    case .tokenAdded(let hash, let user, let date):
      try database.run(
        "INSERT INTO token (hash, user, createdAt) VALUES (?, ?, ?)",
        [hash, user.stored, date.stored])
    case .tokensRemoved(let user):
      try database.run("DELETE FROM token WHERE user = ?", [user.stored])
    }
  }
}

extension [String: JSONValue] {
  var stored: Data { JSONWriter.data(of: .object(self)) }

  init(stored: Data) {
    self = (try? JSONReader.value(of: stored))?.object ?? [:]
  }
}
