import ClawLink
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct TaskQueueTests {
  /// An agent that takes one task at a time.
  private struct SingleAgent: Agent {
    let patient = PatientAgent()
    let info = AgentInfo(
      agentType: NodeText("Single"), name: NodeText("Single"), description: nil,
      isConfigured: true, capabilities: [])
    let aliases = ["only"]
    let atOnce: Int? = 1

    func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
      try await patient.work(on: job, for: client)
    }
  }

  @Test func `who has no room lets others pass, and nobody else`() {
    var queue = TaskQueue()
    for (id, agent) in [("1", "a"), ("2", "a"), ("3", "b"), ("4", "a"), ("5", "b")] {
      queue.append(TaskID(id), for: agent)
    }
    #expect(queue.next { _ in false } == nil)
    #expect(queue.next { _ in true } == TaskID("1"))
    #expect(queue.next { $0 != "a" } == TaskID("3"))
    #expect(queue.next { _ in true } == TaskID("2"))
    #expect(queue.next { _ in true } == TaskID("4"))
    #expect(queue.next { $0 == "a" } == nil)
    #expect(queue.next { _ in true } == TaskID("5"))
    #expect(queue.next { _ in true } == nil)
  }

  @Test func `an agent has no more tasks in work than it takes, by whatever name`() async throws {
    let agent = SingleAgent()
    let engine = try TaskEngine(agents: [agent, QuickAgent()])
    let first = try await engine.submit("single")
    try await agent.patient.started.reaches(1)
    let second = try await engine.submit("ONLY")
    // Another agent's task is not held up.
    _ = try await engine.finalState(of: engine.submit("quick").id)
    #expect(try await engine.state(of: second.id).status == .pending)
    _ = try await engine.cancel(first.id)
    try await agent.patient.started.reaches(2)
    #expect(try await engine.state(of: second.id).status == .running)
    await engine.shutDown()
  }
}
