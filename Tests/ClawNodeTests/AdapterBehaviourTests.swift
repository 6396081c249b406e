import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// One contract, two adapters: over HTTP and straight onto the engine.
@Suite(.timeLimit(.minutes(1)))
struct AdapterBehaviourTests {
  enum Kind: CaseIterable, Sendable {
    case http, local

    /// Runs `body` with an adapter of this kind for the engine, and closes it after.
    func running(
      _ engine: TaskEngine, userId: String? = nil,
      _ body: (any TransportAdapter) async throws -> Void
    ) async throws {
      switch self {
      case .http:
        try await EmbeddedNode.running(engine) { url in
          let adapter = ClawLinkTransportAdapter(
            try ClawLinkConfiguration(baseUrl: url, userId: userId, pollIntervalMs: 50))
          try await closing(adapter, after: body)
        }
      case .local:
        let pace = PollingPace(interval: .milliseconds(1))
        try await closing(
          LocalTransportAdapter(engine, userId: userId, pace: pace), after: body)
      }
    }

    private func closing(
      _ adapter: some TransportAdapter, after body: (any TransportAdapter) async throws -> Void
    ) async throws {
      do {
        try await body(adapter)
      } catch {
        await adapter.close()
        throw error
      }
      await adapter.close()
    }
  }

  private func request(_ agent: String? = "quick", _ input: String = "work") -> TaskSubmitRequest {
    TaskSubmitRequest(agentId: agent, input: input)
  }

  /// Asks once and gives the answer back.
  private struct AskingAgent: Agent {
    let info = AgentInfo(
      agentType: NodeText("asking"), name: NodeText("Asking"), description: nil,
      isConfigured: true, capabilities: [])

