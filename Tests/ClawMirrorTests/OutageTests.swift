import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// A node that goes away, and comes back, as itself or as another start.
@Suite(.timeLimit(.minutes(1)))
struct OutageTests {
  private let scene = MirrorScene()

  @Test func `a node that does not answer is silent, and what is known stays`() async throws {
    await scene.adapter.hold("a", .running, at: scene.date.now)
    await scene.mirror.pollOnce()
    let lastAnswer = scene.date.now
    await scene.adapter.script { $0.outage = MirrorScene.lost }
    scene.date.advance(by: 1)
    await scene.mirror.pollOnce()
    let since = scene.date.now
    #expect(
      await scene.node.health
        == .silent(since: since, lastAnswer: lastAnswer, reason: MirrorScene.lost))
    #expect(await scene.marks("a") == [])
    scene.date.advance(by: 3)
    await scene.mirror.pollOnce()
    #expect(
      await scene.node.health
        == .silent(since: since, lastAnswer: lastAnswer, reason: MirrorScene.lost))
    #expect(await scene.marks("a") == [.stale(since: lastAnswer)])
    #expect(await scene.record("a")?.status == .running)
  }

  @Test func `a silent node is asked with pauses that grow to 12 s at most`() async throws {
    await scene.adapter.script { $0.outage = MirrorScene.lost }
    var attempts: [Int] = []
    for second in 0...120 {
      await scene.run(ticks: 1)
      if await !scene.adapter.takeCalls().isEmpty { attempts.append(second) }
      scene.date.advance(by: 1)
    }
    let pauses = zip(attempts, attempts.dropFirst()).map { $1 - $0 }
    // A tick a second: 1, 2, 4, 8 and 10 s, a fifth longer at most, up to the next tick.
    #expect(pauses.count > 8)
    for (pause, range) in zip(pauses, [1...2, 2...3, 4...5, 8...10]) {
      #expect(range.contains(pause))
    }
    #expect(pauses.dropFirst(4).allSatisfy { (10...12).contains($0) })
  }

  @Test func `ticks during a pause ask nothing`() async throws {
    await scene.adapter.script { $0.outage = MirrorScene.lost }
    await scene.run(ticks: 10)
    #expect(await scene.adapter.takeCalls() == [.health])
  }

  @Test func `a refresh asks at once`() async throws {
    await scene.adapter.script { $0.outage = MirrorScene.lost }
    await scene.run(ticks: 2)
    await scene.adapter.script { $0.outage = nil }
    await scene.mirror.refresh()
    #expect(await scene.node.isAnswering)
  }

  @Test func `a node that hangs is silent, whatever it was asked first`() async throws {
    let hanging = ClawLinkError.timedOut(node: "http://n", operation: "o", afterMs: 5000)
    await scene.mirror.pollOnce()
    await scene.adapter.script { $0.auditError = hanging }
    scene.date.advance(by: 2)
    await scene.mirror.pollOnce()
    #expect(await scene.node.isAnswering)
    #expect(await scene.node.discovery == .failing(hanging))
    await scene.adapter.script {
      $0.auditError = nil
      $0.outage = hanging
    }
    scene.date.advance(by: 60)
    await scene.mirror.pollOnce()
    #expect(await !scene.node.isAnswering)
  }

  @Test func `a node that comes back is introduced again and goes on`() async throws {
    await scene.adapter.script { $0.boot = "one" }
    await scene.adapter.hold("a", .running, at: scene.date.now)
    await scene.mirror.pollOnce()
    await scene.adapter.script { $0.outage = MirrorScene.lost }
    await scene.mirror.pollOnce()
    await scene.adapter.script { $0.outage = nil }
    await scene.adapter.set("a", .completed)
    scene.date.advance(by: 60)
    await scene.run(ticks: 1)
    #expect(await scene.node.isAnswering)
    #expect(await scene.record("a")?.status == .completed)
    let events = await scene.allEvents()
    #expect(!events.contains(.restarted(NodeName("n"))))
    #expect(events.compactMap(\.changedNode?.isAnswering) == [true, false, true])
  }

  @Test func `after a restart its tasks are lost and final ones are untouched`() async throws {
    await scene.adapter.script { $0.boot = "one" }
    await scene.adapter.hold("done", .completed, at: scene.date.now)
    await scene.adapter.hold("live", .running, at: scene.date.now)
    await scene.mirror.pollOnce()
    let done = try #require(await scene.record("done"))
    await scene.adapter.script { $0.outage = MirrorScene.lost }
    await scene.mirror.pollOnce()
    await scene.adapter.script {
      $0.outage = nil
      $0.boot = "two"
      $0.events = []
      $0.states = [:]
    }
    scene.date.advance(by: 60)
    await scene.run(ticks: 1)
    #expect(await scene.record("done") == done)
    #expect(await scene.record("live")?.status == .running)
    #expect(await scene.marks("live") == [.lost])
    #expect(await scene.allEvents().filter { $0 == .restarted(NodeName("n")) }.count == 1)
  }

  @Test func `a lost task is asked for again only when the user refreshes`() async throws {
    await scene.adapter.hold("a", .running, at: scene.date.now)
    await scene.mirror.pollOnce()
    await scene.adapter.script { $0.states = [:] }
    await scene.mirror.pollOnce()
    #expect(await scene.marks("a") == [.lost])
    _ = await scene.adapter.takeCalls()
    scene.date.advance(by: 1)
    await scene.mirror.pollOnce()
    #expect(await !scene.adapter.takeCalls().contains(.state("a")))
    await scene.adapter.set("a", .completed)
    await scene.mirror.refresh()
    #expect(await scene.record("a")?.status == .completed)
    #expect(await scene.marks("a") == [])
  }

  @Test(arguments: [ClawLinkError.cancelled, .closed])
  func `that we stopped asking is no outage`(error: ClawLinkError) async throws {
    await scene.mirror.pollOnce()
    await scene.adapter.script { $0.auditError = error }
    scene.date.advance(by: 2)
    await scene.mirror.pollOnce()
    #expect(await scene.node.isAnswering)
  }
}
