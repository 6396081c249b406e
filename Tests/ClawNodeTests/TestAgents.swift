import ClawLink
import TestSupport

@testable import ClawNode

/// An agent that works until its clock is moved by a second, and says when it starts and stops.
struct PatientAgent: Agent {
  let clock = ManualClock()
  let started = AwaitedCount()
  let stopped = AwaitedCount()

  let info = AgentInfo(
    agentType: NodeText("patient"), name: NodeText("Patient"), description: nil,
    isConfigured: true, capabilities: [])

  func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
    defer { stopped.change(by: 1) }
    await client.take(.running)
    started.change(by: 1)
    try await clock.sleep(for: .seconds(1))
    return AgentResult(job.prompt)
  }
}

/// An agent that does not care whether it was cancelled: it goes on until it is let go.
struct StubbornAgent: Agent {
  let gate = AwaitedCount()
  let started = AwaitedCount()

  let info = AgentInfo(
    agentType: NodeText("stubborn"), name: NodeText("Stubborn"), description: nil,
    isConfigured: true, capabilities: [])

  func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
    started.change(by: 1)
    let gate = gate
    try await Task { try await gate.reaches(1) }.value
    await client.take(.running)
    await client.take(.message(NodeText("still at it")))
    return AgentResult(NodeText("done all the same"))
  }
}

/// An agent that ends at once, well or with the prompt as its failure.
struct QuickAgent: Agent {
  var type = "quick"
  var fails = false
  var wantsToken = false

  var info: AgentInfo {
    AgentInfo(
      agentType: NodeText(type), name: NodeText("Quick"), description: NodeText("Done at once"),
      isConfigured: true, capabilities: [NodeText("haste")])
  }

  func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
    if fails { throw AgentFailure(job.prompt.raw) }
    return AgentResult(job.prompt)
  }
}

/// An agent that says that it was stopped, although nobody has stopped it.
struct GivingUpAgent: Agent {
  let info = AgentInfo(
    agentType: NodeText("givingup"), name: NodeText("Giving up"), description: nil,
    isConfigured: true, capabilities: [])

  func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
    throw CancellationError()
  }
}

extension TaskEngine {
  func submit(
    _ agent: String, _ prompt: String = "work", caller: Caller = Caller()
  ) throws -> TaskState {
    try submit(
      agentType: NodeText(agent), job: AgentJob(prompt: NodeText(prompt)), caller: caller)
  }

  /// Cancels a task before its agent can have begun.
  func submitAndCancel(_ agent: String) throws -> TaskID {
    let id = try submit(agent).id
    _ = try cancel(id)
    return id
  }

  /// The state in which the task ends.
  func finalState(of id: TaskID) async throws -> TaskState {
    while try await !state(of: id).status.isFinal { await Task.yield() }
    return try await state(of: id)
  }

  /// The types of all events, oldest first.
  func auditTrail() async throws -> [String] {
    let session = try openSession(userID: nil)
    let events = try await auditEvents(
      AuditFilter(resourceType: "task", limit: 1000), caller: Caller(sessionID: session.id))
    return events.reversed().map(\.type.raw)
  }
}
