import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// An audit log in which one event spoils every page that covers it (CONTRACT quirk 32).
@Suite(.timeLimit(.minutes(1)))
struct CutOffLogTests {
  private let scene = MirrorScene()

  /// So many events that can be read, then one that cannot, then so many older ones.
  private func log(newest: Int, older: Int = 200) async {
    for number in 1...older { await submit("old \(number)") }
    await submit("bad")
    await scene.adapter.script { $0.badEvent = NodeText("event of bad") }
    await submit(newest)
  }

  private func submit(_ id: String) async {
    scene.date.advance(by: 1)
    await scene.adapter.hold(id, .completed, at: scene.date.now)
  }

  private func submit(_ count: Int) async {
    for _ in 0..<count { await submit("task at \(scene.date.now.timeIntervalSince1970)") }
  }

  /// The pages that a look asked for.
  private func look(after seconds: TimeInterval = 2) async -> [Int] {
    scene.date.advance(by: seconds)
    await scene.mirror.pollOnce()
    return await scene.adapter.takeCalls().compactMap {
      if case .audit(let limit) = $0 { limit } else { nil }
    }
  }

  private var known: Int { get async { await scene.mirror.snapshot.tasks.count } }

  @Test func `the page is halved until it can be read, and that is said`() async throws {
    await log(newest: 40)
    let oldest = scene.date.now - 30
    #expect(await look() == [1000, 500, 250, 125, 62, 31])
    #expect(await scene.node.discovery == .cutOff(newest: 31, since: oldest))
    #expect(await known == 31)
    #expect(await scene.node.isAnswering)
  }

  @Test func `what can be read is followed as before, without a fault`() async throws {
    await log(newest: 40)
    _ = await look()
    let discovery = await scene.node.discovery
    await submit(3)
    #expect(await look() == [31])
    #expect(await look() == [31])
    #expect(await known == 34)
    #expect(await scene.node.discovery == discovery)
  }

  @Test func `more new events than fit are reached step by step`() async throws {
    await log(newest: 1)
    #expect(await look() == [1000, 500, 250, 125, 62, 31, 15, 7, 3, 1])
    await submit(5)
    #expect(await look() == [1, 2, 4, 8])
    #expect(await known == 5)
    #expect(await look(after: 60) == [8, 4])
    await submit(2)
    #expect(await look() == [4])
    #expect(await known == 7)
  }

  @Test func `when a log was cut off while it was known, the usual page goes on`() async throws {
    await submit(60)
    _ = await look()
    await submit("bad")
    await scene.adapter.script { $0.badEvent = NodeText("event of bad") }
    await submit(20)
    #expect(await look() == [50, 25, 12, 24])
    #expect(await known == 72)
    await submit(100)
    #expect(await look() == [24, 48, 96, 192])
    #expect(await known == 168)
  }

  @Test func `once a minute more is tried, and a log that is whole again is said to be`()
    async throws
  {
    await log(newest: 400, older: 1)
    #expect(await look() == [1000, 500, 250])
    #expect(await look() == [50])
    #expect(await look(after: 60) == [500, 250])
    #expect(await look() == [50])
    await scene.adapter.script { $0.badEvent = nil }
    #expect(await look(after: 60) == [500])
    #expect(await scene.node.discovery == .working)
    #expect(await known == 402)
  }

  @Test func `a log of which no event can be read is no empty log`() async throws {
    await log(newest: 0)
    #expect(await look().last == 1)
    let fault = ClawLinkError.nodeFault(
      node: "http://n", operation: "read the audit log", status: 500)
    #expect(await scene.node.discovery == .failing(fault))
    #expect(await look(after: 10) == [1])
    await submit("new")
    let pages = await look(after: 10)
    #expect(pages.first == 1)
    #expect(pages.last == 1)
    #expect(await known == 1)
    guard case .cutOff(newest: 1, _) = await scene.node.discovery else {
      Issue.record("not cut off")
      return
    }
  }

  @Test func `a fault that passes leaves nothing out`() async throws {
    await submit(20)
    await scene.adapter.script {
      $0.auditError = .nodeFault(node: "http://n", operation: "audit", status: 500)
    }
    _ = await look()
    await scene.adapter.script { $0.auditError = nil }
    _ = await look(after: 10)
    #expect(await known == 20)
    #expect(await scene.node.discovery == .working)
  }
}