    func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
      AgentResult(try await client.ask(job.prompt))
    }
  }

  @Test(arguments: Kind.allCases)
  func `a task that asks goes on with the answer, and takes no second one`(
    kind: Kind
  ) async throws {
    try await kind.running(TaskEngine(agents: [AskingAgent()])) { adapter in
      let task = try await adapter.submitTask(request("asking", "Which one?"))
      for try await event in adapter.streamTaskUpdates(task.id) where event.status == .waiting {
        let state = try await adapter.queryTaskState(task.id)
        #expect(state?.question?.raw == "Which one?")
        try await adapter.sendInput("that one", to: task.id)
      }
      let end = try await adapter.queryTaskState(task.id)
      #expect(end?.result?.raw == "that one")
      do throws(ClawLinkError) {
        try await adapter.sendInput("another", to: task.id)
        Issue.record("taken")
      } catch {
        guard case .refused(_, status: 400, _) = error else { throw error }
      }
    }
  }

  @Test(arguments: Kind.allCases)
  func `a task is handed over and followed to its end`(kind: Kind) async throws {
    try await kind.running(TaskEngine(agents: [QuickAgent()])) { adapter in
      let task = try await adapter.submitTask(request())
      #expect(task.status == .pending)
      #expect(task.agentId == "quick")
      #expect(task.node == adapter.node)
      let session = try await adapter.connect()
      #expect(task.sessionId == session.id)
      let events = try await adapter.streamTaskUpdates(task.id).reduce(into: []) {
        $0.append($1)
      }
      #expect(events.last?.status == .completed)
      #expect(events.last?.state.result == NodeText("work"))
    }
  }

  @Test(arguments: Kind.allCases)
  func `a failure is told in the agent's words`(kind: Kind) async throws {
    try await kind.running(TaskEngine(agents: [QuickAgent(fails: true)])) { adapter in
      let task = try await adapter.submitTask(request("quick", "went wrong"))
      let last = try await adapter.streamTaskUpdates(task.id).reduce(into: task.state) {
        $0 = $1.state
      }
      #expect(last.status == .failed)
      #expect(last.error == NodeText("went wrong"))
      #expect(last.executionTime != nil)
    }
  }

  @Test(arguments: Kind.allCases)
  func `the prompt and its context reach the agent`(kind: Kind) async throws {
    let agent = ContextAgent()
    try await kind.running(TaskEngine(agents: [agent])) { adapter in
      let given = TaskSubmitRequest(
        agentId: "context", description: "d", input: "p", thinking: .low, metadata: ["n": 3])
      let task = try await adapter.submitTask(given)
      let last = try await adapter.streamTaskUpdates(task.id).reduce(into: task.state) {
        $0 = $1.state
      }
      #expect(last.result == NodeText("p description=d n=3.0 thinking=low"))
    }
  }

  @Test(
    arguments: Kind.allCases,
    [(["quick", "general-purpose"], "general-purpose"), (["quick", "other"], "quick")]
      as [([String], String)])
  func `without an agent the general one takes it, else the first that is configured`(
    kind: Kind, agents: ([String], String)
  ) async throws {
    let engine = try TaskEngine(agents: agents.0.map { QuickAgent(type: $0) })
    try await kind.running(engine) { adapter in
      let task = try await adapter.submitTask(request(nil))
      #expect(task.agentId == agents.1)
    }
  }

  @Test(arguments: Kind.allCases)
  func `without an agent and without one that is configured nothing is sent`(
    kind: Kind
  ) async throws {
    try await kind.running(TaskEngine(agents: [])) { adapter in
      let error = ClawLinkError.configuration(
        key: "agent", problem: "no agent is configured on \(adapter.node)")
      await #expect(throws: error) { try await adapter.submitTask(request(nil)) }
    }
  }

  @Test(arguments: Kind.allCases)
  func `a cancel is told as what it was`(kind: Kind) async throws {
    let agent = PatientAgent()
    try await kind.running(TaskEngine(agents: [agent])) { adapter in
      let task = try await adapter.submitTask(request("patient"))
      try await agent.started.reaches(1)
      let first = try await adapter.cancelTask(task.id)
      #expect(first == .cancelled)
      guard case .alreadyFinal(let final) = try await adapter.cancelTask(task.id) else {
        Issue.record("a second cancel is not told as final")
        return
      }
      #expect(final.status == .cancelled)
      let unknown = try await adapter.cancelTask(TaskID("none"))
      #expect(unknown == .unknownToNode)
    }
  }

  @Test(arguments: Kind.allCases)
  func `what is unknown is unknown`(kind: Kind) async throws {
    try await kind.running(TaskEngine(agents: [])) { adapter in
      let id = TaskID("日\n\u{1B}[31m")
      let state = try await adapter.queryTaskState(id)
      #expect(state == nil)
      let session = try await adapter.session("none")
      #expect(session == nil)
      let error = ClawLinkError.taskUnknown(node: adapter.node, id: id)
      await #expect(throws: error) {
        for try await _ in adapter.streamTaskUpdates(id) {}
      }
    }
  }

  @Test(arguments: Kind.allCases)
  func `agents, skills and health are the engine's`(kind: Kind) async throws {
    let engine = try TaskEngine(agents: [QuickAgent()])
    try await kind.running(engine) { adapter in
      let agents = try await adapter.listAgents()
      #expect(await agents == engine.agents())
      let skills = try await adapter.listSkills()
      #expect(skills == SkillInfo.ofEveryNode)
      let health = try await adapter.health()
      #expect(health.status == NodeText("healthy"))
      #expect(health.instance == NodeText(engine.instance))
      #expect(health.progress == true)
    }
  }

  @Test(arguments: Kind.allCases)
  func `nothing is asked after the end`(kind: Kind) async throws {
    try await kind.running(TaskEngine(agents: [QuickAgent()])) { adapter in
      await adapter.close()
      let closed = ClawLinkError.closed
      let none = TaskID("none")
      await #expect(throws: closed) { try await adapter.connect() }
      await #expect(throws: closed) { try await adapter.session("none") }
      await #expect(throws: closed) { try await adapter.submitTask(request()) }
      await #expect(throws: closed) { try await adapter.submitTask(request(nil)) }
      await #expect(throws: closed) { try await adapter.queryTaskState(none) }
      await #expect(throws: closed) { try await adapter.cancelTask(none) }
      await #expect(throws: closed) { try await adapter.listAgents() }
      await #expect(throws: closed) { try await adapter.listSkills() }
      await #expect(throws: closed) { try await adapter.listAuditEvents(AuditFilter()) }
      await #expect(throws: closed) { try await adapter.listActivity(ofUser: "u", limit: 1) }
      await #expect(throws: closed) { try await adapter.listActivity(ofSession: "s", limit: 1) }
      await #expect(throws: closed) { try await adapter.health() }
      await #expect(throws: closed) { for try await _ in adapter.streamTaskUpdates(none) {} }
    }
  }
}

/// An agent that gives back what it was told.
private struct ContextAgent: Agent {
  let info = AgentInfo(
    agentType: NodeText("context"), name: NodeText("Context"), description: nil,
    isConfigured: true, capabilities: [])

  func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
    let context = job.context.sorted { $0.key < $1.key }.map { key, value in
      "\(key)=" + (value.text?.raw ?? value.number.map { "\($0)" } ?? "?")
    }
    return AgentResult(NodeText(([job.prompt.raw] + context).joined(separator: " ")))
  }
}
