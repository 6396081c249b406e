import ClawLink
import Foundation
import Synchronization
import TestSupport

/// Runs `body` with a node that behaves like this and an adapter that talks to it.
func conversing(
  with behaviour: NodeBehaviour, userId: String? = nil, timeoutMs: Int = 30_000,
  clock: any Clock<Duration> = ContinuousClock(),
  date: ManualDate? = nil,
  _ body: (MisbehavingNode, ClawLinkTransportAdapter) async throws -> Void
) async throws {
  try await MisbehavingNode.running(behaviour) { node in
    try await talking(to: node.url, userId: userId, timeoutMs: timeoutMs, clock: clock, date: date)
    {
      try await body(node, $0)
    }
  }
}

/// Runs `body` with an adapter for this address, and closes it after.
func talking(
  to url: String, userId: String? = nil, timeoutMs: Int = 30_000,
  clock: any Clock<Duration> = ContinuousClock(),
  date: ManualDate? = nil,
  _ body: (ClawLinkTransportAdapter) async throws -> Void
) async throws {
  let adapter = ClawLinkTransportAdapter(
    try ClawLinkConfiguration(
      baseUrl: url, userId: userId, deviceId: "test",
      // Reading may take three intervals. By the machine's clock that must be enough for a slow one.
      pollIntervalMs: clock is ContinuousClock ? 10_000 : 1000, timeoutMs: timeoutMs,
      bodyLimitBytes: 2 * 1_048_576),
    clock: clock, now: { date?.now ?? Date() })
  do {
    try await body(adapter)
  } catch {
    await adapter.close()
    throw error
  }
  await adapter.close()
}

/// Everything that the updates bring, while their clock is stepped from look to look.
func collected(
  _ updates: TaskUpdates, stepping clock: ManualClock
) async throws -> [TaskUpdateEvent] {
  let hasEnded = Mutex(false)
  let following = Task {
    defer { hasEnded.withLock { $0 = true } }
    return try await updates.reduce(into: []) { $0.append($1) }
  }
  try await clock.advance { hasEnded.withLock { $0 } }
  return try await following.value
}

extension TaskSubmitRequest {
  /// A submission whose prompt must never come back in an error.
  static let secret = TaskSubmitRequest(agentId: "ollama", input: "the secret prompt")
}

extension ClawLinkError {
  /// That submission, when its answer was lost in the first session of a misbehaving node.
  static func lostSecret(node: String, reason: String, sentAt: Date) -> ClawLinkError {
    .submitUnconfirmed(
      UnconfirmedSubmission(
        node: node, reason: reason, agentId: "ollama", sentAt: sentAt, sessionId: "session-1"))
  }
}
