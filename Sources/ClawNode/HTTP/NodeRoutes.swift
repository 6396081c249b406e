import ClawLink
import Foundation

/// The endpoints of the contract over a task engine.
struct NodeRoutes: Sendable {
  private let engine: TaskEngine
  private let health: NodeHealth

  init(engine: TaskEngine, version: String) {
    self.engine = engine
    health = NodeHealth(
      status: NodeText("healthy"), instance: NodeText(engine.instance),
      boot: NodeText(UUID().uuidString.lowercased()), version: NodeText(version), progress: true)
  }

  var table: RouteTable {
    RouteTable(routes: [
      .init("GET", "/health") { _, _ in .json(health) },
      .init("POST", "/api/runtime/sessions") { request, _ in await openSession(request) },
      .init("GET", "/api/runtime/sessions/{id}") { _, id in await showSession(id) },
      .init("POST", "/api/runtime/tasks/submit") { request, _ in await submit(request) },
      .init("GET", "/api/runtime/tasks/{id}/state") { request, id in await state(request, id) },
      .init("POST", "/api/runtime/tasks/{id}/cancel") { request, id in await cancel(request, id) },
      .init("GET", "/api/runtime/agents") { request, _ in
        await inSession(of: request) { .json(engine.agents) }
      },
      .init("GET", "/api/runtime/skills") { request, _ in
        await inSession(of: request) { .json(SkillInfo.ofEveryNode) }
      },
      .init("GET", "/api/agents/types") { _, _ in .json(engine.agents.map(\.agentType)) },
      .init("GET", "/api/agents/available") { _, _ in
        .json(engine.agents.filter(\.isConfigured).map(\.agentType))
      },
      .init("GET", "/api/audit/events") { request, _ in
        await audit(request) { query throws(TaskEngine.Refusal) in
          try await engine.auditEvents(sessionID: query.sessionID, query.filter)
        }
      },
      .init("GET", "/api/audit/users/{id}/activity") { request, id in
        await audit(request) { query throws(TaskEngine.Refusal) in
          try await engine.activity(
            ofUser: id, sessionID: query.sessionID, limit: query.filter.limit)
        }
      },
      .init("GET", "/api/audit/sessions/{id}/activity") { request, id in
        await audit(request, session: "auth_session_id") { query throws(TaskEngine.Refusal) in
          try await engine.activity(
            ofSession: id, sessionID: query.sessionID, limit: query.filter.limit)
        }
      },
    ])
  }

  private func openSession(_ request: RouteRequest) async -> RouteAnswer {
    .json(await engine.openSession(userID: request.query["user_id"].map { NodeText($0) }))
  }

  private func showSession(_ id: String) async -> RouteAnswer {
    do throws(TaskEngine.Refusal) {
      return .json(try await engine.session(id))
    } catch {
      return .refusal(404, "Session not found or expired")
    }
  }

  private func submit(_ request: RouteRequest) async -> RouteAnswer {
    let fields: SubmitFields
    do throws(SubmitFields.Problem) {
      fields = try SubmitFields(contentType: request.contentType, body: request.body)
    } catch {
      switch error {
      case .unreadable: return .refusal(400, "There was an error parsing the body")
      case .faults(let faults): return .invalid(faults)
      }
    }
    return await answer { () throws(TaskEngine.Refusal) in
      .json(
        try await engine.submit(
          agentType: fields.agentType,
          job: AgentJob(prompt: fields.prompt, context: fields.context),
          sessionID: fields.sessionID))
    }
  }

  private func state(_ request: RouteRequest, _ id: String) async -> RouteAnswer {
    await inSession(of: request) { .json(await engine.state(of: TaskID(id))) }
  }

  private func cancel(_ request: RouteRequest, _ id: String) async -> RouteAnswer {
    await answer { () throws(TaskEngine.Refusal) in
      guard try await engine.cancel(TaskID(id), sessionID: request.query["session_id"]) else {
        return .refusal(400, "Task cannot be cancelled (not found or already completed)")
      }
      return .json(CancelBody(success: true, taskID: id))
    }
  }

  private func audit(
    _ request: RouteRequest, session parameter: String = "session_id",
    _ events: (AuditQuery) async throws(TaskEngine.Refusal) -> [AuditEvent]
  ) async -> RouteAnswer {
    let query: AuditQuery
    do throws(AuditQuery.Problem) {
      query = try AuditQuery(request.query, session: parameter)
    } catch {
      switch error {
      case .faults(let faults): return .invalid(faults)
      case .unknownType(let type): return .refusal(400, "Invalid event type: \(type)")
      }
    }
    return await answer { () throws(TaskEngine.Refusal) in .json(try await events(query)) }
  }

  /// The answer, unless the request names a session that the node does not know.
  private func inSession(
    of request: RouteRequest, _ body: () async -> RouteAnswer
  ) async -> RouteAnswer {
    await answer { () throws(TaskEngine.Refusal) in
      try await engine.session(request.query["session_id"])
      return await body()
    }
  }

  private func answer(
    _ body: () async throws(TaskEngine.Refusal) -> RouteAnswer
  ) async -> RouteAnswer {
    do throws(TaskEngine.Refusal) {
      return try await body()
    } catch {
      switch error {
      case .sessionUnknown: return .refusal(401, "Invalid or expired session")
      case .notPermitted(let sentence): return .refusal(403, sentence)
      }
    }
  }

  private struct CancelBody: Encodable {
    let success: Bool
    let taskID: String

    private enum CodingKeys: String, CodingKey {
      case success
      case taskID = "task_id"
    }
  }
}
