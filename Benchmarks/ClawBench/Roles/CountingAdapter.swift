import ClawLink

/// Counts the calls, each of which is one request to the node: a node does not count them.
/// What is left out is a session that a call opens first, and a request that is sent again.
struct CountingAdapter: TransportAdapter {
  private let adapter: any TransportAdapter
  private let requests: RequestCount

  init(_ adapter: any TransportAdapter, _ requests: RequestCount) {
    self.adapter = adapter
    self.requests = requests
  }

  var node: String { adapter.node }
  var isLocal: Bool { adapter.isLocal }
  var pace: PollingPace { adapter.pace }

  private var counted: any TransportAdapter {
    requests.add()
    return adapter
  }

  func connect() async throws(ClawLinkError) -> SessionInfo {
    // No request while a session is open, as it nearly always is.
    try await adapter.connect()
  }

  func session(_ id: String) async throws(ClawLinkError) -> SessionInfo? {
    try await counted.session(id)
  }

  func submitTask(_ request: TaskSubmitRequest) async throws(ClawLinkError) -> SubmittedTask {
    try await counted.submitTask(request)
  }

  func queryTaskState(_ id: TaskID) async throws(ClawLinkError) -> TaskState? {
    try await counted.queryTaskState(id)
  }

  func cancelTask(_ id: TaskID) async throws(ClawLinkError) -> CancelOutcome {
    try await counted.cancelTask(id)
  }

  func listAgents() async throws(ClawLinkError) -> [AgentInfo] {
    try await counted.listAgents()
  }

  func listSkills() async throws(ClawLinkError) -> [SkillInfo] {
    try await counted.listSkills()
  }

  func listAuditEvents(_ filter: AuditFilter) async throws(ClawLinkError) -> [AuditEvent] {
    try await counted.listAuditEvents(filter)
  }

  func listActivity(
    ofUser userId: String, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent] {
    try await counted.listActivity(ofUser: userId, limit: limit)
  }

  func listActivity(
    ofSession sessionId: String, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent] {
    try await counted.listActivity(ofSession: sessionId, limit: limit)
  }

  func health() async throws(ClawLinkError) -> NodeHealth {
    try await counted.health()
  }

  func close() async { await adapter.close() }
}
