import ClawLink
import Foundation
import TestSupport
import Testing

/// What the client makes of each quirk of the real node: sessions, users and the audit log.
@Suite(.timeLimit(.minutes(1)))
struct SessionQuirkTests {
  private static let sessions = "/api/runtime/sessions"

  private func always(_ name: String) throws -> NodeBehaviour {
    .always(try .recorded(.named(name)))
  }

  @Test(arguments: ["submit-user-session", "submit-user-session-tenant-owner"])
  func `quirk 8: a session with a user may do almost nothing, and that is explained`(
    name: String
  ) async throws {
    try await conversing(with: always(name).afterOpeningSessions, userId: "ann") { node, adapter in
      let error = try #require(
        await #expect(throws: ClawLinkError.self) { try await adapter.submitTask(.secret) })
      #expect(error == .notPermitted(node: node.url, permission: NodeText("task:submit")))
      #expect("\(error)".contains("task:submit"))
      #expect("\(error)".contains("admin, developer"))
      #expect("\(error)".contains("without a user id"))
    }
  }

  @Test func `quirk 8: without a user id, a session is anonymous`() async throws {
    try await conversing(with: .wellBehaved()) { node, adapter in
      _ = try await adapter.connect()
      #expect(node.requests.map(\.query) == [["device_id": "test"]])
    }
  }

  @Test func `quirk 9: the session goes to a different place for each endpoint`() async throws {
    try await conversing(with: .wellBehaved(), userId: "ann") { node, adapter in
      for operation in Operation.allCases { try await operation.run(on: adapter) }
      let asked = Dictionary(grouping: node.requests, by: \.path).mapValues { $0[0] }
      #expect(asked[Self.sessions]?.query == ["user_id": "ann", "device_id": "test"])
      #expect(asked[Self.sessions]?.body.isEmpty == true)
      let submit = try #require(asked["/api/runtime/tasks/submit"])
      let body = try JSONDecoder().decode(JSONValue.self, from: submit.body)
      #expect(body.object?["session_id"] == "session-1")
      #expect(submit.query.isEmpty)
      let inQuery = [
        "/api/runtime/tasks/t/cancel": "session_id", "/api/audit/events": "session_id",
        "/api/audit/users/u/activity": "session_id",
        "/api/audit/sessions/s/activity": "auth_session_id",
      ]
      for (path, name) in inQuery { #expect(asked[path]?.query[name] == "session-1") }
    }
  }

  @Test func `quirk 10: a session that has ended is replaced, and states need none`()
    async throws
  {
    let ended = try NodeReply.recorded(.named("submit-old-session-after-restart"))
    let good = try NodeBehaviour.wellBehaved()
    let behaviour = NodeBehaviour.answers { request in
      let isOld = String(decoding: request.body, as: UTF8.self).contains("session-1")
      return isOld ? ended : good.reply(to: request)
    }
    try await conversing(with: behaviour.afterOpeningSessions) { node, adapter in
      let submitted = try await adapter.submitTask(.secret)
      #expect(submitted.sessionId == "session-2")
      #expect(node.requests(for: "/api/runtime/tasks/submit").count == 2)
      _ = try await adapter.queryTaskState(TaskID("t"))
      #expect(node.requests.last?.query == [:])
    }
  }

  @Test func `quirk 11: a lost submit is never sent again, and can be looked for`() async throws {
    let good = try NodeBehaviour.wellBehaved()
    let losing = NodeBehaviour.answers { request in
      let reply = good.reply(to: request)
      return request.path.hasSuffix("/submit")
        ? reply.delivered(.nothing, thenCloses: true) : reply
    }
    try await conversing(with: losing) { node, adapter in
      let error = try #require(
        await #expect(throws: ClawLinkError.self) { try await adapter.submitTask(.secret) })
      guard case .submitUnconfirmed(let lost) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(lost.sessionId == "session-1")
      #expect(lost.agentId == "ollama")
      #expect("\(error)".contains("look for it before sending again"))
      #expect(node.requests(for: "/api/runtime/tasks/submit").count == 1)
      _ = try await adapter.findUnconfirmedSubmissions(lost)
      #expect(
        node.requests.last?.query
          == ["session_id": "session-1", "limit": "1000", "event_type": "task.submitted"])
    }
  }

