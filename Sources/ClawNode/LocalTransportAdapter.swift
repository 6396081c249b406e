public import ClawLink

/// Runs tasks in this process: the contract of a node straight onto a task engine, without a
/// socket.
///
/// ```swift
/// let runtime = try CoderClawRuntime(LocalTransportAdapter(TaskEngine()), mode: .localOnly)
/// ```
public actor LocalTransportAdapter: TransportAdapter {
  public nonisolated let node: String
  public nonisolated let isLocal = true
  public nonisolated let pace: PollingPace

  private let engine: TaskEngine
  private let userId: String?
  /// The one session; concurrent first calls wait for the same opening.
  private var opening: Task<Result<SessionInfo, Refusal>, Never>?
  private var isClosed = false

  /// - Parameters:
  ///   - name: what messages and statuses call this node. Default `local`.
  ///   - userId: who submits; `nil` is anonymous.
  ///   - pace: how tasks are followed. Default: every 100 ms, since looking costs nothing here.
  public init(
    _ engine: TaskEngine, name: String = "local", userId: String? = nil,
    pace: PollingPace = PollingPace(interval: .milliseconds(100))
  ) {
    self.engine = engine
    node = name
    self.userId = userId
    self.pace = pace
  }

  public func connect() async throws(ClawLinkError) -> SessionInfo {
    if isClosed { throw .closed }
    do throws(Refusal) {
      return try await session().value.get()
    } catch {
      throw error.error(of: node)
    }
  }

  private func session() -> Task<Result<SessionInfo, Refusal>, Never> {
    let opening = opening ?? Task { await self.opened() }
    self.opening = opening
    return opening
  }

  private func opened() async -> Result<SessionInfo, Refusal> {
    do throws(Refusal) {
      return .success(try await engine.openSession(userID: userId.map { NodeText($0) }))
    } catch {
      return .failure(error)
    }
  }

  public func session(_ id: String) async throws(ClawLinkError) -> SessionInfo? {
    if isClosed { throw .closed }
    return try? await engine.session(Caller(sessionID: id))
  }

  public func submitTask(
    _ request: TaskSubmitRequest
  ) async throws(ClawLinkError) -> SubmittedTask {
    let agent: String
    if let given = request.agentId {
      agent = given
    } else {
      if isClosed { throw .closed }
      agent = try AgentInfo.defaultAgent(among: await engine.agents(), node: node)
    }
    return try await inSession { id throws(Refusal) in
      let state = try await self.engine.submit(
        agentType: NodeText(agent),
        job: AgentJob(prompt: NodeText(request.input), context: request.context ?? [:]),
        caller: Caller(sessionID: id))
      return SubmittedTask(state: state, agentId: agent, node: self.node, sessionId: id)
    }
  }

  public func queryTaskState(_ id: TaskID) async throws(ClawLinkError) -> TaskState? {
    if isClosed { throw .closed }
    let state: TaskState
    do throws(Refusal) {
      state = try await engine.state(of: id)
    } catch {
      throw error.error(of: node)
    }
    return state.isUnknownToNode ? nil : state
  }

  public func cancelTask(_ id: TaskID) async throws(ClawLinkError) -> CancelOutcome {
    let isCancelled = try await inSession { session throws(Refusal) in
      try await self.engine.cancel(id, caller: Caller(sessionID: session))
    }
    if isCancelled { return .cancelled }
    guard let state = try await queryTaskState(id) else { return .unknownToNode }
    return .alreadyFinal(state)
  }

  public func sendInput(_ text: String, to id: TaskID) async throws(ClawLinkError) {
    let isTaken = try await inSession { session throws(Refusal) in
      try await self.engine.answer(id, NodeText(text), caller: Caller(sessionID: session))
    }
    guard isTaken else {
      throw .refused(node: node, status: 400, detail: NodeText("the task asks nothing"))
    }
  }

  public func listAgents() async throws(ClawLinkError) -> [AgentInfo] {
    if isClosed { throw .closed }
    return await engine.agents()
  }

  public func listSkills() async throws(ClawLinkError) -> [SkillInfo] {
    if isClosed { throw .closed }
    return SkillInfo.ofEveryNode
  }

  public func listAuditEvents(
    _ filter: AuditFilter
  ) async throws(ClawLinkError) -> [AuditEvent] {
    try await inSession { session throws(Refusal) in
      try await self.engine.auditEvents(filter, caller: Caller(sessionID: session))
    }
  }

  public func listActivity(
    ofUser userId: String, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent] {
    try await inSession { session throws(Refusal) in
      try await self.engine.activity(
        ofUser: userId, caller: Caller(sessionID: session), limit: limit)
    }
  }

  public func listActivity(
    ofSession sessionId: String, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent] {
    try await inSession { session throws(Refusal) in
      try await self.engine.activity(
        ofSession: sessionId, caller: Caller(sessionID: session), limit: limit)
    }
  }

  public func health() async throws(ClawLinkError) -> NodeHealth {
    if isClosed { throw .closed }
    return engine.health()
  }

  /// The adapter ends; the engine is its maker's.
  public func close() async {
    isClosed = true
  }

  /// Runs `body` in the session; when that one has ended, once more in a new one.
  private func inSession<Value: Sendable>(
    _ body: (String) async throws(Refusal) -> Value
  ) async throws(ClawLinkError) -> Value {
    if isClosed { throw .closed }
    let first = session()
    do throws(Refusal) {
      do throws(Refusal) {
        return try await body(first.value.get().id)
      } catch .sessionUnknown {
        // Unless another call has replaced it already.
        if opening == first { opening = nil }
        return try await body(session().value.get().id)
      }
    } catch {
      throw error.error(of: node)
    }
  }
}

extension Refusal {
  /// As a client of the node sees it.
  fileprivate func error(of node: String) -> ClawLinkError {
    switch self {
    case .sessionUnknown: .sessionRefused(node: node)
    case .tokenUnknown, .tokenMissing, .anonymousNotTaken:
      .sessionRefused(node: node, reason: NodeText(sentence))
    case .notPermitted(let sentence): .notPermitted(node: node, permission: NodeText(sentence))
    case .tooLarge, .tooMany, .stopping, .storeFailed:
      .refused(node: node, status: status, detail: NodeText(sentence))
    }
  }
}
