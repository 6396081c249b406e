import ClawLink
import ClawMirror
import ClawNode
import Foundation
import TestSupport
import Testing

/// The mirror over the real adapter over our own node.
@Suite(.timeLimit(.minutes(1)))
struct MirrorOverEmbeddedNodeTests {
  @Test func `a submitted task is followed to its end`() async throws {
    let clock = ManualClock()
    try await EmbeddedNode.running(TaskEngine(agents: [DemoAgent(clock: clock)])) { url in
      let adapter = ClawLinkTransportAdapter(try ClawLinkConfiguration(baseUrl: url))
      let mirror = NodeMirror(node: NodeRecord(name: NodeName("n"), url: url), adapter: adapter)
      await mirror.pollOnce()
      let task = try await mirror.submit(
        TaskSubmitRequest(agentId: "demo", input: "wait a little"))
      try await clock.advance {
        await mirror.pollOnce()
        return await mirror.snapshot.tasks.allSatisfy { $0.status.isFinal }
      }
      let record = try #require(await mirror.snapshot.tasks.first)
      await adapter.close()
      #expect(record.key == task.key)
      #expect(record.status == .completed)
      #expect(record.result?.raw.contains("wait a little") == true)
      let moves = record.history.compactMap { entry -> TaskStatus? in
        if case .moved(_, let status) = entry.event { status } else { nil }
      }
      #expect(moves == [.planning, .running, .waiting, .running, .completed])
    }
  }
}
