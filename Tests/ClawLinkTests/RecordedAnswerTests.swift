import ClawLink
import Foundation
import TestSupport
import Testing

/// The values of the contract, read from what a real node answered.
struct RecordedAnswerTests {
  private func state(_ name: String) throws -> TaskState {
    try RecordedExchange.named(name).response.decoded(as: TaskState.self)
  }

  @Test(arguments: [
    ("submit-good", TaskStatus.pending), ("state-pending-while-running", .pending),
    ("state-completed", .completed), ("state-cancelled", .cancelled),
    ("state-cancelled-then-completed", .completed), ("state-cancelled-then-failed", .failed),
    ("state-failed-unknown-agent", .failed), ("state-failed-ollama-timeout", .failed),
  ])
  func `a task's state is read`(name: String, status: TaskStatus) throws {
    let state = try state(name)
    #expect(state.status == status)
    #expect(state.success == (status == .completed))
    #expect(!state.isUnknownToNode)
  }

  @Test(arguments: [
    "state-unknown-uuid", "state-unknown-text", "state-uppercase-id", "state-unknown-unicode",
    "state-completed-task-after-restart", "state-pending-task-after-restart",
  ])
  func `a task that the node does not know is told from a failed one`(name: String) throws {
    #expect(try state(name).isUnknownToNode)
  }

  @Test func `a failure with the same words and an execution time is a failure`() {
    let failed = TaskState(
      id: TaskID("t"), status: .failed, error: NodeText("Task not found"), executionTime: 0)
    #expect(!failed.isUnknownToNode)
  }

  @Test func `every recorded task state is read and written back alike`() throws {
    let exchanges = try RecordedExchange.all().filter {
      $0.response.status == 200 && $0.request.path.hasSuffix("/state")
    }
    #expect(exchanges.count > 40)
    for exchange in exchanges {
      let state = try exchange.response.decoded(as: TaskState.self)
      let recorded = try exchange.response.decoded(as: JSONValue.self)
      let written = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(state))
      #expect(written == recorded, "\(exchange.name)")
    }
  }

  @Test func `submission time, execution time and metadata are read`() throws {
    let pending = try state("submit-whole-second")
    #expect(pending.submittedAt == Date(timeIntervalSince1970: 1_767_225_600))
    #expect(pending.executionTime == nil)
    #expect(try state("state-failed-unknown-agent").executionTime == 4.4e-05)
    #expect(try state("state-whole-second").executionTime == 0)
    #expect(try state("state-completed").metadata?["model"] == "codellama")
    #expect(try state("state-result-null").result == nil)
    #expect(try state("state-result-empty").result == NodeText(""))
  }

  @Test func `a state that we do not know is kept as the node spells it`() throws {
    let json = #"{"task_id": "t", "state": "PAUSED"}"#
    let state = try JSONDecoder().decode(TaskState.self, from: Data(json.utf8))
    #expect(state.status == .unknown(NodeText("PAUSED")))
    #expect(!state.status.isFinal)
  }

  @Test(arguments: [(0.0, 0), (41.7, 41), (100, 100), (-5, nil), (1e300, nil)])
  func `progress is whole percent within 0 and 100, else not said`(number: Double, percent: Int?) {
    let state = TaskState(
      id: TaskID("t"), status: .running, metadata: ["progress": .number(number)])
    #expect(state.progress == percent)
  }

  @Test func `agents come in the node's order`() throws {
    let agents = try RecordedExchange.named("agents").response.decoded(as: [AgentInfo].self)
    #expect(
      agents.map(\.agentType.raw) == ["claude", "auggie", "ollama", "opendevin", "goose"])
    #expect(agents.map(\.isConfigured) == [false, false, true, true, true])
    #expect(agents.first?.capabilities.contains(NodeText("code_generation")) == true)
  }

  @Test func `skills are read`() throws {
    let skills = try RecordedExchange.named("skills").response.decoded(as: [SkillInfo].self)
    #expect(skills.map(\.id.raw) == ["code_generation", "code_analysis", "documentation"])
    #expect(skills.first?.requiredPermissions == [NodeText("write")])
  }

  @Test func `sessions are read`() throws {
    let session = try RecordedExchange.named("session-unicode-user").response
      .decoded(as: SessionInfo.self)
    #expect(session.userId == NodeText("zoë+日本 &=/"))
    #expect(Set(session.permissions.map(\.raw)).count == 3)
    let anonymous = try RecordedExchange.named("session-anonymous").response
      .decoded(as: SessionInfo.self)
    #expect(anonymous.userId == nil)
  }

  @Test func `audit events name the task and its agent`() throws {
    let events = try RecordedExchange.named("audit-type-task.submitted").response
      .decoded(as: [AuditEvent].self)
    let newest = try #require(events.first)
    #expect(events.count == 3)
    #expect(newest.type.raw == AuditEventType.taskSubmitted.rawValue)
    #expect(newest.resourceId == NodeText("ccd08b1c-3f4d-4b39-9890-798229563f2e"))
    #expect(newest.details == ["agent_type": "ollama"])
  }

  @Test func `the real node says of its health that it is there`() throws {
    let health = try RecordedExchange.named("health").response.decoded(as: NodeHealth.self)
    #expect(health == NodeHealth(status: NodeText("healthy")))
  }
}
