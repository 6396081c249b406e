/// What is not replayed, and why; everything else in the recording is.
enum ConformanceList {
  struct Group {
    let reason: String
    let names: [String]
  }

  static let leftOut = [
    Group(
      reason: """
        How the task ended was up to the recording's stand-in for an upstream, and its submission \
        was not recorded.
        """,
      names: [
        "state-prompt-1mb", "state-result-empty", "state-result-null", "state-result-missing",
        "state-result-multiline", "state-result-unicode", "state-result-ansi",
        "state-result-control", "state-failed-agent-500", "state-failed-agent-404",
        "state-failed-agent-notjson", "state-failed-agent-list", "state-failed-agent-close",
        "state-failed-opendevin-500", "state-failed-backend-down", "state-failed-goose-is-node",
        "state-failed-ollama-timeout", "state-failed-goose-timeout", "state-before-restart",
      ]),
    Group(
      reason: "The recording's stand-in let the task go at that moment; ours is still at work.",
      names: ["state-completed-after-hold"]),
    Group(
      reason: """
        The real node answers 500 for good where a result or an agent's name is not text; here it \
        can be read.
        """,
      names: [
        "state-500-number", "state-500-object", "state-500-surrogate",
        "state-lone-surrogate-in-agent",
      ]),
    Group(
      reason: """
        The real node answers 500 where a 422 would quote NaN or half a surrogate pair; here both \
        are replaced and quoted.
        """,
      names: ["submit-lone-surrogate-in-422", "submit-nan-in-422"]),
    Group(
      reason: "The real node's log was unreadable, by half a surrogate pair in it; ours never is.",
      names: ["audit-anonymous", "audit-limit-1000"]),
    Group(
      reason: "There, a cancelled task ends once more when its agent does; here a cancel is final.",
      names: ["state-cancelled-then-completed", "state-cancelled-then-failed"]),
    Group(
      reason: "A restart takes sessions and tasks from the real node; our store survives it.",
      names: [
        "state-completed-task-after-restart", "state-pending-task-after-restart",
        "session-after-restart", "submit-old-session-after-restart",
        "state-old-session-after-restart",
      ]),
    Group(
      reason: "The real node asks for no permission to look at tasks; a guest has none here.",
      names: ["state-with-other-session"]),
    Group(
      reason: "The real node reads no tokens; ours refuses one that it does not know.",
      names: ["state-bad-session-header-ignored"]),
    Group(
      reason: "The real node is open to the pages of every origin; ours refuses foreign ones.",
      names: ["cors-preflight", "cors-simple", "cors-cookie"]),
  ]

  /// Before these, the id in their path is given to a new task that stays at work: the recording
  /// had one that its stand-in for an upstream held.
  static let beforeWhichATaskIsAtWork: Set = [
    "state-pending-at-once", "cancel-pending", "cancel-running", "cancel-bad-session",
    "cancel-other-session",
  ]

  /// Empty on the real node, which never writes such events; ours does. Their shape is that of the
  /// events that the real node does write.
  static let neverWrittenThere: Set = [
    "audit-type-task.completed", "audit-type-task.failed", "audit-type-task.started",
    "audit-type-agent.executed",
  ]

  /// Members that our node adds, by the member that they stand in.
  static let additions: [String: Set<String>] = [
    "metadata": [
      "progress", "message", "question", "submitted_at", "started_at", "completed_at", "problem",
    ]
  ]

  static let healthAdditions: Set = ["instance", "boot", "version", "progress", "counts"]

  /// What an upstream adds to the metadata of its own tasks.
  static let upstreamMetadata: Set = ["model", "base_url", "agent", "steps"]

  /// Members that may be null, by the contract.
  static let optional: Set = [
    "user_id", "result", "error", "execution_time", "metadata", "description", "session_id",
    "resource_type", "resource_id", "action",
  ]
}
