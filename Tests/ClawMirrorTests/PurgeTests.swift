import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// What a user has taken out of the ledger.
@Suite(.timeLimit(.minutes(1)))
struct PurgeTests {
  private let ledger: Ledger
  private let scene: MirrorScene

  init() throws {
    ledger = try Ledger()
    scene = MirrorScene(ledger: ledger)
  }

  private func see(_ tasks: [(id: String, status: TaskStatus)]) async {
    for (id, status) in tasks { await scene.adapter.hold(id, status, at: scene.date.now) }
    await scene.mirror.pollOnce()
    scene.date.advance(by: 2)
  }

  private func ended(_ filter: String) async throws -> [String] {
    try await scene.mirror.ended(until: scene.date.now, matching: TaskFilter(filter))
      .map(\.key.id.text.raw)
  }

  @Test func `what has ended and matches goes, for every reader, and does not come back`()
    async throws
  {
    await see([("a", .completed), ("b", .failed), ("c", .running)])
    #expect(try await Set(ended("")) == ["a", "b"])
    #expect(try await ended("state:failed") == ["b"])
    try await scene.mirror.forget([TaskID("b")])
    #expect(try await ended("") == ["a"])
    let next = MirrorScene(ledger: ledger, adapter: scene.adapter, date: scene.date)
    await next.mirror.pollOnce()
    #expect(await next.record("b") == nil)
    #expect(await next.record("a")?.status == .completed)
  }

  @Test func `a change after a purge of everything is seen by who reads`() async throws {
    await see([("a", .completed)])
    let reader = MirrorScene(ledger: ledger, adapter: scene.adapter, date: scene.date)
    try await scene.mirror.forget([TaskID("a")])
    // The number of its change would be given again.
    await see([("b", .completed)])
    await reader.mirror.takePart()
    #expect(await reader.record("b")?.status == .completed)
  }

  @Test func `who has held a purged task does not bring it back`() async throws {
    await see([("a", .cancelled), ("b", .completed)])
    let other = MirrorScene(ledger: ledger, adapter: scene.adapter, date: scene.date)
    try await other.mirror.forget([TaskID("a")])
    // Its agent went on, and ends.
    scene.date.advance(by: 120)
    await scene.adapter.set("a", .completed)
    await scene.mirror.pollOnce()
    #expect(await scene.record("a")?.status == .completed)
    #expect(try ledger.task(TaskID("a"), of: .n) == nil)
  }

  @Test func `tasks are counted and found however many ended since`() async throws {
    await see([("old", .failed)])
    for number in 0..<Ledger.recentTasks {
      await scene.adapter.hold("\(number)", .completed, at: scene.date.now)
    }
    await scene.mirror.pollOnce(budget: 2000)
    let next = MirrorScene(ledger: ledger, adapter: scene.adapter, date: scene.date)
    #expect(await next.record("old") == nil)
    #expect(try await next.mirror.counts()[.failed] == 1)
    #expect(try await next.mirror.counts()[.completed] == Ledger.recentTasks)
    let older = try await next.mirror.older(matching: TaskFilter("state:failed"))
    #expect(older.map(\.key.id) == [TaskID("old")])
  }
}
