import Foundation
import TestSupport
import Testing

@testable import ClawLink

/// What the client makes of each quirk of the real node: connections, times and answers.
@Suite(.timeLimit(.minutes(1)))
struct ConnectionQuirkTests {
  private let task = TaskID("t")

  private func always(_ name: String) throws -> NodeBehaviour {
    .always(try .recorded(.named(name)))
  }

  @Test func `quirk 7: after a 500 the connection is gone, and the next call does not meet it`()
    async throws
  {
    let good = try NodeBehaviour.wellBehaved()
    let behaviour = NodeBehaviour.answers { request in
      let isOdd = !request.number.isMultiple(of: 2)
      return isOdd ? NodeBehaviour.failsInside.reply(to: request) : good.reply(to: request)
    }
    try await conversing(with: behaviour) { node, adapter in
      for _ in 1...50 {
        await #expect(throws: ClawLinkError.self) { try await adapter.queryTaskState(task) }
        let state = try await adapter.queryTaskState(task)
        #expect(state?.status == .completed)
      }
      // Repeating a GET whose connection died is allowed; repeating an answered one is not.
      #expect(node.requests.count == 100)
    }
  }

  @Test func `quirk 20: looks are spread, and a node may take five seconds`() async throws {
    let clock = ManualClock()
    let budget = RequestBudget(perSecond: 100, clock: clock)
    for _ in 1...100 { try await budget.spend() }
    let next = Task { try await budget.spend() }
    try await clock.waitForSleepers(1)
    clock.advance(by: .milliseconds(10))
    try await next.value
    for interval in [50, 1000, 5000] {
      let configuration = try ClawLinkConfiguration(
        baseUrl: "http://h", pollIntervalMs: interval)
      #expect(configuration.readTimeoutMs >= 5000)
      #expect(configuration.timeoutMs >= 10_000)
    }
  }

  @Test func `quirk 21: a node that closes an idle connection is not noticed`() async throws {
    try await conversing(with: .wellBehaved()) { node, adapter in
      for _ in 1...20 {
        let state = try await adapter.queryTaskState(task)
        #expect(state?.status == .completed)
        try await node.closeConnections()
      }
      #expect(node.connectionCount >= 20)
    }
  }

  @Test func `quirk 22: one connection is enough for many looks`() async throws {
    try await conversing(with: .wellBehaved()) { node, adapter in
      for _ in 1...90 { _ = try await adapter.queryTaskState(task) }
      #expect(node.requests.count == 90)
      #expect(node.connectionCount == 1)
    }
  }

  @Test func `quirk 24: dates have no zone and maybe no fraction, times may be negative`() throws {
    let session = try RecordedExchange.named("session-whole-second").response
      .decoded(as: SessionInfo.self)
    #expect(session.createdAt == NodeDate(Date(timeIntervalSince1970: 1_767_225_600)))
    let fraction = try #require(NodeDate("2026-01-01T00:00:00.25"))
    #expect(fraction.date.timeIntervalSince1970 == 1_767_225_600.25)
    let json = #"{"task_id": "t", "state": "completed", "execution_time": -7198.98}"#
    let state = try JSONDecoder().decode(TaskState.self, from: Data(json.utf8))
    #expect(state.executionTime == -7198.98)
  }

  @Test func `quirk 25: numbers in exponent form, ids byte for byte`() async throws {
    try await conversing(with: always("state-failed-unknown-agent")) { _, adapter in
      let state = try await adapter.queryTaskState(task)
      #expect(state?.executionTime == 4.4e-05)
    }
    try await conversing(with: always("state-uppercase-id")) { node, adapter in
      let id = "B21B2FE3-121F-462A-A623-CCA0AD318738"
      let state = try await adapter.queryTaskState(TaskID(id))
      #expect(state == nil)
      #expect(node.requests.map(\.path) == ["/api/runtime/tasks/\(id)/state"])
    }
    let recorded = try RecordedExchange.named("state-id-with-slash").request.path
    try await conversing(with: always("state-id-with-slash")) { node, adapter in
      _ = try? await adapter.queryTaskState(TaskID("a/b"))
      #expect(node.requests.map(\.path) == [recorded])
    }
  }

  @Test(arguments: ["", "/", "///"])
  func `quirk 26: slashes at the end of an address change nothing`(slashes: String) async throws {
    try await MisbehavingNode.running(.wellBehaved()) { node in
      try await talking(to: node.url + "/prefix" + slashes) { adapter in
        for operation in Operation.allCases { _ = try? await operation.run(on: adapter) }
        #expect(node.requests.count >= Operation.allCases.count)
        for request in node.requests {
          #expect(request.path.hasPrefix("/prefix/"))
          #expect(!request.path.contains("//") && !request.path.hasSuffix("/"))
        }
      }
    }
  }

  @Test func `quirk 27: a wrong path is told from something that is not there`() async throws {
    try await conversing(with: always("session-get-unknown")) { _, adapter in
      let session = try await adapter.session("s")
      #expect(session == nil)
    }
    try await conversing(with: always("unknown-path")) { node, adapter in
      let error = ClawLinkError.foreignServer(
        node: node.url, found: "it has no endpoint for 'look at a session'")
      await #expect(throws: error) { try await adapter.session("s") }
    }
    try await conversing(with: .answersHTML) { node, adapter in
      let error = try #require(
        await #expect(throws: ClawLinkError.self) { try await adapter.health() })
      #expect("\(error)".contains("is not a CoderClawLink node"))
    }
  }

  @Test func `quirk 28: a refusal's detail is a list, a sentence or plain text`() async throws {
    let expected: [(String, @Sendable (String) -> ClawLinkError)] = [
      (
        "submit-missing-prompt",
        { node in
          .invalidRequest(
            node: node,
            faults: [
              FieldFault(field: NodeText("body.prompt"), message: NodeText("Field required"))
            ])
        }
      ),
      (
        "submit-invalid-utf8",
        { node in
          .refused(
            node: node, status: 400, detail: NodeText("There was an error parsing the body"))
        }
      ),
      (
        "session-after-restart",
        { node in
          .refused(
            node: node, status: 404, detail: NodeText("Session not found or expired"))
        }
      ),
      (
        "submit-nan-in-422",
        { node in .nodeFault(node: node, operation: "list skills", status: 500) }
      ),
    ]
    for (name, error) in expected {
      try await conversing(with: always(name)) { node, adapter in
        await #expect(throws: error(node.url)) { try await adapter.listSkills() }
      }
    }
  }

  @Test func `quirk 31: gone, frozen or restarting all may pass`() async throws {
    let clock = ManualClock()
    try await conversing(with: .wellBehaved(), clock: clock) { node, adapter in
      try await node.stop()
      let gone = await #expect(throws: ClawLinkError.self) { try await adapter.health() }
      try await node.start()
      node.behave(.closesBeforeHead)
      let restarting = await #expect(throws: ClawLinkError.self) { try await adapter.health() }
      node.behave(.hangsBeforeHead)
      let asked = node.requests.count
      let call = Task { try await adapter.health() }
      try await node.waitForRequests(asked + 1)
      try await clock.waitForSleepers(1)
      clock.advance(by: .seconds(5))
      let frozen = await #expect(throws: ClawLinkError.self) { try await call.value }
      #expect([gone, restarting, frozen].map { $0?.mayPass } == [true, true, true])
      node.behave(try .wellBehaved())
      let health = try await adapter.health()
      #expect(health.status == NodeText("healthy"))
    }
  }
}
