import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// Who has a user on the real node may not read its audit log; who has none may (CONTRACT quirk 8).
@Suite(.timeLimit(.minutes(1)))
struct AnonymousDiscoveryTests {
  private let refusal = NodeText("Admin permission required to view audit logs")

  @Test func `without the setting nobody reads the log for us`() async throws {
    try await RealNodeScene.run(userId: "ann") { scene in
      scene.played.submit()
      for _ in 1...3 { await scene.poll(after: 61) }
      let node = await scene.known
      #expect(node.discovery == .notPermitted(refusal))
      #expect(!node.allowsAnonymousDiscovery && !node.discoversAnonymously)
      #expect(await scene.mirror.snapshot.tasks.isEmpty)
      #expect(scene.openedSessions == ["ann"])
    }
  }

  @Test func `with it the log is read anonymously, and tasks are found`() async throws {
    try await RealNodeScene.run(userId: "ann", anonymously: true) { scene in
      let (first, second) = (scene.played.submit(), scene.played.submit())
      await scene.poll()
      let found = try await scene.record(first)
      #expect(found.isSeen)
      #expect(await scene.known.discovery == .working)
      #expect(await scene.known.discoversAnonymously)
      // Found by its cancel too, which the log says as well.
      scene.played.cancel(second)
      scene.played.end(first)
      await scene.poll(after: 61)
      #expect(try await scene.record(first).status == .completed)
      #expect(try await scene.record(second).status == .cancelled)
      #expect(scene.openedSessions == ["ann", nil])
      let logs = scene.node.requests(for: "/api/audit/events")
      // Ours was asked once; what it was refused it need not be asked again.
      #expect(logs.count { $0.query["session_id"] == logs[0].query["session_id"] } == 1)
    }
  }

  @Test func `what we do there is done as ourselves`() async throws {
    try await RealNodeScene.run(userId: "ann", anonymously: true) { scene in
      let id = scene.played.submit()
      await scene.poll()
      let submit = try #require(
        await #expect(throws: ClawLinkError.self) { try await scene.submit() })
      #expect(submit == .notPermitted(node: scene.node.url, permission: NodeText("task:submit")))
      let cancel = try #require(
        await #expect(throws: ClawLinkError.self) {
          _ = try await scene.mirror.cancel(TaskID(id))
        })
      #expect(cancel == .notPermitted(node: scene.node.url, permission: NodeText("task:cancel")))
    }
  }

  @Test func `its session is kept for others, and a lost one is opened anew`() async throws {
    try await RealNodeScene.run(userId: "ann", anonymously: true) { scene in
      scene.played.submit()
      await scene.poll()
      let kept = LedgerSessions(scene.ledger, url: scene.node.url, userId: nil, deviceId: nil)
      let session = try #require(await kept.keptSession())
      scene.played.restart()
      let new = scene.played.submit()
      await scene.poll()
      #expect(try await scene.record(new).isSeen)
      #expect(await kept.keptSession()?.id != session.id)
      #expect(await scene.known.discoversAnonymously)
    }
  }

  @Test func `that a session was changed is no restart`() async throws {
    let events = try await RealNodeScene.run(userId: "ann", anonymously: true) { scene in
      scene.played.submit()
      await scene.tick(for: 30)
    }
    #expect(events.restarts == 0)
  }

  @Test func `where an anonymous session may not either, it is our own refusal that is told`()
    async throws
  {
    let (ours, others) = (ScriptedAdapter(), ScriptedAdapter())
    await ours.script { [refusal] in
      $0.auditError = .notPermitted(node: "n", permission: refusal)
    }
    await others.script { $0.auditError = .sessionRefused(node: "n") }
    let date = ManualDate()
    let mirror = NodeMirror(
      node: NodeRecord(name: NodeName("n"), url: "http://n", userId: "ann"), adapter: ours,
      anonymous: others, now: { date.now })
    await mirror.pollOnce()
    #expect(await mirror.snapshot.node.discovery == .notPermitted(refusal))
    #expect(await mirror.snapshot.node.allowsAnonymousDiscovery)
    #expect(await !mirror.snapshot.node.discoversAnonymously)
    #expect(await mirror.snapshot.node.isAnswering)

    // Later it may: no more than the log is asked of it.
    await others.script { $0.auditError = nil }
    await others.hold("t", .running, at: date.now)
    await ours.set("t", .running)
    date.advance(by: 61)
    await mirror.pollOnce()
    #expect(await mirror.snapshot.tasks.map(\.status) == [.running])
    #expect(
      await others.takeCalls().allSatisfy {
        switch $0 {
        case .audit, .cancels: true
        default: false
        }
      })
    // And when ours may at last, nobody else is asked.
    await ours.script { $0.auditError = nil }
    await others.script { $0.auditError = .sessionRefused(node: "n") }
    date.advance(by: 2)
    await mirror.pollOnce()
    #expect(await mirror.snapshot.node.discovery == .working)
    #expect(await !mirror.snapshot.node.discoversAnonymously)
  }

  @Test func `what one user may read so is no other's knowledge`() async throws {
    let ledger = try Ledger()
    let (date, refused) = (ManualDate(), ScriptedAdapter())
    let open = ScriptedAdapter()
    await refused.script { [refusal] in
      $0.auditError = .notPermitted(node: "n", permission: refusal)
    }
    await open.hold("t", .running, at: date.now)
    await refused.set("t", .running)
    func mirror(_ user: String, anonymously: Bool) -> NodeMirror {
      NodeMirror(
        node: NodeRecord(name: NodeName("n"), url: "http://n", userId: user), adapter: refused,
        anonymous: anonymously ? open : nil, ledger: ledger, now: { date.now })
    }
    let ann = mirror("ann", anonymously: true)
    _ = await ann.sweep(budget: .max)
    #expect(await ann.snapshot.node.discovery == .working)

    let bob = mirror("bob", anonymously: false)
    #expect(await bob.snapshot.node.discovery == .untried)
    #expect(await !bob.snapshot.node.discoversAnonymously)
    // The task is the node's: it is known to all that share the ledger.
    #expect(await bob.snapshot.tasks.map(\.key.id.text.raw) == ["t"])
    _ = await bob.sweep(budget: .max)
    #expect(await bob.snapshot.node.discovery == .notPermitted(refusal))

    // The same user, without the setting: what was learned with it does not hold.
    let annAlone = mirror("ann", anonymously: false)
    #expect(await !annAlone.snapshot.node.discoversAnonymously)
    _ = await annAlone.sweep(budget: .max)
    #expect(await annAlone.snapshot.node.discovery == .notPermitted(refusal))
  }
}

extension RealNodeScene {
  /// Whose sessions were opened, in order; `nil` is nobody's.
  fileprivate var openedSessions: [String?] {
    node.requests(for: "/api/runtime/sessions").map { $0.query["user_id"] }
  }
}
