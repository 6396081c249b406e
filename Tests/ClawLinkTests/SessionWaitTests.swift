import TestSupport
import Testing

@testable import ClawLink

/// Waiting for a session that a node does not give.
struct SessionWaitTests {
  @Test func `a cancel ends the wait for a session at once`() async throws {
    let clock = ManualClock()
    let session = NodeSession {
      // A time that never comes.
      try? await clock.sleep(for: .seconds(1))
      return .failure(.cancelled)
    }
    let waiting = Task { () throws(ClawLinkError) in try await session.current() }
    try await clock.waitForSleepers(1)
    waiting.cancel()
    await #expect(throws: ClawLinkError.cancelled) { try await waiting.value }
  }
}

struct ForgottenAdapterTests {
  @Test func `an adapter that nobody closed does not end the process`() async throws {
    var adapter: ClawLinkTransportAdapter? = ClawLinkTransportAdapter(
      try ClawLinkConfiguration(baseUrl: MisbehavingNode.deserted))
    let health = try? await adapter?.health()
    #expect(health == nil)
    weak let forgotten = adapter
    adapter = nil
    #expect(forgotten == nil)
  }
}
