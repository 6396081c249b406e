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
    let engine = try TaskEngine(agents: [], now: { date.now })
    let id = try await engine.openSession(userID: nil).id
    date.advance(by: 23 * 3600)
    #expect(try await engine.session(Caller(sessionID: id))?.id == id)
    date.advance(by: 23 * 3600)
    let used = try #require(try await engine.session(Caller(sessionID: id)))
    #expect(used.lastActivity.date == date.now)
    #expect(used.createdAt.date < date.now)
    date.advance(by: 24 * 3600)
    await #expect(throws: Refusal.sessionUnknown) {
      try await engine.session(Caller(sessionID: id))
    }
  }

  @Test(arguments: [nil, ""])
  func `no session is no error`(id: String?) async throws {
    #expect(try await TaskEngine(agents: []).session(Caller(sessionID: id)) == nil)
  }

  @Test func `what names an unknown session is refused and starts nothing`() async throws {
    let engine = try TaskEngine(agents: [QuickAgent()])
    let refusal = Refusal.sessionUnknown
    await #expect(throws: refusal) {
      try await engine.submit("quick", caller: Caller(sessionID: "bad"))
    }
    await #expect(throws: refusal) {
      try await engine.cancel(TaskID("t"), caller: Caller(sessionID: "bad"))
    }
    #expect(try await engine.auditTrail().isEmpty)
  }

  @Test func `a task leaves its events in the audit log`() async throws {
    let agent = PatientAgent()
    let engine = try TaskEngine(agents: [agent])
    let done = try await engine.submit("patient")
    try await agent.clock.waitForSleepers(1)
    agent.clock.advance(by: .seconds(1))
    _ = try await engine.finalState(of: done.id)
    #expect(
      try await engine.auditTrail() == [
        "task.submitted", "task.started", "agent.executed", "task.completed",
      ])
    let stopped = try await engine.submit("patient")
    try await agent.clock.waitForSleepers(1)
    _ = try await engine.cancel(stopped.id)
    #expect(
      try await engine.auditTrail().suffix(3) == [
        "task.submitted", "task.started", "task.cancelled",
      ])
  }

  @Test func `a submission's event names task, agent, session and user`() async throws {
    let engine = try TaskEngine(agents: [QuickAgent()])
    let user = try await engine.openSession(userID: NodeText("alice"))
    let task = try await engine.submit("quick", caller: Caller(sessionID: user.id))
    let reader = try await engine.openSession(userID: nil)
    let events = try await engine.auditEvents(
      AuditFilter(type: .taskSubmitted), caller: Caller(sessionID: reader.id))
    let event = try #require(events.first)
    #expect(events.count == 1)
    #expect(event.resourceId == task.id.text)
    #expect(event.resourceType == NodeText("task"))
    #expect(event.userId == NodeText("alice"))
    #expect(event.sessionId == NodeText(String(user.id.prefix(8))))
    #expect(event.details == ["agent_type": "quick"])
  }

  @Test func `a session with a user may not read the log`() async throws {
    let engine = try TaskEngine(agents: [])
    let user = try await engine.openSession(userID: NodeText("alice"))
    let refusal = Refusal.notPermitted("Admin permission required to view audit logs")
    await #expect(throws: refusal) {
      try await engine.auditEvents(
        AuditFilter(), caller: Caller(sessionID: user.id))
    }
    let empty = try await engine.openSession(userID: NodeText(""))
    let events = try await engine.auditEvents(AuditFilter(), caller: Caller(sessionID: empty.id))
    #expect(events.map(\.type.raw) == ["session.created", "session.created"])
  }
}
