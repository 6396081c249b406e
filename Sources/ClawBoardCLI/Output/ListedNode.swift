import ClawLink
import ClawMirror
import Foundation

/// One node as commands print it with `--json`. The fields are documented and do not change.
struct ListedNode: Encodable, Sendable, Equatable {
  let name: String
  let address: String
  /// Absent for an anonymous session.
  let user: String?
  /// `connecting`, `answering` or `silent`.
  let health: String
  /// Milliseconds, in coarse steps: at least so many.
  let latencyMs: Int?
  /// Why it does not answer.
  let reason: String?
  let lastAnswer: Date?
  /// Whether states between pending and the end show there.
  let showsProgress: Bool
  /// How much its audit log tells: `untried`, `working`, `partial`, `cut-off`, `not-permitted`,
  /// `failing`.
  let auditLog: String
  /// An anonymous session reads it, as ours may not.
  let logReadAnonymously: Bool
  /// Seconds between two looks at a task, where that is more than an interval.
  let stretch: Double?
  /// Submissions whose answer was lost.
  let unconfirmed: Int
  let restartedAt: Date?
  /// Why what is learned is not kept.
  let ledgerFault: String?

  init(_ node: NodeRecord, lastAnswer: Date? = nil) {
    name = node.name.text
    address = node.url
    user = node.userId
    health = node.health.name
    switch node.health {
    case .connecting:
      (latencyMs, reason, self.lastAnswer) = (nil, nil, lastAnswer)
    case .answering(let latency):
      (latencyMs, reason, self.lastAnswer) = (latency.rawValue, nil, lastAnswer)
    case .silent(_, let last, let error):
      (latencyMs, reason, self.lastAnswer) = (nil, error.description, lastAnswer ?? last)
    }
    showsProgress = node.showsProgress
    auditLog = node.discovery.name
    logReadAnonymously = node.discoversAnonymously
    stretch = node.stretch
    unconfirmed = node.unconfirmed.count
    restartedAt = node.restartedAt
    ledgerFault = node.ledgerFault?.description
  }
}

extension NodeRecord.Health {
  fileprivate var name: String {
    switch self {
    case .connecting: "connecting"
    case .answering: "answering"
    case .silent: "silent"
    }
  }
}

extension NodeRecord.Discovery {
  fileprivate var name: String {
    switch self {
    case .untried: "untried"
    case .working: "working"
    case .partial: "partial"
    case .cutOff: "cut-off"
    case .notPermitted: "not-permitted"
    case .failing: "failing"
    }
  }
}
