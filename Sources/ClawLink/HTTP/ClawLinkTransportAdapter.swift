public import Foundation

/// Speaks to a CoderClawLink node over HTTP.
///
/// ```swift
/// let adapter = ClawLinkTransportAdapter(
///   try ClawLinkConfiguration(baseUrl: "http://localhost:8000"))
/// let task = try await adapter.submitTask(
///   TaskSubmitRequest(agentId: "claude", input: "Create a login component"))
/// ```
///
/// It opens one session, on first need, and no more than four connections. Call ``close()`` when
/// done: it frees them.
public actor ClawLinkTransportAdapter: TransportAdapter {
  /// The node's address.
  public nonisolated let node: String
  /// False: tasks run on another machine, or at least in another process.
  public nonisolated let isLocal = false
  /// How tasks are followed, from the configuration.
  public nonisolated let pace: PollingPace

  private let client: NodeHTTPClient
  private let reader: AnswerReader
  private let session: NodeSession
  private let budget: RequestBudget
  private let now: @Sendable () -> Date
  private var isClosed = false
  /// The last answers about live tasks.
  private var said: [TaskID: (answer: NodeAnswer, state: TaskState)] = [:]
  /// Larger ones are not kept.
  private static let keptBytes = 4096

  /// Nothing is sent before the first call.
  ///
  /// - Parameters:
  ///   - configuration: the node, and who we are there.
  ///   - sessions: where the session outlives this adapter. Default: nowhere.
  ///   - way: what has to be opened before anything is sent; a node behind ssh needs one, for
  ///     others it is not used. It stays its maker's, who closes it after this. Default: none.
  ///   - clock: what time-outs and intervals are measured with; another one is for tests.
  ///   - now: the clock that dates are read from, likewise.
  public init(
    _ configuration: ClawLinkConfiguration, sessions: (any SessionKeeper)? = nil,
    way: (any NodeWay)? = nil, clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    node = configuration.baseUrl.url
    pace = PollingPace(
      interval: .milliseconds(configuration.pollIntervalMs),
      requestsPerSecond: configuration.requestsPerSecond, clock: clock)
    self.now = now
    budget = RequestBudget(perSecond: pace.requestsPerSecond, clock: clock)
    let client = NodeHTTPClient(configuration, way: way, clock: clock)
    let reader = AnswerReader(node: configuration.baseUrl.url)
    self.client = client
    self.reader = reader
    session = NodeSession(keeper: sessions) {
      await Self.openSession(configuration, client: client, reader: reader)
    }
  }

  // MARK: Sessions

  /// Identity goes in the query; a body would be ignored and make the session anonymous
  /// (CONTRACT quirk 9).
  private static func openSession(
    _ configuration: ClawLinkConfiguration, client: NodeHTTPClient, reader: AnswerReader
  ) async -> Result<SessionInfo, ClawLinkError> {
    let identity = [("user_id", configuration.userId), ("device_id", configuration.deviceId)]
    var request = NodeRequest.post(
      "api", "runtime", "sessions",
      query: identity.compactMap { name, value in value.map { (name, $0) } },
      operation: "open a session")
    request.opensSession = true
    do throws(ClawLinkError) {
      let answer = try await client.answer(to: request)
      return .success(
        try reader.value(SessionInfo.self, from: answer, operation: request.operation))
    } catch {
      return .failure(error)
    }
  }

  /// `POST /api/runtime/sessions`, unless a session is open already.
  @discardableResult
  public func connect() async throws(ClawLinkError) -> SessionInfo {
    try await open { () throws(ClawLinkError) in try await session.current() }
  }

  /// `GET /api/runtime/sessions/{id}`.
  public func session(_ id: String) async throws(ClawLinkError) -> SessionInfo? {
    do {
      return try await value(
        SessionInfo.self,
        of: .get("api", "runtime", "sessions", id, operation: "look at a session"))
    } catch .refused(_, status: 404, _) {
      return nil
    }
  }

  // MARK: Tasks

  /// `POST /api/runtime/tasks/submit`.
  ///
  /// - Throws: ``ClawLinkError/unreachable(node:reason:)`` when nothing was sent,
  ///   ``ClawLinkError/submitUnconfirmed(_:)`` when it was sent and the answer lost.
  public func submitTask(
    _ request: TaskSubmitRequest
  ) async throws(ClawLinkError) -> SubmittedTask {
    let agent: String
    if let given = request.agentId { agent = given } else { agent = try await defaultAgent() }
    return try await withSession { session throws(ClawLinkError) in
      let body = try SubmitBody(request, agentType: agent, sessionID: session).encoded()
      let sentAt = self.now()
      let submission = NodeRequest.post(
        "api", "runtime", "tasks", "submit", body: body, operation: "submit a task")
      var saysDone = false
      do throws(ClawLinkError) {
        let answer = try await self.open { () throws(ClawLinkError) in
          try await self.client.answer(to: submission)
        }
        saysDone = answer.saysDone
        let state = try self.reader.value(
          TaskState.self, from: answer, operation: submission.operation)
        return SubmittedTask(state: state, agentId: agent, node: self.node, sessionId: session)
      } catch {
        let unread = saysDone ? "its answer cannot be read" : nil
        guard let reason = error.doubt ?? unread else { throw error }
        throw .submitUnconfirmed(
          UnconfirmedSubmission(
            node: self.node, reason: reason, agentId: agent, sentAt: sentAt, sessionId: session))
      }
    }
  }

  private func defaultAgent() async throws(ClawLinkError) -> String {
    try AgentInfo.defaultAgent(among: try await listAgents(), node: node)
  }

  /// `GET /api/runtime/tasks/{id}/state`, without a session id, so that a lost session cannot blind
  /// the caller (CONTRACT quirk 10); with one where the node wants it.
  public func queryTaskState(_ id: TaskID) async throws(ClawLinkError) -> TaskState? {
    try await budget.spend()
    let state: TaskState
    do {
      state = try await self.state(of: id, stateRequest(id))
    } catch .sessionRefused, .notPermitted {
      state = try await withSession { session throws(ClawLinkError) in
        try await self.state(of: id, self.stateRequest(id, query: [("session_id", session)]))
      }
    }
    return state.isUnknownToNode ? nil : state
  }

  /// What the node says in the same bytes as the last time is not read again: most answers about a
  /// live task are so.
  private func state(
    of id: TaskID, _ request: NodeRequest
  ) async throws(ClawLinkError) -> TaskState {
    try await open { () throws(ClawLinkError) in
      let answer = try await client.answer(to: request)
      if let said = said[id], said.answer == answer { return said.state }
      let state = try reader.value(TaskState.self, from: answer, operation: request.operation)
      let isKept = !state.status.isFinal && answer.body.count <= Self.keptBytes
      said[id] = isKept ? (answer, state) : nil
      return state
    }
  }

  private func stateRequest(
    _ id: TaskID, query: [(name: String, value: String)] = []
  ) -> NodeRequest {
    .get(
      "api", "runtime", "tasks", id.text.raw, "state", query: query,
      operation: "read a task's state")
  }

  /// `POST /api/runtime/tasks/{id}/cancel`.
  ///
  /// - Throws: ``ClawLinkError/refused(node:status:detail:)`` when the node did not cancel a task
  ///   that goes on.
  public func cancelTask(_ id: TaskID) async throws(ClawLinkError) -> CancelOutcome {
    let refusal: ClawLinkError
    do {
      if try await isCancelTaken(id) { return .cancelled }
      refusal = .refused(node: node, status: 200, detail: NodeText("the task was not cancelled"))
    } catch .refused(let node, status: 400, let detail) {
      refusal = .refused(node: node, status: 400, detail: detail)
    }
    // One refusal for unknown, ended and cancelled tasks alike: the state tells them apart.
    guard let state = try await queryTaskState(id) else { return .unknownToNode }
    guard state.status.isFinal else { throw refusal }
    return .alreadyFinal(state)
  }

  private func isCancelTaken(_ id: TaskID) async throws(ClawLinkError) -> Bool {
    try await withSession { session throws(ClawLinkError) in
      try await self.value(
        DoneAnswer.self,
        of: .post(
          "api", "runtime", "tasks", id.text.raw, "cancel", query: [("session_id", session)],
          operation: "cancel a task")
      ).success
    }
  }

  /// `POST /api/runtime/tasks/{id}/input`, which our own node has and the real one has not.
  public func sendInput(_ text: String, to id: TaskID) async throws(ClawLinkError) {
    let body = try InputBody(text: text).encoded()
    do {
      _ = try await withSession { session throws(ClawLinkError) in
        try await self.value(
          DoneAnswer.self,
          of: .post(
            "api", "runtime", "tasks", id.text.raw, "input", query: [("session_id", session)],
            body: body, operation: "answer a task"))
      }
    } catch .foreignServer {
      // Such a path there is not on the real node.
      throw .refused(node: node, status: 404, detail: NodeText("tasks take no answers here"))
    }
  }

  // MARK: Agents, skills, health

  /// `GET /api/runtime/agents`.
  public func listAgents() async throws(ClawLinkError) -> [AgentInfo] {
    try await value(
      [AgentInfo].self, of: .get("api", "runtime", "agents", operation: "list agents"))
  }

  /// `GET /api/runtime/skills`.
  public func listSkills() async throws(ClawLinkError) -> [SkillInfo] {
    try await value(
      [SkillInfo].self, of: .get("api", "runtime", "skills", operation: "list skills"))
  }

  /// `GET /health`.
  public func health() async throws(ClawLinkError) -> NodeHealth {
    try await value(NodeHealth.self, of: .get("health", operation: "ask for health"))
  }

  // MARK: The end

  /// Ends everything in flight and frees the connections; later calls throw
  /// ``ClawLinkError/closed``. The node keeps the session until it expires: no endpoint ends one.
  public func close() async {
    isClosed = true
    await session.close()
    await client.close()
  }

  /// Runs `body`; whatever a close did to it is said as such.
  private func open<Value: Sendable>(
    _ body: () async throws(ClawLinkError) -> Value
  ) async throws(ClawLinkError) -> Value {
    if isClosed { throw .closed }
    do {
      return try await body()
    } catch {
      throw isClosed ? .closed : error
    }
  }

  func value<Value: Decodable & Sendable>(
    _ type: Value.Type, of request: NodeRequest
  ) async throws(ClawLinkError) -> Value {
    try await open { () throws(ClawLinkError) in
      let answer = try await client.answer(to: request)
      return try reader.value(type, from: answer, operation: request.operation)
    }
  }

  /// Runs `body` with the session's id; when the node refuses it, once more with a new session. A
  /// refused request has started nothing (CONTRACT quirk 10).
  func withSession<Value: Sendable>(
    _ body: (String) async throws(ClawLinkError) -> Value
  ) async throws(ClawLinkError) -> Value {
    let first = try await connect().id
    do {
      return try await body(first)
    } catch .sessionRefused {
      let second = try await open { () throws(ClawLinkError) in
        try await session.current(insteadOf: first)
      }
      return try await body(second.id)
    }
  }
}

extension ClawLinkTransportAdapter: CustomReflectable {
  /// The node alone: a dump would walk on through the connections to headers with the token.
  public nonisolated var customMirror: Mirror { Mirror(self, children: ["node": node]) }
}

/// What a node says when it did what was asked of a task.
private struct DoneAnswer: Decodable {
  let success: Bool
}
