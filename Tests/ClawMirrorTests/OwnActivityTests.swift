import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// A log of which nothing can be read: what our own session did is known all the same (CONTRACT
/// quirk 32).
@Suite(.timeLimit(.minutes(1)))
struct OwnActivityTests {
  @Test func `a submission whose answer was lost is found, though the log cannot be read`()
    async throws
  {
    try await RealNodeScene.run { scene in
      let known = try await scene.submit()
      await scene.poll()
      scene.node.freeze()
      try await scene.runOut {
        await #expect(throws: ClawLinkError.self) { try await scene.submit("is it there?") }
      }
      scene.node.thaw()
      scene.played.submit()
      scene.played.submit(isBad: true)
      await scene.tick(for: 30)
      guard case .failing(.nodeFault) = await scene.known.discovery else {
        Issue.record("the log can be read")
        return
      }
      #expect(await scene.known.isAnswering)
      await scene.mirror.takePart()
      let unconfirmed = try #require(await scene.known.unconfirmed.first)
      let id = try #require(unconfirmed.candidates.first)
      #expect(unconfirmed.candidates.count == 1)
      #expect(try await scene.record(id.text.raw).status == .pending)
      #expect(await Set(scene.mirror.snapshot.tasks.map(\.key.id)) == [TaskID(known), id])
      // Every ten seconds one page of the log and one of our own.
      let asked = scene.node.requests.count { $0.path.hasSuffix("/activity") }
      #expect((3...4).contains(asked))
    }
  }

  @Test func `what it names leaves no gap when the log can be read again, later or next time`()
    async throws
  {
    for isNextStart in [false, true] {
      let ledger = try Ledger()
      let first = MirrorScene(ledger: ledger)
      await first.adapter.script {
        $0.session = "ours"
        $0.knownSessions = ["ours"]
      }
      await first.adapter.hold("before", .pending, at: first.date.now)
      await first.mirror.pollOnce()
      for number in 1...60 {
        await first.adapter.hold("\(number)", .pending, at: first.date.now)
      }
      await first.adapter.hold("ours", .pending, session: "ours", at: first.date.now)
      await first.adapter.hold("bad", .pending, at: first.date.now)
      await first.adapter.script { $0.badEvent = NodeText("event of bad") }
      first.date.advance(by: 2)
      await first.mirror.pollOnce()
      #expect(await first.mirror.snapshot.tasks.count == 2)
      await first.adapter.script { $0.badEvent = nil }
      first.date.advance(by: 10)
      let next =
        isNextStart
        ? MirrorScene(ledger: ledger, adapter: first.adapter, date: first.date) : first
      await next.mirror.pollOnce()
      #expect(await next.mirror.snapshot.tasks.count == 63)
      #expect(await next.node.discovery == .working)
    }
  }

  @Test func `where that cannot be read either, nothing else is said`() async throws {
    let scene = MirrorScene()
    await scene.adapter.script { $0.session = "ours" }
    await scene.adapter.hold("bad", .pending, session: "ours", at: scene.date.now)
    await scene.adapter.script { $0.badEvent = NodeText("event of bad") }
    await scene.mirror.pollOnce()
    #expect(await scene.adapter.takeCalls().contains(.activity("ours")))
    #expect(await scene.mirror.snapshot.tasks.isEmpty)
    #expect(await scene.node.isAnswering)
    guard case .failing(.nodeFault) = await scene.node.discovery else {
      Issue.record("the log can be read")
      return
    }
  }
}
