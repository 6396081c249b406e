import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// The audit log as it is read for somebody who shows it.
@Suite(.timeLimit(.minutes(1)))
struct AuditEventsTests {
  private let scene = MirrorScene()
  private static let refusal = ClawLinkError.notPermitted(
    node: "http://n", permission: NodeText("audit:read"))

  private func ids(limit: Int = 100) async throws -> [String] {
    try await scene.mirror.auditEvents(limit: limit).map(\.id.raw)
  }

  @Test func `events of every type are given, the newest first`() async throws {
    await scene.adapter.hold("a", .cancelled, at: scene.date.now)
    await scene.adapter.cancel("a", at: scene.date.now + 1)
    await scene.adapter.hold("b", .running, at: scene.date.now + 2)
    #expect(try await ids() == ["event of b", "cancel of a", "event of a"])
    #expect(try await ids(limit: 1) == ["event of b"])
    #expect(await scene.adapter.takeCalls() == [.audit(limit: 100), .audit(limit: 1)])
  }

  @Test func `what is shown is no less news for the mirror`() async throws {
    await scene.mirror.pollOnce()
    await scene.adapter.hold("a", .running, at: scene.date.now)
    let before = await scene.node
    #expect(try await ids() == ["event of a"])
    #expect(await scene.node == before)
    #expect(await scene.record("a") == nil)
    _ = await scene.adapter.takeCalls()
    scene.date.advance(by: 2)
    await scene.mirror.pollOnce()
    #expect(await scene.adapter.takeCalls().first == .audit(limit: AuditTrail.widestPage))
    #expect(await scene.record("a")?.status == .running)
  }

  @Test func `a hung poll does not hold it up`() async throws {
    await scene.adapter.hold("a", .running, at: scene.date.now)
    let gate = AwaitedCount()
    await scene.adapter.script { $0.gate = gate }
    let mirror = scene.mirror
    let poll = Task { await mirror.pollOnce() }
    try await scene.adapter.hanging.reaches(1)
    #expect(try await ids() == ["event of a"])
    gate.change(by: 1)
    await poll.value
  }

  @Test func `a log that the node cannot read whole is given as far as it goes`() async throws {
    for number in 0..<100 {
      await scene.adapter.hold("\(number)", .running, at: scene.date.now + Double(number))
    }
    await scene.adapter.script { $0.badEvent = NodeText("event of 60") }
    #expect(try await ids(limit: 100).count == 25)
    #expect(await scene.node.discovery == .untried)
    await scene.adapter.script { $0.badEvent = NodeText("event of 99") }
    await #expect(throws: ClawLinkError.self) { try await ids() }
  }

  @Test func `who may not read it is told so`() async throws {
    await scene.adapter.script { $0.auditError = Self.refusal }
    await #expect(throws: Self.refusal) { try await ids() }
    #expect(await scene.node.discovery == .untried)
  }

  @Test func `where an anonymous session may, it does, and the mirror asks as before`()
    async throws
  {
    let (ours, others) = (ScriptedAdapter(), ScriptedAdapter())
    await ours.script { $0.auditError = Self.refusal }
    await others.hold("a", .running, at: scene.date.now)
    let mirror = NodeMirror(
      node: NodeRecord(name: NodeName("n"), url: "http://n", userId: "ann"), adapter: ours,
      anonymous: others)
    #expect(try await mirror.auditEvents(limit: 10).map(\.id.raw) == ["event of a"])
    #expect(await !mirror.snapshot.node.discoversAnonymously)
  }
}
