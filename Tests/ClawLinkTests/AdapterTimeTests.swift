import ClawLink
import Foundation
import TestSupport
import Testing

/// Time-outs, interruptions and the end of an adapter. Time is stepped.
@Suite(.timeLimit(.minutes(1)))
struct AdapterTimeTests {
  @Test(arguments: [
    NodeBehaviour.hangsBeforeHead, .hangsAfterHead, .hangsInBody,
  ])
  func `a hung answer ends with the time-out for reading`(hanging: NodeBehaviour) async throws {
    let clock = ManualClock()
    try await conversing(with: hanging, clock: clock) { node, adapter in
      let call = Task { try await adapter.health() }
      try await node.waitForRequests(1)
      try await clock.waitForSleepers(1)
      clock.advance(by: .milliseconds(5000))
      let error = ClawLinkError.timedOut(
        node: node.url, operation: "ask for health", afterMs: 5000)
      await #expect(throws: error) { try await call.value }
    }
  }

  @Test func `bytes that drip in do not put the time-out off`() async throws {
    let clock = ManualClock()
    try await conversing(with: .drips, timeoutMs: 3000, clock: clock) { node, adapter in
      let call = Task { try await adapter.health() }
      try await node.waitForRequests(1)
      try await clock.waitForSleepers(1)
      for _ in 1...3 {
        clock.advance(by: .milliseconds(900))
        node.drip()
      }
      clock.advance(by: .milliseconds(300))
      let error = ClawLinkError.timedOut(
        node: node.url, operation: "ask for health", afterMs: 3000)
      await #expect(throws: error) { try await call.value }
    }
  }

  @Test func `an answer that drips in within the time is read`() async throws {
    let clock = ManualClock()
    try await conversing(with: .drips, clock: clock) { node, adapter in
      let call = Task { try await adapter.health() }
      try await node.waitForRequests(1)
      for _ in #"{"status": "healthy"}"# { node.drip() }
      let health = try await call.value
      #expect(health.status == NodeText("healthy"))
    }
  }

  @Test func `a hung submission is unconfirmed after the whole time-out`() async throws {
    let clock = ManualClock()
    let hanging = NodeBehaviour.hangsBeforeHead.afterOpeningSessions
    let date = ManualDate()
    try await conversing(with: hanging, timeoutMs: 9000, clock: clock, date: date) {
      node, adapter in
      let call = Task { try await adapter.submitTask(.secret) }
      try await node.waitForRequests(2)
      try await clock.waitForSleepers(1)
      clock.advance(by: .milliseconds(9000))
      let error = ClawLinkError.lostSecret(
        node: node.url, reason: "no answer in 9000 ms", sentAt: date.now)
      await #expect(throws: error) { try await call.value }
      #expect(node.requests(for: "/api/runtime/tasks/submit").count == 1)
    }
  }

  @Test func `a connection that never opened has sent nothing`() async throws {
    let listener = try UnacceptingListener()
    // The clock stands still: what ends the wait is the connection's own limit.
    try await talking(to: listener.url, timeoutMs: 500, clock: ManualClock()) { adapter in
      let error = ClawLinkError.unreachable(
        node: listener.url, reason: "no connection within 450 ms")
      await #expect(throws: error) { try await adapter.health() }
      await #expect(throws: error) { try await adapter.submitTask(.secret) }
    }
  }

  @Test func `a cancelled caller is told so`() async throws {
    try await conversing(with: .hangsBeforeHead, clock: ManualClock()) { node, adapter in
      let call = Task { try await adapter.health() }
      try await node.waitForRequests(1)
      call.cancel()
      await #expect(throws: ClawLinkError.cancelled) { try await call.value }
    }
  }

  @Test func `a submission that is interrupted is unconfirmed`() async throws {
    let hanging = NodeBehaviour.hangsBeforeHead.afterOpeningSessions
    let date = ManualDate()
    try await conversing(with: hanging, clock: ManualClock(), date: date) { node, adapter in
      let call = Task { try await adapter.submitTask(.secret) }
      try await node.waitForRequests(2)
      call.cancel()
      let error = ClawLinkError.lostSecret(
        node: node.url, reason: "interrupted", sentAt: date.now)
      await #expect(throws: error) { try await call.value }
    }
  }

  @Test func `closing ends what is in flight, and nothing is asked after it`() async throws {
    try await conversing(with: .hangsBeforeHead, clock: ManualClock()) { node, adapter in
      let call = Task { try await adapter.health() }
      try await node.waitForRequests(1)
      await adapter.close()
      await #expect(throws: ClawLinkError.self) { try await call.value }
      await #expect(throws: ClawLinkError.closed) { try await adapter.health() }
      await #expect(throws: ClawLinkError.closed) { try await adapter.connect() }
      await #expect(throws: ClawLinkError.closed) { try await adapter.submitTask(.secret) }
      #expect(node.requests.count == 1)
    }
  }
}
