import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct ModelWaitTests {
  private func busy(_ status: Int, _ headers: [(name: String, value: String)] = []) -> NodeBehaviour
  {
    var reply = NodeReply.json(#"{"error": {"message": "slow down"}}"#, status: status)
    reply.headers += headers
    return .always(reply)
  }

  @Test(arguments: ModelKind.allCases, [429, 503, 529])
  func `an upstream with too much to do is asked again when it says`(
    kind: ModelKind, status: Int
  ) async throws {
    let first = busy(status, [("retry-after", "20")])
    let behaviour = NodeBehaviour.once(first, then: .always(kind.answer("done")))
    try await ModelScene.running(kind, behaviour) { scene in
      let engine = try TaskEngine(agents: [scene.agent])
      let task = try await engine.submit(kind.rawValue)
      // The limit's and the wait's.
      try await scene.clock.waitForSleepers(2)
      let waiting = try await engine.state(of: task.id)
      #expect(waiting.status == .waiting)
      #expect(waiting.message == NodeText("tries again in 20 s: \(status) slow down"))
      scene.clock.advance(by: .seconds(19))
      #expect(scene.upstream.requests.count == 1)
      scene.clock.advance(by: .seconds(1))
      let state = try await engine.finalState(of: task.id)
      #expect(state.result == NodeText("done"))
      #expect(scene.upstream.requests.count == 2)
    }
  }

  @Test
  func `one that does not say when is asked again after a while, and then after a longer one`()
    async throws
  {
    try await ModelScene.running(.ollama, busy(503)) {
      $0.limit = .seconds(6)
    } _: { scene in
      async let failure = scene.failure()
      try await scene.clock.waitForSleepers(2)
      #expect(scene.client.messages.last == "tries again in 2 s: 503 slow down")
      scene.clock.advance(by: .seconds(2))
      try await scene.client.messageTally.reaches(4)
      #expect(scene.client.messages.last == "tries again in 3 s: 503 slow down")
      #expect(
        scene.client.steps.suffix(4).prefix(3)
          == [.running, .message(NodeText("asked again")), .waiting])
      try await scene.clock.waitForSleepers(2)
      scene.clock.advance(by: .seconds(3))
      let text = try #require(try await failure).message.raw
      let end = "answered 503: slow down, and would have to be asked again in 5 s: the limit is 6 s"
      #expect(text.hasSuffix(end))
    }
  }

  @Test(arguments: ModelKind.allCases)
  func `a wait beyond the limit fails at once`(kind: ModelKind) async throws {
    try await ModelScene.running(kind, busy(429, [("retry-after", "3600")])) { scene in
      let text = try #require(try await scene.failure()).message.raw
      #expect(
        text == """
          \(kind.rawValue) at \(scene.upstream.url) answered 429: slow down, and would have to be \
          asked again in 3,600 s: the limit is 300 s
          """)
      #expect(scene.upstream.requests.count == 1)
    }
  }

  @Test func `an account that is used up is not waited for`() async throws {
    let error = #"{"error": {"type": "insufficient_quota", "message": "pay first"}}"#
    try await ModelScene.running(.auggie, .always(.json(error, status: 429))) { scene in
      let text = try #require(try await scene.failure()).message.raw
      #expect(text.hasSuffix("answered 429: insufficient_quota: pay first"))
    }
  }

  @Test func `waits count for the limit`() async throws {
    let behaviour = NodeBehaviour.once(
      busy(429, [("retry-after", "200")]), then: .hangsBeforeHead)
    try await ModelScene.running(.claude, behaviour) { scene in
      async let failure = scene.failure()
      try await scene.clock.waitForSleepers(2)
      scene.clock.advance(by: .seconds(200))
      try await scene.upstream.waitForRequests(2)
      scene.clock.advance(by: .seconds(100))
      let text = try #require(try await failure).message.raw
      #expect(text.hasSuffix("gave no whole answer within 300 s"))
    }
  }

  @Test func `a cancel ends a wait`() async throws {
    try await ModelScene.running(.auggie, busy(429, [("retry-after", "20")])) { scene in
      let engine = try TaskEngine(agents: [scene.agent])
      let task = try await engine.submit("auggie")
      try await scene.clock.waitForSleepers(2)
      #expect(try await engine.cancel(task.id))
      while scene.clock.sleeperCount > 0 {
        try Task.checkCancellation()
        await Task.yield()
      }
      #expect(scene.upstream.requests.count == 1)
    }
  }
}

struct RetryAfterTests {
  private let now = Date(timeIntervalSince1970: 1_767_225_600)

  @Test(arguments: [
    ("20", 20), (" 1.2 ", 2), ("0", 1), ("-5", 1), ("1e300", 31_536_000),
    ("Thu, 01 Jan 2026 00:01:00 GMT", 60), ("Thursday, 01-Jan-26 00:01:00 GMT", 60),
    ("Thu Jan  1 00:01:00 2026", 60), ("Wed, 31 Dec 2025 00:00:00 GMT", 1),
    ("soon", nil), ("", nil), ("inf", nil),
  ])
  func `seconds and dates are read`(value: String, seconds: Int?) {
    let wait = RetryAfter.wait(value, at: nil, now: now)
    #expect(wait == seconds.map { .seconds($0) })
  }

  @Test func `a date counts from the upstream's own`() {
    let wait = RetryAfter.wait(
      "Thu, 01 Jan 2026 10:00:30 GMT", at: "Thu, 01 Jan 2026 10:00:00 GMT", now: now)
    #expect(wait == .seconds(30))
  }
}
