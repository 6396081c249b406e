import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ClawLink

/// One session for an adapter, opened when it is needed and renewed when it is lost.
@Suite(.timeLimit(.minutes(1)))
struct AdapterSessionTests {
  private static let sessionPath = "/api/runtime/sessions"

  /// Takes cancels, but only with this session.
  private static func takingCancels(with session: String) throws -> NodeBehaviour {
    let taken = try NodeReply.recorded(.named("cancel-pending"))
    let refused = try NodeReply.recorded(.named("cancel-bad-session"))
    return NodeBehaviour.answers { request in
      request.query["session_id"] == session ? taken : refused
    }.afterOpeningSessions
  }

  private static func cancelTogether(
    _ count: Int, on adapter: ClawLinkTransportAdapter
  ) async throws -> [CancelOutcome] {
    try await withThrowingTaskGroup(of: CancelOutcome.self) { group in
      for number in 1...count {
        group.addTask { try await adapter.cancelTask(TaskID("task-\(number)")) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test func `concurrent first calls open one session`() async throws {
    try await conversing(with: Self.takingCancels(with: "session-1")) { node, adapter in
      let outcomes = try await Self.cancelTogether(20, on: adapter)
      #expect(outcomes == Array(repeating: .cancelled, count: 20))
      #expect(node.requests(for: Self.sessionPath).count == 1)
    }
  }

  @Test func `connecting opens the session that later calls use`() async throws {
    try await conversing(with: Self.takingCancels(with: "session-1")) { node, adapter in
      let session = try await adapter.connect()
      let again = try await adapter.connect()
      #expect(session.id == "session-1")
      #expect(again == session)
      _ = try await adapter.cancelTask(TaskID("t"))
      #expect(node.requests(for: Self.sessionPath).count == 1)
    }
  }

  @Test func `a lost session is renewed once and the call repeated`() async throws {
    try await conversing(with: Self.takingCancels(with: "session-2")) { node, adapter in
      let outcome = try await adapter.cancelTask(TaskID("t"))
      #expect(outcome == .cancelled)
      #expect(node.requests(for: Self.sessionPath).count == 2)
      #expect(
        node.requests(for: "/api/runtime/tasks/t/cancel").map(\.query) == [
          ["session_id": "session-1"], ["session_id": "session-2"],
        ])
    }
  }

  @Test func `concurrent calls that lost their session renew it once`() async throws {
    try await conversing(with: Self.takingCancels(with: "session-2")) { node, adapter in
      let outcomes = try await Self.cancelTogether(20, on: adapter)
      #expect(outcomes == Array(repeating: .cancelled, count: 20))
      #expect(node.requests(for: Self.sessionPath).count == 2)
    }
  }

  @Test func `a node that refuses every session is told so after the second`() async throws {
    let refusing = NodeBehaviour.refusesSessions.afterOpeningSessions
    try await conversing(with: refusing) { node, adapter in
      let error = ClawLinkError.sessionRefused(node: node.url)
      await #expect(throws: error) { try await adapter.submitTask(.secret) }
      #expect(node.requests(for: Self.sessionPath).count == 2)
      #expect(node.requests(for: "/api/runtime/tasks/submit").count == 2)
    }
  }

  @Test func `a node that opens no session is told so`() async throws {
    try await conversing(with: .refusesSessions) { node, adapter in
      let error = ClawLinkError.sessionRefused(node: node.url)
      await #expect(throws: error) { try await adapter.connect() }
    }
  }

  @Test func `states, agents and skills are asked without a session`() async throws {
    let behaviour = try NodeBehaviour.recorded("agents", "skills", "state-completed", "health")
    try await conversing(with: behaviour) { node, adapter in
      _ = try await adapter.listAgents()
      _ = try await adapter.listSkills()
      _ = try await adapter.queryTaskState(TaskID("b7a311e7-3f79-4864-814d-58c288b97dff"))
      _ = try await adapter.health()
      #expect(node.requests.allSatisfy { $0.query.isEmpty && $0.method == "GET" })
      #expect(node.requests.count == 4)
    }
  }

  @Test func `audit events are asked with session, limit and type`() async throws {
    let events = try NodeReply.recorded(.named("audit-type-task.submitted"))
    try await conversing(with: .always(events).afterOpeningSessions) { node, adapter in
      let listed = try await adapter.listAuditEvents(AuditFilter(type: .taskSubmitted, limit: 3))
      _ = try await adapter.listAuditEvents(AuditFilter(limit: 1000))
      #expect(listed.count == 3)
      #expect(
        node.requests(for: "/api/audit/events").map(\.query) == [
          ["session_id": "session-1", "limit": "3", "event_type": "task.submitted"],
          ["session_id": "session-1", "limit": "1000"],
        ])
    }
  }

  @Test func `many looks together share two connections`() async throws {
    let state = try NodeReply.recorded(.named("state-completed"))
    try await conversing(with: .always(state)) { node, adapter in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...50 {
          group.addTask { _ = try await adapter.queryTaskState(TaskID("task")) }
        }
        try await group.waitForAll()
      }
      #expect(node.requests.count == 50)
      #expect(node.connectionCount <= 2)
    }
  }

  @Test func `openings never overlap, even when they fail`() async throws {
    let open = Mutex((now: 0, most: 0))
    let session = NodeSession {
      open.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      await Task.yield()
      open.withLock { $0.now -= 1 }
      return .failure(.closed)
    }
    await withTaskGroup(of: Void.self) { group in
      for _ in 1...500 {
        group.addTask {
          for _ in 1...5 { _ = try? await session.current() }
        }
      }
    }
    #expect(open.withLock { $0.most } == 1)
  }
}
