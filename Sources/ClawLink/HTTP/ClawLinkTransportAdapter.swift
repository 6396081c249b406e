import Foundation

/// Speaks to a CoderClawLink node over HTTP.
///
/// ```swift
/// let adapter = ClawLinkTransportAdapter(
///   try ClawLinkConfiguration(baseUrl: "http://localhost:8000"))
/// let task = try await adapter.submitTask(
///   TaskSubmitRequest(agentId: "claude", input: "Create a login component"))
/// ```
///
/// Call ``close()`` when done: it frees the connections.
public actor ClawLinkTransportAdapter: TransportAdapter {
  private let configuration: ClawLinkConfiguration
  private let client: NodeHTTPClient
  private let reader: AnswerReader
  private let session: NodeSession

  /// - Parameter clock: what time-outs are measured with; another one is for tests.
  public init(
    _ configuration: ClawLinkConfiguration, clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.configuration = configuration
    let client = NodeHTTPClient(configuration, clock: clock)
    let reader = AnswerReader(node: configuration.baseUrl.url)
    self.client = client
    self.reader = reader
    session = NodeSession {
      await Self.openSession(configuration, client: client, reader: reader)
    }
  }

  /// Identity goes in the query; a body would be ignored and make the session anonymous
  /// (CONTRACT quirk 9).
  private static func openSession(
    _ configuration: ClawLinkConfiguration, client: NodeHTTPClient, reader: AnswerReader
  ) async -> Result<SessionInfo, ClawLinkError> {
    let identity = [("user_id", configuration.userId), ("device_id", configuration.deviceId)]
    let request = NodeRequest.post(
      "api", "runtime", "sessions",
      query: identity.compactMap { name, value in value.map { (name, $0) } },
      operation: "open a session")
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
    try await session.current()
  }

  /// `POST /api/runtime/tasks/submit`.
  ///
  /// - Throws: ``ClawLinkError/unreachable(node:reason:)`` when nothing was sent,
  ///   ``ClawLinkError/submitUnconfirmed(node:reason:)`` when it was sent and the answer lost.
  public func submitTask(
    _ request: TaskSubmitRequest
  ) async throws(ClawLinkError) -> TaskState {
    try await withSession { session throws(ClawLinkError) in
      let body = try SubmitBody(request, sessionID: session).encoded()
      do throws(ClawLinkError) {
        return try await self.value(
          TaskState.self,
          of: .post("api", "runtime", "tasks", "submit", body: body, operation: "submit a task"))
      } catch {
        throw error.afterSubmit(to: self.configuration.baseUrl.url)
      }
    }
  }

  /// `GET /api/runtime/tasks/{id}/state`, without a session id, so that a lost session cannot blind
  /// the caller (CONTRACT quirk 10).
  public func queryTaskState(_ id: TaskID) async throws(ClawLinkError) -> TaskState? {
    let state = try await value(
      TaskState.self,
      of: .get("api", "runtime", "tasks", id.text.raw, "state", operation: "read a task's state"))
    return state.isUnknownToNode ? nil : state
  }

  /// `POST /api/runtime/tasks/{id}/cancel`.
  public func cancelTask(_ id: TaskID) async throws(ClawLinkError) -> CancelOutcome {
    do {
      return try await withSession { session throws(ClawLinkError) in
        _ = try await self.value(
          CancelAnswer.self,
          of: .post(
            "api", "runtime", "tasks", id.text.raw, "cancel", query: [("session_id", session)],
            operation: "cancel a task"))
        return .cancelled
      }
    } catch .refused(_, status: 400, _) {
      // One sentence for unknown, ended and cancelled alike: the state tells them apart.
      guard let state = try await queryTaskState(id) else { return .unknownToNode }
      return .alreadyFinal(state)
    }
  }

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

  /// `GET /api/audit/events`, newest first.
  public func listAuditEvents(
    type: AuditEventType?, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent] {
    try await withSession { session throws(ClawLinkError) in
      var query = [("session_id", session), ("limit", String(limit))]
      if let type { query.append(("event_type", type.rawValue)) }
      return try await self.value(
        [AuditEvent].self,
        of: .get("api", "audit", "events", query: query, operation: "read the audit log"))
    }
  }

  /// `GET /health`.
  public func health() async throws(ClawLinkError) -> NodeHealth {
    try await value(NodeHealth.self, of: .get("health", operation: "ask for health"))
  }

  public func close() async {
    await session.close()
    await client.close()
  }

  private func value<Value: Decodable & Sendable>(
    _ type: Value.Type, of request: NodeRequest
  ) async throws(ClawLinkError) -> Value {
    let answer = try await client.answer(to: request)
    return try reader.value(type, from: answer, operation: request.operation)
  }

  /// Runs `body` with the session's id; when the node refuses it, once more with a new session. A
  /// refused request has started nothing (CONTRACT quirk 10).
  private func withSession<Value: Sendable>(
    _ body: (String) async throws(ClawLinkError) -> Value
  ) async throws(ClawLinkError) -> Value {
    let first = try await session.current().id
    do {
      return try await body(first)
    } catch .sessionRefused {
      return try await body(try await session.current(insteadOf: first).id)
    }
  }
}

private struct CancelAnswer: Decodable {
  let success: Bool
}

/// The body of `POST /api/runtime/tasks/submit`.
private struct SubmitBody: Encodable {
  let agentType: String
  let prompt: String
  let context: [String: JSONValue]?
  let sessionID: String

  private enum CodingKeys: String, CodingKey {
    case agentType = "agent_type"
    case prompt, context
    case sessionID = "session_id"
  }

  init(_ request: TaskSubmitRequest, sessionID: String) {
    agentType = request.agentId
    prompt = request.input
    context = request.context
    self.sessionID = sessionID
  }

  func encoded() throws(ClawLinkError) -> Data {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(self)
    } catch {
      throw .configuration(key: "metadata", problem: "a number in it is not finite")
    }
  }
}

extension ClawLinkError {
  /// What an error means once a submission was on its way: unless the node refused it or no
  /// connection came about, it may have arrived.
  fileprivate func afterSubmit(to node: String) -> ClawLinkError {
    switch self {
    case .timedOut(_, _, let ms): .submitUnconfirmed(node: node, reason: "no answer in \(ms) ms")
    case .connectionLost: .submitUnconfirmed(node: node, reason: "the connection broke")
    case .nodeFault(_, _, let status):
      .submitUnconfirmed(node: node, reason: "the node failed inside, status \(status)")
    case .answerTooLarge: .submitUnconfirmed(node: node, reason: "the answer was too large")
    case .cancelled: .submitUnconfirmed(node: node, reason: "interrupted")
    case .configuration, .unreachable, .foreignServer, .sessionRefused, .notPermitted,
      .invalidRequest, .refused, .submitUnconfirmed, .closed:
      self
    }
  }
}
