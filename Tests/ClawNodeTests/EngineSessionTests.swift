import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// Sessions and the audit log of the engine.
@Suite(.timeLimit(.minutes(1)))
struct EngineSessionTests {
  @Test func `a session ends 24 hours after its last use`() async throws {
    let date = ManualDate()
    let engine = TaskEngine(agents: [], now: { date.now })
    let id = await engine.openSession(userID: nil).id
    date.advance(by: 23 * 3600)
    #expect(try await engine.session(id)?.id == id)
    date.advance(by: 23 * 3600)
    let used = try #require(try await engine.session(id))
    #expect(used.lastActivity.date == date.now)
    #expect(used.createdAt.date < date.now)
    date.advance(by: 24 * 3600)
    await #expect(throws: TaskEngine.Refusal.sessionUnknown) { try await engine.session(id) }
  }

  @Test(arguments: [nil, ""])
  func `no session is no error`(id: String?) async throws {
    #expect(try await TaskEngine(agents: []).session(id) == nil)
  }

  @Test func `what names an unknown session is refused and starts nothing`() async throws {
    let engine = TaskEngine(agents: [QuickAgent()])
    let refusal = TaskEngine.Refusal.sessionUnknown
    await #expect(throws: refusal) { try await engine.submit("quick", sessionID: "bad") }
    await #expect(throws: refusal) {
      try await engine.cancel(TaskID("t"), sessionID: "bad")
    }
    #expect(try await engine.auditTrail().isEmpty)
  }

  @Test func `a task leaves its events in the audit log`() async throws {
    let agent = PatientAgent()
    let engine = TaskEngine(agents: [agent])
    let done = try await engine.submit("patient")
    try await agent.clock.waitForSleepers(1)
    agent.clock.advance(by: .seconds(1))
    _ = await engine.finalState(of: done.id)
    #expect(
      try await engine.auditTrail() == ["task.submitted", "task.started", "task.completed"])
    let stopped = try await engine.submit("patient")
    try await agent.clock.waitForSleepers(1)
    _ = try await engine.cancel(stopped.id, sessionID: nil)
    #expect(
      try await engine.auditTrail().suffix(3) == [
        "task.submitted", "task.started", "task.cancelled",
      ])
  }

  @Test func `a submission's event names task, agent, session and user`() async throws {
    let engine = TaskEngine(agents: [QuickAgent()])
    let user = await engine.openSession(userID: NodeText("alice"))
    let task = try await engine.submit("quick", sessionID: user.id)
    let reader = await engine.openSession(userID: nil)
    let events = try await engine.auditEvents(
      sessionID: reader.id, AuditFilter(type: .taskSubmitted))
    let event = try #require(events.first)
    #expect(events.count == 1)
    #expect(event.resourceId == task.id.text)
    #expect(event.resourceType == NodeText("task"))
    #expect(event.userId == NodeText("alice"))
    #expect(event.sessionId == NodeText(user.id))
    #expect(event.details == ["agent_type": "quick"])
  }

  @Test func `a session with a user may not read the log`() async throws {
    let engine = TaskEngine(agents: [])
    let user = await engine.openSession(userID: NodeText("alice"))
    let refusal = TaskEngine.Refusal.notPermitted("Admin permission required to view audit logs")
    await #expect(throws: refusal) {
      try await engine.auditEvents(sessionID: user.id, AuditFilter())
    }
    let empty = await engine.openSession(userID: NodeText(""))
    let events = try await engine.auditEvents(sessionID: empty.id, AuditFilter())
    #expect(events.count == 2)
  }

  @Test func `the log forgets an event when 10,000 newer ones have come`() {
    var log = AuditLog()
    let first = AuditFilter(userId: "first")
    func append(_ user: String) {
      log.append(
        AuditEvent(
          id: user, type: .taskSubmitted, timestamp: NodeDate(.distantPast),
          userId: NodeText(user)))
    }
    append("first")
    for _ in 1..<AuditLog.capacity { append("later") }
    #expect(log.newest(first).count == 1)
    append("later")
    #expect(log.newest(first).isEmpty)
  }

  @Test func `the log gives the newest first`() {
    var log = AuditLog()
    for number in 1...(3 * AuditLog.capacity + 1) {
      log.append(
        AuditEvent(
          id: "\(number)", type: .taskSubmitted, timestamp: NodeDate(.distantPast),
          userId: number.isMultiple(of: 2) ? NodeText("even") : nil))
    }
    #expect(log.newest(AuditFilter(limit: 2)).map(\.id.raw) == ["30001", "30000"])
    #expect(log.newest(AuditFilter(userId: "even", limit: 1)).map(\.id.raw) == ["30000"])
    #expect(log.newest(AuditFilter(type: .taskFailed)).isEmpty)
    #expect(log.newest(AuditFilter(resourceType: "task")).isEmpty)
  }
}
