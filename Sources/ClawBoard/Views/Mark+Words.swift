import ClawMirror

extension Mark {
  /// What a card says.
  func words(_ ages: inout Ages) -> String {
    switch self {
    case .stale(let since): ages.coarse(since: since) + " old"
    case .lost: "LOST"
    case .unseen: "state not known yet"
    case .working: "working"
    case .cancelling: "cancelling"
    case .mayStillRun: "may still run"
    case .outcomeUnknown: "outcome unknown"
    case .finishedAfterCancel: "ended after cancel"
    case .unreadable: "unreadable"
    case .retried: "retried"
    }
  }

  /// What the detail says.
  func sentence(_ ages: inout Ages) -> String {
    switch self {
    case .stale(let since): "as it was \(ages.coarse(since: since)) ago: the node does not answer"
    case .lost: "LOST: the node does not know the task any more; this is its last known state"
    case .unseen: "submitted, says the audit log; the node has not said its state yet"
    case .working: "working; the node shows no progress"
    case .cancelling: "cancel asked, not yet confirmed"
    case .mayStillRun: "cancelled, but this node does not stop its agents: it may still run"
    case .outcomeUnknown:
      "cancelled; this node does not stop its agents, and how it ended is not to be known"
    case .finishedAfterCancel: "ended by itself after the cancel"
    case .unreadable: "the node fails whenever it is asked for this task"
    case .retried: "another try was submitted in its place"
    }
  }

  var role: Role {
    switch self {
    case .working, .unseen, .retried: .muted
    case .stale, .lost, .cancelling, .mayStillRun, .outcomeUnknown, .finishedAfterCancel,
      .unreadable:
      .warning
    }
  }
}
