import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// Sessions and the audit log, alike over HTTP and straight onto the engine.
@Suite(.timeLimit(.minutes(1)))
struct AdapterAuditBehaviourTests {
  typealias Kind = AdapterBehaviourTests.Kind

  private let quick = TaskSubmitRequest(agentId: "quick", input: "work")

  @Test(arguments: Kind.allCases)
  func `concurrent first calls share one session`(kind: Kind) async throws {
    let engine = try TaskEngine(agents: [QuickAgent()])
    try await kind.running(engine) { adapter in
      let request = quick
      let sessions = try await withThrowingTaskGroup(of: String?.self) { group in
        for _ in 1...20 { group.addTask { try await adapter.submitTask(request).sessionId } }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(sessions.count == 1)
      let opened = try await adapter.listAuditEvents(AuditFilter(type: .sessionCreated))
      #expect(opened.count == 1)
    }
  }

  @Test(arguments: Kind.allCases)
  func `a session that has ended is replaced without a word`(kind: Kind) async throws {
    let date = ManualDate()
    let engine = try TaskEngine(agents: [QuickAgent()], now: { date.now })
    try await kind.running(engine) { adapter in
      let first = try await adapter.submitTask(quick)
      date.advance(by: 25 * 3600)
      let second = try await adapter.submitTask(quick)
      #expect(first.sessionId != second.sessionId)
      let known = try await adapter.session(second.sessionId ?? "")
      #expect(known?.id == second.sessionId)
      let gone = try await adapter.session(first.sessionId ?? "")
      #expect(gone == nil)
    }
  }

  @Test(arguments: Kind.allCases)
  func `the log is read by type, user, resource and limit`(kind: Kind) async throws {
    let engine = try TaskEngine(agents: [QuickAgent()])
    try await Kind.local.running(engine, userId: "ann") { adapter in
      _ = try await adapter.submitTask(quick)
    }
    try await kind.running(engine) { adapter in
      let task = try await adapter.submitTask(quick)
      let submitted = try await adapter.listAuditEvents(AuditFilter(type: .taskSubmitted))
      #expect(submitted.count == 2)
      #expect(submitted.first?.resourceId == task.id.text)
      #expect(submitted.first?.sessionId?.raw == task.sessionId.map { String($0.prefix(8)) })
      let anns = try await adapter.listAuditEvents(AuditFilter(userId: "ann"))
      #expect(Set(anns.map(\.userId)) == [NodeText("ann")])
      let tasks = try await adapter.listAuditEvents(AuditFilter(resourceType: "task"))
      #expect(tasks.allSatisfy { $0.resourceType == NodeText("task") })
      let newest = try await adapter.listAuditEvents(
        AuditFilter(type: .taskSubmitted, limit: 1))
      #expect(newest == Array(submitted.prefix(1)))
    }
  }

  @Test(arguments: Kind.allCases)
  func `a session with a user reads its own activity and nothing else`(kind: Kind) async throws {
    try await kind.running(TaskEngine(agents: [QuickAgent()]), userId: "ann") { adapter in
      _ = try await adapter.submitTask(quick)
      let own = try await adapter.listActivity(ofUser: "ann", limit: 10)
      #expect(own.map(\.type.raw) == ["task.submitted", "session.created"])
      let other = ClawLinkError.notPermitted(
        node: adapter.node,
        permission: NodeText("Can only view own activity or requires admin permission"))
      await #expect(throws: other) { try await adapter.listActivity(ofUser: "bob", limit: 10) }
      let log = ClawLinkError.notPermitted(
        node: adapter.node, permission: NodeText("Admin permission required to view audit logs"))
      await #expect(throws: log) { try await adapter.listAuditEvents(AuditFilter()) }
    }
  }

  @Test(arguments: Kind.allCases)
  func `any session reads what was done in a session`(kind: Kind) async throws {
    try await kind.running(TaskEngine(agents: [QuickAgent()])) { adapter in
      let session = try await adapter.connect().id
      let task = try await adapter.submitTask(quick)
      let done = try await adapter.listActivity(ofSession: session, limit: 10)
      #expect(done.map(\.type.raw) == ["task.submitted", "session.created"])
      #expect(done.first?.resourceId == task.id.text)
      let one = try await adapter.listActivity(ofSession: session, limit: 1)
      #expect(one == Array(done.prefix(1)))
      let none = try await adapter.listActivity(ofSession: "none", limit: 10)
      #expect(none.isEmpty)
    }
  }

  @Test(arguments: Kind.allCases, [-1, 0, 1001])
  func `a limit out of range is taken for the nearest one in it`(
    kind: Kind, limit: Int
  ) async throws {
    try await kind.running(TaskEngine(agents: []), userId: "ann") { adapter in
      let session = try await adapter.connect().id
      let users = try await adapter.listActivity(ofUser: "ann", limit: limit)
      let sessions = try await adapter.listActivity(ofSession: session, limit: limit)
      #expect(users.map(\.type.raw) == ["session.created"])
      #expect(sessions == users)
    }
  }
}
