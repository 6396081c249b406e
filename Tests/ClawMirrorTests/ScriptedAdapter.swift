import ClawLink
import Foundation
import TestSupport

/// A node in memory that answers as the test has written, and notes what it was asked.
actor ScriptedAdapter: TransportAdapter {
  enum Call: Equatable {
    case health, agents, skills
    case audit(limit: Int)
    /// The audit log, for what was cancelled.
    case cancels(limit: Int)
    /// What was done in a session.
    case activity(String)
    case state(String)
    case session(String)
    case submit(String)
    case cancel(String)
    case input(String, String)

    /// The task whose state was asked for.
    var stateID: String? {
      if case .state(let id) = self { id } else { nil }
    }
  }

  nonisolated let node = "http://n"
  nonisolated let isLocal = false
  nonisolated let pace: PollingPace

  private(set) var calls: [Call] = []
  /// Thrown by everything while it is set.
  var outage: ClawLinkError?
  var boot: String?
  var showsProgress: Bool?
  var auditError: ClawLinkError?
  /// Our session; without one none can be opened.
  var session: String?
  /// The sessions that the node knows.
  var knownSessions: Set<String> = []
  /// No page that covers this event can be read.
  var badEvent: NodeText?
  /// The log, newest first.
  var events: [AuditEvent] = []
  var states: [String: Result<TaskState, ClawLinkError>] = [:]
  var submitAnswer: Result<TaskState, ClawLinkError> = .failure(.closed)
  var cancelAnswer: Result<CancelOutcome, ClawLinkError> = .success(.cancelled)
  /// Questions for states hang until this reaches 1.
  var gate: AwaitedCount?
  /// The only task whose question hangs; `nil` for all.
  var gated: String?
  /// Called at every question for a state.
  var whenAsked: (@Sendable () -> Void)?
  /// How many questions hang.
  let hanging = AwaitedCount()
  /// How many questions for states were answered, in whatever way.
  let answered = AwaitedCount()
  /// How many questions for states were under way at once, at most.
  private(set) var mostUnderWay = 0
  private var underWay = 0

  /// - Parameter interval: between two polls.
  init(interval: Duration = .seconds(1)) {
    pace = PollingPace(interval: interval, clock: ManualClock())
  }

  /// Changes the script.
  func script(_ change: @Sendable (isolated ScriptedAdapter) -> Void) {
    change(self)
  }

  /// The calls since the last time, and forgets them.
  func takeCalls() -> [Call] {
    defer { calls = [] }
    return calls
  }

  private func note(_ call: Call) throws(ClawLinkError) {
    calls.append(call)
    if let outage { throw outage }
  }

  func connect() async throws(ClawLinkError) -> SessionInfo {
    guard let session else { throw .closed }
    return Self.info(session)
  }

  func session(_ id: String) async throws(ClawLinkError) -> SessionInfo? {
    try note(.session(id))
    return knownSessions.contains(id) ? Self.info(id) : nil
  }

  private static func info(_ session: String) -> SessionInfo {
    let time = NodeDate(Date(timeIntervalSince1970: 0))
    return SessionInfo(
      id: session, userId: nil, createdAt: time, lastActivity: time, permissions: [])
  }

  func health() async throws(ClawLinkError) -> NodeHealth {
    try note(.health)
    return NodeHealth(
      status: NodeText("healthy"), boot: boot.map { NodeText($0) }, progress: showsProgress)
  }

  func sendInput(_ text: String, to id: TaskID) async throws(ClawLinkError) {
    try note(.input(id.text.raw, text))
  }

  func listAgents() async throws(ClawLinkError) -> [AgentInfo] {
    try note(.agents)
    return ["claude", "ollama"].map {
      AgentInfo(
        agentType: NodeText($0), name: NodeText($0), description: nil, isConfigured: true,
        capabilities: [])
    }
  }

  func listSkills() async throws(ClawLinkError) -> [SkillInfo] {
    try note(.skills)
    return []
  }

  func listAuditEvents(_ filter: AuditFilter) async throws(ClawLinkError) -> [AuditEvent] {
    let isOfCancels = filter.type == .taskCancelled
    try note(isOfCancels ? .cancels(limit: filter.limit) : .audit(limit: filter.limit))
    return try page(filter.limit) {
      filter.type == nil || $0.type.raw == filter.type?.rawValue
    }
  }

  private func page(
    _ limit: Int, where isMeant: (AuditEvent) -> Bool
  ) throws(ClawLinkError) -> [AuditEvent] {
    if let auditError { throw auditError }
    let page = events.filter(isMeant).prefix(limit)
    if page.contains(where: { $0.id == badEvent }) {
      throw .nodeFault(node: node, operation: "read the audit log", status: 500)
    }
    return Array(page)
  }

  func listActivity(ofUser userId: String, limit: Int) async throws(ClawLinkError) -> [AuditEvent] {
    throw .closed
  }

  func listActivity(
    ofSession sessionId: String, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent] {
    try note(.activity(sessionId))
    return try page(limit) { $0.isOf(session: sessionId) }
  }

  func queryTaskState(_ id: TaskID) async throws(ClawLinkError) -> TaskState? {
    try note(.state(id.text.raw))
    whenAsked?()
    underWay += 1
    mostUnderWay = max(mostUnderWay, underWay)
    defer {
      underWay -= 1
      answered.change(by: 1)
    }
    if let gate, gated == nil || gated == id.text.raw {
      hanging.change(by: 1)
      do { try await gate.reaches(1) } catch { throw .cancelled }
    }
    return try states[id.text.raw]?.get()
  }

  func submitTask(_ request: TaskSubmitRequest) async throws(ClawLinkError) -> SubmittedTask {
    try note(.submit(request.input))
    return SubmittedTask(
      state: try submitAnswer.get(), agentId: request.agentId ?? "ollama", node: node)
  }

  func cancelTask(_ id: TaskID) async throws(ClawLinkError) -> CancelOutcome {
    try note(.cancel(id.text.raw))
    return try cancelAnswer.get()
  }

  func close() async {}
}

extension ScriptedAdapter {
  /// Puts a task into the log and gives it a state.
  func hold(
    _ id: String, _ status: TaskStatus, user: String? = nil, session: String? = nil, at time: Date
  ) {
    events.insert(
      AuditEvent(
        id: "event of \(id)", type: .taskSubmitted, timestamp: NodeDate(time),
        userId: user.map { NodeText($0) }, sessionId: session.map { NodeText($0) },
        resourceType: NodeText("task"), resourceId: NodeText(id),
        details: ["agent_type": "ollama"]), at: 0)
    set(id, status)
  }

  /// Puts into the log that a task was cancelled, and gives it that state.
  func cancel(_ id: String, at time: Date) {
    events.insert(
      AuditEvent(
        id: "cancel of \(id)", type: .taskCancelled, timestamp: NodeDate(time),
        resourceType: NodeText("task"), resourceId: NodeText(id)), at: 0)
    set(id, .cancelled)
  }

  func set(_ id: String, _ status: TaskStatus, metadata: [String: JSONValue] = ["k": "v"]) {
    states[id] = .success(TaskState(id: TaskID(id), status: status, metadata: metadata))
  }
}
