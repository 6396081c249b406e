import Synchronization
import TestSupport
import Testing

@testable import ClawLink

/// A session that several processes share, as several adapters with one keeper here.
@Suite(.timeLimit(.minutes(1)))
struct SharedSessionTests {
  /// Keeps in memory what processes keep in a file.
  private final class Keeper: SessionKeeper {
    private let kept = Mutex<SessionInfo?>(nil)

    func keptSession() async -> SessionInfo? { kept.withLock(\.self) }

    func keep(_ session: SessionInfo) async { kept.withLock { $0 = session } }
  }

  private let keeper = Keeper()

  /// Takes cancels in the sessions that `knows` lists.
  private func running(
    knowing sessions: String..., body: @escaping @Sendable (MisbehavingNode) async throws -> Void
  ) async throws {
    let taken = try NodeReply.recorded(.named("cancel-pending"))
    let refused = try NodeReply.recorded(.named("cancel-bad-session"))
    let node = NodeBehaviour.answers { request in
      sessions.contains(request.query["session_id"] ?? "") ? taken : refused
    }.afterOpeningSessions
    try await MisbehavingNode.running(node, body)
  }

  private func cancel(on node: MisbehavingNode) async throws {
    let adapter = ClawLinkTransportAdapter(
      try ClawLinkConfiguration(baseUrl: node.url), sessions: keeper)
    let outcome = try await adapter.cancelTask(TaskID("t"))
    await adapter.close()
    #expect(outcome == .cancelled)
  }

  private func opened(on node: MisbehavingNode) -> Int {
    node.requests(for: "/api/runtime/sessions").count
  }

  @Test func `the next process uses the session of the one before`() async throws {
    try await running(knowing: "session-1") { node in
      for _ in 1...3 { try await cancel(on: node) }
      #expect(opened(on: node) == 1)
    }
  }

  @Test func `a kept session that the node has forgotten is replaced, for all`() async throws {
    try await running(knowing: "session-2") { node in
      try await cancel(on: node)
      #expect(opened(on: node) == 2)
      try await cancel(on: node)
      #expect(opened(on: node) == 2)
      #expect(await keeper.keptSession()?.id == "session-2")
    }
  }

  @Test func `one that another process has renewed meanwhile is taken, not opened again`()
    async throws
  {
    try await running(knowing: "session-2") { node in
      let early = ClawLinkTransportAdapter(
        try ClawLinkConfiguration(baseUrl: node.url), sessions: keeper)
      let first = try await early.connect()
      #expect(first.id == "session-1")
      try await cancel(on: node)
      let outcome = try await early.cancelTask(TaskID("t"))
      await early.close()
      #expect(outcome == .cancelled)
      #expect(opened(on: node) == 2)
    }
  }
}
