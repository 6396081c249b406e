import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// What a process knows from those that ran before it.
@Suite(.timeLimit(.minutes(1)))
struct NextStartTests {
  private let ledger: Ledger
  private let before: MirrorScene

  init() throws {
    ledger = try Ledger()
    before = MirrorScene(ledger: ledger)
  }

  /// The next process, on the same node and ledger.
  private func next() -> MirrorScene {
    MirrorScene(ledger: ledger, adapter: before.adapter, date: before.date)
  }

  private func seen(_ ids: String..., status: TaskStatus = .running) async {
    for id in ids { await before.adapter.hold(id, status, at: before.date.now) }
    _ = await before.mirror.sweep(budget: .max)
    _ = await before.adapter.takeCalls()
  }

  @Test func `on a node that is down what is known is shown as old as it is`() async throws {
    await seen("t")
    let lastAnswer = before.date.now
    before.date.advance(by: 3600)
    await before.adapter.script { $0.outage = MirrorScene.lost }
    let next = next()
    #expect(await next.node.health == .connecting)
    await next.run(ticks: 1)
    #expect(await next.record("t")?.status == .running)
    #expect(await next.marks("t") == [.stale(since: lastAnswer)])
    let view = try #require(try await next.mirror.find(TaskID("t")))
    #expect(view.asOf == lastAnswer)
    #expect(view.failure == MirrorScene.lost)
  }

  @Test func `a clock that was set back holds up no news`() async throws {
    await seen("t")
    before.date.advance(by: -3600)
    await before.adapter.set("t", .waiting)
    let next = next()
    await next.run(ticks: 1)
    #expect(await next.record("t")?.status == .waiting)
    #expect(try ledger.task(TaskID("t"), of: .n)?.status == .waiting)
    let asOf = try await next.mirror.find(TaskID("t"))?.asOf
    #expect(try #require(asOf) <= next.date.now)
  }

  @Test func `what one user has learned another finds, but for what is the user's own`()
    async throws
  {
    await before.adapter.script { $0.showsProgress = true }
    await seen("t")
    let lastAnswer = before.date.now
    before.date.advance(by: 60)
    let node = NodeRecord(name: NodeName("n"), url: "http://n", userId: "ann")
    let other = NodeMirror(
      node: node, adapter: before.adapter, ledger: ledger, now: { [date = before.date] in date.now }
    )
    let snapshot = await other.snapshot
    #expect(snapshot.tasks.map(\.status) == [.running])
    #expect(snapshot.lastAnswer == lastAnswer)
    #expect(snapshot.node.showsProgress)
    #expect(snapshot.node.discovery == .untried)
  }

  @Test func `nodes of one name are not mixed`() async throws {
    await seen("t")
    let other = NodeMirror(
      node: NodeRecord(name: NodeName("n"), url: "http://other"), adapter: before.adapter,
      ledger: ledger)
    #expect(await other.snapshot.tasks.isEmpty)
  }

  @Test func `a restart while nobody looked is said`() async throws {
    await before.adapter.script { $0.boot = "1" }
    await seen("t")
    await before.adapter.script {
      $0.boot = "2"
      $0.states = [:]
    }
    let next = next()
    await next.run(ticks: 1)
    #expect(await next.record("t")?.isLost == true)
    #expect(await next.allEvents().contains(.restarted(NodeName("n"))))
  }

  @Test func `the audit log is read on from where it was known`() async throws {
    await seen("t")
    let next = next()
    await next.mirror.pollOnce()
    #expect(await next.adapter.takeCalls().contains(.audit(limit: AuditTrail.pageSize)))
  }

  @Test(arguments: [false, true])
  func `a task that retention has taken does not come back`(isItsCancelInTheLog: Bool) async throws
  {
    await seen("old", status: .completed)
    before.date.advance(by: 2)
    before.date.advance(by: 90_000)
    await seen("new", status: .completed)
    if isItsCancelInTheLog { await before.adapter.cancel("old", at: before.date.now) }
    #expect(try ledger.purge(Retention(days: 1), at: before.date.now) == 1)
    let next = next()
    await next.mirror.pollOnce()
    #expect(await next.mirror.snapshot.tasks.map(\.key.id.text.raw) == ["new"])
  }

  @Test func `a task too old to be there from the beginning is found by its id`() async throws {
    await seen("t", status: .completed)
    #expect(try ledger.beginning(of: .n, recent: 0).tasks.isEmpty)
    let other = MirrorScene(ledger: ledger)
    #expect(await other.mirror.ids(beginningWith: "t") == [TaskID("t")])
    #expect(await other.mirror.ids(beginningWith: "u").isEmpty)
    #expect(try await other.mirror.find(TaskID("t"))?.record.status == .completed)
    #expect(await other.adapter.takeCalls().isEmpty)
  }

  @Test func `a submission that was never answered is shown with what it may have become`()
    async throws
  {
    await before.adapter.script {
      $0.submitAnswer = .failure(MirrorScene.unconfirmed)
    }
    await seen("other")
    before.date.advance(by: 600)
    let request = TaskSubmitRequest(agentId: "ollama", description: "T", input: "p")
    await #expect(throws: ClawLinkError.self) { try await before.mirror.submit(request) }
    before.date.advance(by: 1)
    await before.adapter.hold("mine", .pending, at: before.date.now)
    await before.adapter.hold("anns", .pending, user: "ann", at: before.date.now)
    let next = next()
    await next.run(ticks: 1)
    next.date.advance(by: 2)
    await next.mirror.takePart()
    let unconfirmed = await next.node.unconfirmed
    #expect(unconfirmed.map(\.submission.request) == [request])
    #expect(unconfirmed.first?.candidates == [TaskID("mine")])
    try await next.mirror.settle(#require(unconfirmed.first), as: TaskID("mine"))
    #expect(await next.node.unconfirmed.isEmpty)
    #expect(await next.record("mine")?.prompt?.raw == "p")
    #expect(await next.record("mine")?.submitter == .us)
  }

  @Test func `a submission that is under way is not called unconfirmed`() async throws {
    let submission = PendingSubmission(
      id: "s", node: NodeName("n"), userId: nil, request: TaskSubmitRequest(input: "p"),
      sentAt: before.date.now, answerBy: before.date.now + 30)
    try ledger.began(submission, on: .n)
    await before.mirror.takePart()
    #expect(await before.node.unconfirmed.isEmpty)
    before.date.advance(by: 31)
    await before.mirror.takePart()
    #expect(await before.node.unconfirmed.map(\.submission) == [submission])
  }
}
