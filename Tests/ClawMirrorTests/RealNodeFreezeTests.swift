import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// A node with one thread, which a burst of submissions keeps busy (CONTRACT quirk 20).
@Suite(.timeLimit(.minutes(1)))
struct RealNodeFreezeTests {
  @Test func `a second without an answer is no outage, and what was asked for is done once`()
    async throws
  {
    let events = try await RealNodeScene.run { scene in
      let (first, second) = (try await scene.submit(), try await scene.submit())
      await scene.poll()
      let before = scene.node.requests.count
      scene.node.freeze()
      scene.date.advance(by: 2)
      async let polled: Void = scene.mirror.pollOnce()
      async let sent = scene.submit("while it is frozen")
      async let cancelled = scene.mirror.cancel(TaskID(first))
      try await scene.node.waitForRequests(before + 3)
      for _ in 1...50 { scene.played.submit() }
      scene.date.advance(by: 1)
      #expect(await scene.known.isAnswering)
      #expect(try await scene.marks(second) == [])
      #expect(try await scene.marks(first) == [.cancelling])
      scene.node.thaw()
      await polled
      let third = try await sent
      #expect(try await cancelled == .cancelled)
      await scene.poll()
      #expect(scene.played.lives.count == 53)
      #expect(await scene.mirror.snapshot.tasks.count == 53)
      #expect(try await scene.marks(first) == [.mayStillRun])
      #expect(try await scene.record(third).submitter == .us)
      #expect(await scene.known.isAnswering)
    }
    let saysNoAnswer = events.sayNoAnswer
    #expect(!saysNoAnswer)
    #expect(events.restarts == 0)
  }

  @Test
  func `beyond the time-out the node is silent and its live tasks are stale, until it goes on`()
    async throws
  {
    try await RealNodeScene.run { scene in
      let (live, ended) = (try await scene.submit(), try await scene.submit())
      scene.played.end(ended)
      await scene.poll()
      let lastAnswer = scene.date.now
      scene.node.freeze()
      scene.date.advance(by: 2)
      try await scene.runOut { await scene.mirror.pollOnce() }
      #expect(await !scene.known.isAnswering)
      #expect(try await scene.marks(live) == [])
      scene.date.advance(by: 2)
      #expect(try await scene.marks(live) == [.stale(since: lastAnswer)])
      #expect(try await scene.marks(ended) == [])
      #expect(try await scene.record(live).status == .pending)

      scene.node.thaw()
      scene.played.end(live)
      await scene.poll(after: 60)
      #expect(await scene.known.isAnswering)
      #expect(try await scene.record(live).status == .completed)
      #expect(try await scene.marks(live) == [])
    }
  }

  @Test func `a submission whose answer was lost is unconfirmed, not resent, and found in the log`()
    async throws
  {
    try await RealNodeScene.run { scene in
      await scene.poll()
      scene.node.freeze()
      try await scene.runOut {
        await #expect(throws: ClawLinkError.self) { try await scene.submit("is it there?") }
      }
      #expect(await scene.mirror.snapshot.tasks.isEmpty)
      scene.node.thaw()
      await scene.tick(for: 10)
      await scene.mirror.takePart()
      let id = try #require(scene.played.lives.keys.first)
      #expect(scene.played.lives.count == 1)
      let unconfirmed = await scene.known.unconfirmed
      #expect(unconfirmed.map(\.submission.request.input) == ["is it there?"])
      #expect(unconfirmed.map(\.candidates) == [[TaskID(id)]])
      #expect(try await scene.record(id).submitter == .other(user: nil))
    }
  }
}
