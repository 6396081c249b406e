import ClawLink
import Foundation

/// Everything that an adapter can ask of a node.
enum Operation: CaseIterable, Sendable {
  case connect, session, submit, state, cancel, agents, skills, events, userActivity
  case sessionActivity, health

  /// What error messages call it.
  var name: String {
    switch self {
    case .connect: "open a session"
    case .session: "look at a session"
    case .submit: "submit a task"
    case .state: "read a task's state"
    case .cancel: "cancel a task"
    case .agents: "list agents"
    case .skills: "list skills"
    case .events, .userActivity, .sessionActivity: "read the audit log"
    case .health: "ask for health"
    }
  }

  /// Whether it may be sent again by itself.
  var onlyReads: Bool {
    switch self {
    case .connect, .submit, .cancel: false
    default: true
    }
  }

  /// Whether it goes in a session from the start.
  var needsSession: Bool {
    switch self {
    case .submit, .cancel, .events, .userActivity, .sessionActivity: true
    default: false
    }
  }

  /// How long it may take, in milliseconds, with the default configuration.
  var timeoutMs: Int { onlyReads || self == .connect ? 5000 : 30_000 }

  func run(on adapter: any TransportAdapter) async throws(ClawLinkError) {
    switch self {
    case .connect: _ = try await adapter.connect()
    case .session: _ = try await adapter.session("s")
    case .submit: _ = try await adapter.submitTask(.secret)
    case .state: _ = try await adapter.queryTaskState(TaskID("t"))
    case .cancel: _ = try await adapter.cancelTask(TaskID("t"))
    case .agents: _ = try await adapter.listAgents()
    case .skills: _ = try await adapter.listSkills()
    case .events: _ = try await adapter.listAuditEvents(AuditFilter())
    case .userActivity: _ = try await adapter.listActivity(ofUser: "u", limit: 1)
    case .sessionActivity: _ = try await adapter.listActivity(ofSession: "s", limit: 1)
    case .health: _ = try await adapter.health()
    }
  }

  /// What a failure is told as: a submission that may have arrived is unconfirmed.
  func told(
    _ failure: ClawLinkError, asLost reason: String?, node: String, sentAt: Date
  ) -> ClawLinkError {
    guard self == .submit, let reason else { return failure }
    return .lostSecret(node: node, reason: reason, sentAt: sentAt)
  }
}
