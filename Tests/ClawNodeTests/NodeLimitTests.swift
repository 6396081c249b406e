import ClawLink
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct NodeLimitTests {
  private func refusal(
    _ limits: NodeLimits, _ body: (TaskEngine) async throws -> Void
  ) async throws -> Refusal {
    let engine = try TaskEngine(agents: [StubbornAgent()], limits: limits)
    return try #require(await #expect(throws: Refusal.self) { try await body(engine) })
  }

  @Test func `a full queue is refused, and nothing is dropped`() async throws {
    let engine = try TaskEngine(
      agents: [StubbornAgent()], limits: NodeLimits(slots: 1, waiting: 2))
    let first = try await engine.submit("stubborn")
    let second = try await engine.submit("stubborn")
    await #expect(throws: Refusal.tooMany("Queue full: 2 tasks wait already; try again later")) {
      try await engine.submit("stubborn")
    }
    for task in [first, second] {
      #expect(try await !engine.state(of: task.id).status.isFinal)
    }
    _ = try await engine.cancel(second.id)
    #expect(try await engine.submit("stubborn").status == .pending)
  }

  @Test func `what is too large is refused with the limit`() async throws {
    let prompt = try await refusal(NodeLimits(promptBytes: 4)) {
      _ = try await $0.submit("stubborn", "ééé")
    }
    #expect(prompt == .tooLarge("Prompt too large: this node takes 4 bytes at most"))
    let context = try await refusal(NodeLimits(contextBytes: 8)) {
      let job = AgentJob(prompt: NodeText("p"), context: ["key": "value"])
      _ = try await $0.submit(agentType: NodeText("stubborn"), job: job)
    }
    #expect(context == .tooLarge("Context too large: this node takes 8 bytes at most"))
    let sessions = try await refusal(NodeLimits(sessions: 1)) {
      for _ in 1...2 { _ = try await $0.openSession(userID: nil) }
    }
    #expect(
      sessions == .tooMany("Too many sessions: 1 are open already; try again later"))
  }

  @Test(arguments: [("12345", "12345"), ("123456", "12345"), ("1234é", "1234"), ("123😀", "123")])
  func `a result that is too long is cut between characters, and says so`(
    result: String, kept: String
  ) async throws {
    let engine = try TaskEngine(agents: [QuickAgent()], limits: NodeLimits(resultBytes: 5))
    let state = try await engine.finalState(of: engine.submit("quick", result).id)
    #expect(state.status == .completed)
    #expect(state.result?.raw == kept)
    let bytes = result.utf8.count
    let words = bytes > 5 ? "the result was cut to 5 of \(bytes) bytes" : nil
    #expect(state.message?.raw == words)
  }

  @Test func `refusals have their statuses`() {
    let statuses = [
      Refusal.tooLarge(""), .tooMany(""), .stopping, .storeFailed(""), .tokenUnknown,
    ].map(\.answer.status)
    #expect(statuses == [413, 429, 503, 507, 401])
  }
}
