import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// Tasks that ask.
@Suite(.timeLimit(.minutes(1)))
struct QuestionTests {
  /// Asks once and gives the answer back.
  private struct AskingAgent: Agent {
    let ended = AwaitedCount()
    let info = AgentInfo(
      agentType: NodeText("asking"), name: NodeText("Asking"), description: nil,
      isConfigured: true, capabilities: [])

    func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
      defer { ended.change(by: 1) }
      return AgentResult(try await client.ask(job.prompt))
    }
  }

  private func asking(
    _ body: (TaskEngine, TaskID, AskingAgent) async throws -> Void
  ) async throws {
    let agent = AskingAgent()
    let engine = try TaskEngine(agents: [agent])
    let id = try await engine.submit("asking", "Which one?").id
    while try await engine.state(of: id).status != .waiting { await Task.yield() }
    try await body(engine, id, agent)
    await engine.shutDown()
  }

  private func input(_ body: String, to id: TaskID, of engine: TaskEngine) async -> RouteAnswer {
    await NodeRoutes(engine: engine, version: "1").table.answer(
      to: RouteRequest(
        method: "POST", target: "/api/runtime/tasks/\(id)/input",
        contentType: "application/json", body: Data(body.utf8)))
  }

  @Test func `a task that asks waits with its question until it is answered`() async throws {
    try await asking { engine, id, _ in
      #expect(try await engine.state(of: id).metadata?["question"] == "Which one?")
      let answer = await input(#"{"text":"that one"}"#, to: id, of: engine)
      #expect(answer.status == 200)
      let state = try await engine.finalState(of: id)
      #expect(state.result?.raw == "that one")
      #expect(state.metadata?["question"] == nil)
      let reader = Caller(sessionID: try await engine.openSession(userID: nil).id)
      let events = try await engine.auditEvents(
        AuditFilter(type: .resourceModified), caller: reader)
      #expect(events.map(\.action?.raw) == ["task_input"])
      #expect(events.first?.resourceId == id.text)
      #expect(events.first?.details == ["characters": 8])
    }
  }

  @Test func `a cancel ends the question`() async throws {
    try await asking { engine, id, agent in
      #expect(try await engine.cancel(id))
      try await agent.ended.reaches(1)
      #expect(try await engine.state(of: id).metadata?["question"] == nil)
      #expect(await input(#"{"text":"late"}"#, to: id, of: engine).status == 400)
    }
  }

  @Test func `who answers nothing, or nobody who asks, is told`() async throws {
    try await asking { engine, id, _ in
      #expect(await input("{}", to: id, of: engine).status == 422)
      #expect(await input(#"{"text":7}"#, to: id, of: engine).status == 422)
      #expect(await input(#"{"text":"x"}"#, to: TaskID("none"), of: engine).status == 400)
      let state = try await engine.state(of: id)
      #expect(state.status == .waiting)
    }
  }
}
