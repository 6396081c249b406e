import ClawLink
import HTTPTypes
import Hummingbird
import NIOCore
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
    let agent = StubbornAgent()
    let engine = try TaskEngine(
      agents: [agent], limits: NodeLimits(slots: 1, waiting: 2))
    _ = try await engine.submit("stubborn")
    // What is in work waits no more.
    try await agent.started.reaches(1)
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
    let name = NodeText(String(repeating: "x", count: 257))
    let user = try await refusal(NodeLimits()) { _ = try await $0.openSession(userID: name) }
    #expect(user == .tooLarge("User id too long: this node takes 256 bytes at most"))
    let agent = try await refusal(NodeLimits()) { _ = try await $0.submit(name.raw) }
    #expect(agent == .tooLarge("Agent type too long: this node takes 256 bytes at most"))
  }

  @Test func `anonymous sessions give way, those of users do not`() async throws {
    let date = ManualDate()
    let engine = try TaskEngine(
      agents: [], limits: NodeLimits(sessions: 2), now: { date.now })
    var anonymous: [String] = []
    for _ in 1...3 {
      anonymous.append(try await engine.openSession(userID: nil).id)
      date.advance(by: 1)
    }
    await #expect(throws: Refusal.sessionUnknown) {
      try await engine.session(Caller(sessionID: anonymous[0]))
    }
    _ = try await engine.session(Caller(sessionID: anonymous[1]))
    for user in ["ann", "bob"] { _ = try await engine.openSession(userID: NodeText(user)) }
    let full = Refusal.tooMany("Too many sessions: 2 are open already; try again later")
    await #expect(throws: full) { try await engine.openSession(userID: nil) }
  }

  @Test func `bodies together take no more memory than allowed`() async throws {
    let reader = BodyReader(limitBytes: 8, togetherBytes: 12)
    func body(_ text: String) -> Request {
      Request(
        head: HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/"),
        body: RequestBody(buffer: ByteBuffer(string: text)))
    }
    let size = try await reader.withBody(of: body("12345678")) { outer in
      await #expect(throws: Refusal.self) { try await reader.withBody(of: body("12345")) { _ in } }
      return outer.count
    }
    #expect(size == 8)
    #expect(try await reader.withBody(of: body("12345")) { $0.count } == 5)
    await #expect(throws: Refusal.tooLarge("Body too large: this node takes 8 bytes at most")) {
      try await reader.withBody(of: body("123456789")) { _ in }
    }
  }

  @Test(arguments: [
    ("12345", "12345"), ("123456", "12345"), ("1234é", "1234"), ("123😀", "123"),
    // As JSON writes them: two bytes, and six.
    ("12\n34", "12\n3"), ("12\"34", "12\"3"), ("1\u{1}", "1"),
  ])
  func `a result that is too long is cut between characters, and says so`(
    result: String, kept: String
  ) async throws {
    let engine = try TaskEngine(agents: [QuickAgent()], limits: NodeLimits(resultBytes: 5))
    let state = try await engine.finalState(of: engine.submit("quick", result).id)
    #expect(state.status == .completed)
    let words = "the result was cut to \(kept.utf8.count) of \(result.utf8.count) bytes"
    let isCut = kept != result
    #expect(state.result?.raw == kept + (isCut ? "\n(cut here: \(words))" : ""))
    #expect(state.message?.raw == (isCut ? words : nil))
  }

  @Test(arguments: ["\u{0}", "\"", "\n", "é", "\u{2028}", "/"])
  func `the longest result is an answer that clients take`(character: Character) async throws {
    let engine = try TaskEngine(agents: [QuickAgent()])
    let result = String(repeating: character, count: 5 * 1_048_576)
    let state = try await engine.finalState(of: engine.submit("quick", result).id)
    let client = try ClawLinkConfiguration(baseUrl: "http://localhost")
    #expect(RouteAnswer.json(state).body.count < client.bodyLimitBytes)
  }

  @Test func `refusals have their statuses`() {
    let statuses = [
      Refusal.tooLarge(""), .tooMany(""), .stopping, .storeFailed(""), .tokenUnknown,
    ].map(\.answer.status)
    #expect(statuses == [413, 429, 503, 507, 401])
  }
}