  @Test func `quirk 12: the audit log stands in for a list of tasks`() async throws {
    try await conversing(with: .wellBehaved()) { node, adapter in
      let filter = AuditFilter(type: .taskSubmitted, limit: 5000)
      let events = try await adapter.listAuditEvents(filter)
      #expect(node.requests.last?.query["limit"] == "1000")
      #expect(Set(events.map(\.id)).count == 3)
      for event in events {
        #expect(event.resourceType == NodeText("task"))
        #expect(event.resourceId != nil)
        #expect(event.details["agent_type"] == "ollama")
      }
    }
  }

  @Test func `quirk 13: available means configured`() async throws {
    try await conversing(with: always("agents-while-backend-down")) { _, adapter in
      let agents = try await adapter.listAgents()
      #expect(
        agents.filter(\.isConfigured).map(\.agentType.raw) == ["ollama", "opendevin", "goose"])
    }
    try await conversing(with: always("state-failed-backend-down")) { _, adapter in
      let state = try #require(try await adapter.queryTaskState(TaskID("t")))
      #expect(state.error?.raw.contains("All connection attempts failed") == true)
    }
  }

  @Test func `quirk 29: any session may cancel, so the log must say whose a task is`()
    async throws
  {
    try await conversing(with: always("cancel-other-session").afterOpeningSessions) { _, adapter in
      let outcome = try await adapter.cancelTask(TaskID("others"))
      #expect(outcome == .cancelled)
    }
    let events = try RecordedExchange.named("session-activity").response
      .decoded(as: [AuditEvent].self)
    let whose = NodeText("85d2720d-4bc2-4b58-ae20-8dff82787f8b")
    #expect(events.allSatisfy { $0.sessionId == whose })
  }

  @Test func `quirk 30: nothing looks at a session unless it is asked to`() async throws {
    try await conversing(with: .wellBehaved()) { node, adapter in
      for operation in Operation.allCases where operation != .session {
        try await operation.run(on: adapter)
      }
      #expect(!node.requests.contains { $0.method == "GET" && $0.path.hasPrefix(Self.sessions) })
      _ = try await adapter.session("s")
      #expect(node.requests.last?.path == Self.sessions + "/s")
      #expect(node.requests.last?.query == [:])
    }
  }

  @Test(arguments: ["audit-limit-1000", "audit-anonymous"])
  func `quirk 32: a log that cannot be read is not an empty log`(name: String) async throws {
    let fault = try NodeReply.recorded(.named(name))
    let one = try NodeReply.recorded(.named("audit-limit-1"))
    let behaviour = NodeBehaviour.answers { $0.query["limit"] == "1" ? one : fault }
    try await conversing(with: behaviour.afterOpeningSessions) { node, adapter in
      let error = ClawLinkError.nodeFault(
        node: node.url, operation: "read the audit log", status: 500)
      await #expect(throws: error) { try await adapter.listAuditEvents(AuditFilter(limit: 1000)) }
      let events = try await adapter.listAuditEvents(AuditFilter(limit: 1))
      #expect(events.count == 1)
    }
  }

  @Test func `quirk 33: one session for all, and none for what needs none`() async throws {
    try await conversing(with: .wellBehaved()) { node, adapter in
      for operation in [Operation.state, .agents, .skills, .health] {
        try await operation.run(on: adapter)
      }
      #expect(node.requests(for: Self.sessions).isEmpty)
      for operation in Operation.allCases + Operation.allCases {
        try await operation.run(on: adapter)
      }
      #expect(node.requests(for: Self.sessions).count == 1)
    }
  }
}
