import ClawLink
import ClawNode
import Foundation
import TestSupport
import Testing

/// The adapter and our own node agree on the contract.
@Suite(.timeLimit(.minutes(1)))
struct AdapterOverEmbeddedNodeTests {
  @Test func `a task is handed over, followed and read`() async throws {
    let clock = ManualClock()
    try await EmbeddedNode.running(TaskEngine(agents: [DemoAgent(clock: clock)])) { url in
      try await talking(to: url) { adapter in
        let submitted = try await adapter.submitTask(
          TaskSubmitRequest(agentId: "demo", input: "for 20s"))
        #expect(submitted.status == .pending)
        try await clock.advanceToNextWake()
        try await clock.waitForSleepers(1)
        let planning = try #require(try await adapter.queryTaskState(submitted.id))
        #expect(planning.status == .planning)
        #expect(planning.submittedAt == submitted.state.submittedAt)
      }
    }
  }

  @Test func `a cancel is final`() async throws {
    let clock = ManualClock()
    try await EmbeddedNode.running(TaskEngine(agents: [DemoAgent(clock: clock)])) { url in
      try await talking(to: url) { adapter in
        let task = try await adapter.submitTask(
          TaskSubmitRequest(agentId: "DEMO", input: "for 20s"))
        let first = try await adapter.cancelTask(task.id)
        #expect(first == .cancelled)
        let state = try await adapter.queryTaskState(task.id)
        #expect(state?.status == .cancelled)
        guard case .alreadyFinal(let final) = try await adapter.cancelTask(task.id) else {
          Issue.record("a second cancel is not told as final")
          return
        }
        #expect(final.status == .cancelled)
      }
    }
  }

  @Test func `what is unknown is unknown`() async throws {
    try await EmbeddedNode.running(TaskEngine()) { url in
      try await talking(to: url) { adapter in
        for id in ["none", "日\n\u{1B}[31m", "..."] {
          let state = try await adapter.queryTaskState(TaskID(id))
          #expect(state == nil)
        }
        let outcome = try await adapter.cancelTask(TaskID("none"))
        #expect(outcome == .unknownToNode)
      }
    }
  }

  @Test func `the node describes itself`() async throws {
    try await EmbeddedNode.running(TaskEngine()) { url in
      try await talking(to: url + "/") { adapter in
        let health = try await adapter.health()
        #expect(health.status == NodeText("healthy"))
        #expect(health.version == NodeText("test"))
        #expect(health.progress == true)
        let agents = try await adapter.listAgents()
        #expect(agents.first?.agentType == NodeText("demo"))
        #expect(agents.count == 6)
        let skills = try await adapter.listSkills()
        #expect(skills.count == 3)
      }
    }
  }

  @Test func `an anonymous session reads the audit log and one with a user does not`()
    async throws
  {
    try await EmbeddedNode.running(TaskEngine(agents: [DemoAgent(clock: ManualClock())])) { url in
      try await talking(to: url, userId: "zoë+日本 &=/") { adapter in
        let session = try await adapter.connect()
        #expect(session.userId == NodeText("zoë+日本 &=/"))
        let error = ClawLinkError.notPermitted(
          node: url, permission: NodeText("Admin permission required to view audit logs"))
        await #expect(throws: error) {
          try await adapter.listAuditEvents(AuditFilter(limit: 10))
        }
      }
      try await talking(to: url) { adapter in
        let task = try await adapter.submitTask(
          TaskSubmitRequest(agentId: "demo", input: "something"))
        let events = try await adapter.listAuditEvents(AuditFilter(type: .taskSubmitted))
        #expect(events.map(\.resourceId) == [task.id.text])
      }
    }
  }

  @Test func `a limit beyond the node's is asked as the node's`() async throws {
    try await EmbeddedNode.running(TaskEngine()) { url in
      try await talking(to: url) { adapter in
        let events = try await adapter.listAuditEvents(
          AuditFilter(type: .sessionCreated, limit: 1001))
        #expect(events.count == 1)
      }
    }
  }
}
