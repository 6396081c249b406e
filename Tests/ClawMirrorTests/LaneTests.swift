import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// Two requests for states at a time.
@Suite(.timeLimit(.minutes(1)))
struct LaneTests {
  private let scene = MirrorScene()

  /// Ten running tasks whose answers hang until the gate opens.
  private func hanging() async -> AwaitedCount {
    let gate = AwaitedCount()
    for number in 1...10 {
      await scene.adapter.hold("\(number)", .running, at: scene.date.now)
    }
    await scene.mirror.pollOnce(budget: 0)
    await scene.adapter.script { $0.gate = gate }
    _ = await scene.adapter.takeCalls()
    return gate
  }

  @Test func `two are asked for at a time, and then the others`() async throws {
    let gate = await hanging()
    async let polled: Void = scene.mirror.pollOnce()
    try await scene.adapter.hanging.reaches(2)
    gate.change(by: 1)
    await polled
    #expect(await scene.adapter.mostUnderWay == 2)
    #expect(await scene.mirror.snapshot.tasks.filter { $0.status == .running }.count == 10)
  }

  @Test func `a hung answer does not hold up the others`() async throws {
    for number in 1...10 {
      await scene.adapter.hold("\(number)", .running, at: scene.date.now)
    }
    await scene.mirror.pollOnce(budget: 0)
    let gate = AwaitedCount()
    await scene.adapter.script {
      $0.gate = gate
      $0.gated = "5"
    }
    async let polled: Void = scene.mirror.pollOnce()
    try await scene.adapter.answered.reaches(9)
    #expect(scene.adapter.hanging.value == 1)
    gate.change(by: 1)
    await polled
  }

  @Test func `a cancel ends both at once, and nothing more is asked`() async throws {
    _ = await hanging()
    let mirror = scene.mirror
    let polling = Task { await mirror.pollOnce() }
    try await scene.adapter.hanging.reaches(2)
    polling.cancel()
    await polling.value
    #expect(await scene.adapter.takeCalls().count == 2)
    #expect(await scene.node.isAnswering)
  }

  @Test func `a node that is gone is not asked for the rest`() async throws {
    for number in 1...10 {
      await scene.adapter.hold("\(number)", .running, at: scene.date.now)
    }
    await scene.mirror.pollOnce(budget: 0)
    _ = await scene.adapter.takeCalls()
    await scene.adapter.script { $0.outage = MirrorScene.lost }
    await scene.mirror.pollOnce()
    #expect(await scene.adapter.takeCalls().count <= 3)
    #expect(await !scene.node.isAnswering)
  }
}
