/// The contract between CoderClaw and whatever runs its tasks.
public protocol TransportAdapter: Sendable {
  /// Opens a session; the other calls do so by themselves when they need one.
  func connect() async throws(ClawLinkError) -> SessionInfo

  /// Hands over a task and gives its first state. Never repeated by itself.
  func submitTask(_ request: TaskSubmitRequest) async throws(ClawLinkError) -> TaskState

  /// A task's state, or `nil` when the node does not know it.
  func queryTaskState(_ id: TaskID) async throws(ClawLinkError) -> TaskState?

  /// Asks the node to cancel a task.
  func cancelTask(_ id: TaskID) async throws(ClawLinkError) -> CancelOutcome

  func listAgents() async throws(ClawLinkError) -> [AgentInfo]

  func listSkills() async throws(ClawLinkError) -> [SkillInfo]

  /// The newest audit events first. `limit` is 1 to 1,000.
  func listAuditEvents(
    type: AuditEventType?, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent]

  func health() async throws(ClawLinkError) -> NodeHealth

  /// Ends everything in flight; later calls throw ``ClawLinkError/closed``.
  func close() async
}
