import ClawLink
import Foundation

/// The endpoints of the contract over a task engine, and one that only this node has: the answer
/// to a task that asks.
struct NodeRoutes: Sendable {
  private let engine: TaskEngine
  private let version: String

  init(engine: TaskEngine, version: String) {
    self.engine = engine
    self.version = version
  }

  var table: RouteTable {
    RouteTable(routes: sessionRoutes + taskRoutes + listRoutes + auditRoutes)
  }

  private var sessionRoutes: [RouteTable.Route] {
    [
      .init("POST", "/api/runtime/sessions") { request, _ in
        await answer { () throws(Refusal) in
          .json(
            try await engine.openSession(
              userID: request.query["user_id"].map { NodeText($0) }, token: request.token))
        }
      },
      .init("GET", "/api/runtime/sessions/{id}") { request, id in await showSession(id, request) },
    ]
  }

  private var taskRoutes: [RouteTable.Route] {
    [
      .init("POST", "/api/runtime/tasks/submit", takesBody: true) { request, _ in
        await submit(request)
      },
      .init("GET", "/api/runtime/tasks/{id}/state", isQuick: true) { request, id in
        await answer { () throws(Refusal) in
          try await engine.stateAnswer(of: TaskID(id), caller: request.caller())
        }
      },
      .init("POST", "/api/runtime/tasks/{id}/cancel") { request, id in
        await answer { () throws(Refusal) in
          try await engine.cancel(TaskID(id), caller: request.caller())
            ? .done(id)
            : .refusal(400, "Task cannot be cancelled (not found or already completed)")
        }
      },
      .init("POST", "/api/runtime/tasks/{id}/input", takesBody: true) { request, id in
        await input(request, id)
      },
    ]
  }

  private var listRoutes: [RouteTable.Route] {
    [
      .init("GET", "/health", isQuick: true) { _, _ in .json(engine.health(version: version)) },
      .init("GET", "/api/runtime/agents") { request, _ in
        await listAgents(request) { .json($0) }
      },
      .init("GET", "/api/runtime/skills") { request, _ in
        await answer { () throws(Refusal) in
          _ = try await engine.principal(request.caller(), with: "skill:list")
          return .json(SkillInfo.ofEveryNode)
        }
      },
      .init("GET", "/api/agents/types") { request, _ in
        await listAgents(request) { .json($0.map(\.agentType)) }
      },
      .init("GET", "/api/agents/available") { request, _ in
        await listAgents(request) { .json($0.filter(\.isConfigured).map(\.agentType)) }
      },
    ]
  }

  private var auditRoutes: [RouteTable.Route] {
    [
      .init("GET", "/api/audit/events") { request, _ in
        await audit(request) { query, caller throws(Refusal) in
          try await engine.auditEvents(query.filter, caller: caller)
        }
      },
      .init("GET", "/api/audit/users/{id}/activity") { request, id in
        await audit(request) { query, caller throws(Refusal) in
          try await engine.activity(ofUser: id, caller: caller, limit: query.filter.limit)
        }
      },
      .init("GET", "/api/audit/sessions/{id}/activity") { request, id in
        await audit(request, session: "auth_session_id") { query, caller throws(Refusal) in
          try await engine.activity(ofSession: id, caller: caller, limit: query.filter.limit)
        }
      },
    ]
  }

  private func listAgents(
    _ request: RouteRequest, _ body: ([AgentInfo]) -> RouteAnswer
  ) async -> RouteAnswer {
    await answer { () throws(Refusal) in
      _ = try await engine.principal(request.caller(), with: "agent:list")
      return body(await engine.agents())
    }
  }

  private func showSession(_ id: String, _ request: RouteRequest) async -> RouteAnswer {
    do throws(Refusal) {
      return .json(try await engine.session(Caller(sessionID: id, token: request.token)))
    } catch .sessionUnknown {
      return .refusal(404, "Session not found or expired")
    } catch {
      return error.answer
    }
  }

  private func submit(_ request: RouteRequest) async -> RouteAnswer {
    await answer(SubmitFields.init, of: request) { fields throws(Refusal) in
      .json(
        try await engine.submit(
          agentType: fields.agentType,
          job: AgentJob(prompt: fields.prompt, context: fields.context),
          caller: Caller(sessionID: fields.sessionID, token: request.token)))
    }
  }

  private func input(_ request: RouteRequest, _ id: String) async -> RouteAnswer {
    await answer(InputFields.init, of: request) { fields throws(Refusal) in
      try await engine.answer(TaskID(id), fields.text, caller: request.caller())
        ? .done(id) : .refusal(400, "Task asks nothing (not found or not waiting for an answer)")
    }
  }

  private func audit(
    _ request: RouteRequest, session parameter: String = "session_id",
    _ events: (AuditQuery, Caller) async throws(Refusal) -> [AuditEvent]
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
    return await answer { () throws(Refusal) in
      .json(try await events(query, request.caller(session: parameter)))
    }
  }

  /// Reads the fields of the body first: a fault in them is said before who asks matters, like on
  /// the real node.
  private func answer<Fields>(
    _ read: (String?, Data) throws(BodyProblem) -> Fields, of request: RouteRequest,
    _ body: (Fields) async throws(Refusal) -> RouteAnswer
  ) async -> RouteAnswer {
    let fields: Fields
    do throws(BodyProblem) {
      fields = try read(request.contentType, request.body)
    } catch {
      return error.answer
    }
    return await answer { () throws(Refusal) in try await body(fields) }
  }

  private func answer(
    _ body: () async throws(Refusal) -> RouteAnswer
  ) async -> RouteAnswer {
    do throws(Refusal) {
      return try await body()
    } catch {
      return error.answer
    }
  }
}

extension RouteAnswer {
  /// That something was done to a task.
  fileprivate static func done(_ id: String) -> RouteAnswer {
    .json(Done(success: true, taskID: id))
  }

  private struct Done: Encodable {
    let success: Bool
    let taskID: String

    private enum CodingKeys: String, CodingKey {
      case success
      case taskID = "task_id"
    }
  }
}
