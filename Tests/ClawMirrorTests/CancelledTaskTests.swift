import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// Tasks that only their cancel names, because their submission is out of the log.
@Suite(.timeLimit(.minutes(1)))
struct CancelledTaskTests {
  @Test func `the node is asked for such a task, and says when it was submitted`() async throws {
    try await RealNodeScene.run { scene in
      let id = scene.played.submit()
      let submittedAt = scene.date.now
      scene.played.openSessions(10_000)
      scene.date.advance(by: 60)
      scene.played.cancel(id)
      await scene.poll()
      let record = try await scene.record(id)
      #expect(record.status == .cancelled)
      #expect(record.submittedAt == submittedAt)
      #expect(record.submitter == .other(user: nil))
      #expect(try await scene.marks(id) == [.mayStillRun])
      let looks = scene.looks(at: id)
      #expect(looks <= 2)
      scene.played.end(id)
      await scene.tick(for: 11)
      #expect(try await scene.marks(id) == [.finishedAfterCancel])
    }
  }

  @Test func `cancels are read once a minute, and of known tasks nothing more is asked`()
    async throws
  {
    let scene = MirrorScene()
    await scene.adapter.hold("known", .pending, at: scene.date.now)
    await scene.adapter.cancel("known", at: scene.date.now)
    await scene.mirror.pollOnce()
    #expect(await cancels(scene) == [.cancels(limit: 1000)])
    for _ in 1...150 {
      scene.date.advance(by: 1)
      await scene.mirror.pollOnce()
    }
    #expect(await cancels(scene) == [.cancels(limit: 50), .cancels(limit: 50)])
  }

  @Test func `many are asked for a few at a time`() async throws {
    let scene = MirrorScene()
    for number in 1...25 { await scene.adapter.cancel("\(number)", at: scene.date.now) }
    var counts: [Int] = []
    for _ in 1...4 {
      await scene.mirror.pollOnce()
      counts.append(await scene.mirror.snapshot.tasks.count)
      scene.date.advance(by: 1)
    }
    #expect(counts == [10, 20, 25, 25])
  }

  @Test func `one that the node cannot say, or does not know, is not shown and asked for once`()
    async throws
  {
    let scene = MirrorScene()
    for id in ["unknown", "bad", "good"] { await scene.adapter.cancel(id, at: scene.date.now) }
    await scene.adapter.script {
      $0.states["unknown"] = nil
      $0.states["bad"] = .failure(.nodeFault(node: "n", operation: "o", status: 500))
    }
    for _ in 1...70 {
      await scene.mirror.pollOnce()
      scene.date.advance(by: 1)
    }
    #expect(await scene.mirror.snapshot.tasks.map(\.key.id) == [TaskID("good")])
    let calls = await scene.adapter.takeCalls()
    #expect(calls.filter { $0 == .state("unknown") || $0 == .state("bad") }.count == 2)
    #expect(await scene.node.isAnswering)
  }

  @Test func `a cancel is no candidate for what was sent and never answered`() async throws {
    let ledger = try Ledger()
    let scene = MirrorScene(ledger: ledger)
    await scene.adapter.script {
      $0.submitAnswer = .failure(MirrorScene.unconfirmed)
    }
    await #expect(throws: ClawLinkError.self) {
      try await scene.mirror.submit(TaskSubmitRequest(input: "work"))
    }
    await scene.adapter.cancel("another", at: scene.date.now)
    await scene.mirror.pollOnce()
    #expect(await scene.record("another")?.status == .cancelled)
    await scene.mirror.takePart()
    #expect(await scene.node.unconfirmed.map(\.candidates) == [[]])
  }

  private func cancels(_ scene: MirrorScene) async -> [ScriptedAdapter.Call] {
    await scene.adapter.takeCalls().filter {
      if case .cancels = $0 { true } else { false }
    }
  }
}
