import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// Several processes on one ledger: one asks the node, the others read.
@Suite(.timeLimit(.minutes(1)))
struct SharingTests {
  private let ledger: Ledger
  private let one: MirrorScene
  /// Another process: its own adapter, so that what it asks is counted apart.
  private let two: MirrorScene

  init() throws {
    ledger = try Ledger()
    one = MirrorScene(ledger: ledger)
    two = MirrorScene(ledger: ledger, date: one.date)
  }

  /// One takes the lease and has seen a task; the other reads it.
  private func shared(_ status: TaskStatus = .running) async {
    await one.adapter.hold("t", status, at: one.date.now)
    await one.adapter.script { $0.showsProgress = true }
    await one.mirror.takePart()
    await one.mirror.tick()
    await two.mirror.takePart()
  }

  /// A quarter of an interval: both look at the ledger, and ask what they want to ask.
  private func tick(_ scenes: MirrorScene...) async {
    one.date.advance(by: 0.25)
    for scene in scenes {
      await scene.mirror.takePart()
      await scene.mirror.tick()
    }
  }

  @Test func `what one learns the other knows, without a request`() async throws {
    await shared()
    #expect(await two.record("t") == one.record("t"))
    #expect(await two.node.health == .answering(.fast))
    #expect(await two.node.agents.count == 2)
    #expect(await two.node.showsProgress)
    await one.adapter.set("t", .completed)
    for _ in 1...8 { await tick(one, two) }
    #expect(await two.record("t") == one.record("t"))
    #expect(await two.record("t")?.status == .completed)
    #expect(await two.adapter.takeCalls().isEmpty)
    let changes = await two.allEvents().compactMap(\.changedTasks)
    #expect(changes == [["t"], ["t"]])
  }

  @Test func `a reader asks for the selected task, and for nothing else`() async throws {
    await shared()
    await one.adapter.hold("u", .running, at: one.date.now)
    for _ in 1...8 { await tick(one, two) }
    for scene in [one, two] { await scene.adapter.set("t", .waiting) }
    two.mirror.focus(selected: TaskID("t"), visible: [TaskID("t"), TaskID("u")])
    await tick(one, two)
    #expect(await two.adapter.takeCalls() == [.state("t")])
    #expect(await two.record("t")?.status == .waiting)
    await tick(one)
    #expect(try ledger.beginning(of: .n).tasks.count { $0.status == .waiting } == 1)
  }

  @Test func `who looks while another one asks knows at once how the node is`() async throws {
    await shared()
    let third = MirrorScene(ledger: ledger, adapter: ScriptedAdapter(), date: one.date)
    let snapshot = await third.mirror.sweep(budget: 0)
    #expect(snapshot.node.health == .answering(.fast))
    #expect(await third.adapter.takeCalls().isEmpty)
  }

  @Test func `when the one that asks is gone, another follows within two intervals`() async throws {
    await shared()
    await two.adapter.hold("t", .completed, at: one.date.now)
    var ticks = 0
    while await two.adapter.takeCalls().isEmpty, ticks < 20 {
      await tick(two)
      ticks += 1
    }
    #expect((4...8).contains(ticks))
    await tick(two)
    #expect(await two.record("t")?.status == .completed)
    // Back from a stop, the first one finds that it is not its turn any more.
    _ = await one.adapter.takeCalls()
    for _ in 1...8 { await tick(two, one) }
    #expect(await one.adapter.takeCalls().isEmpty)
    #expect(await one.record("t")?.status == .completed)
  }

  @Test func `a lease that is given up is taken at the next tick`() async throws {
    await shared()
    await one.mirror.release()
    await two.adapter.hold("t", .running, at: one.date.now)
    await tick(two)
    #expect(await two.adapter.takeCalls().contains(.health))
  }

  @Test func `a node that hangs leaves the lease where it is`() async throws {
    await shared()
    await one.adapter.script { $0.gate = AwaitedCount() }
    let (ticks, sink) = AsyncStream<Void>.makeStream()
    sink.yield()
    one.date.advance(by: 1)
    let running = Task { await one.mirror.run(ticks: ticks) }
    try await one.adapter.hanging.reaches(1)
    for _ in 1...12 {
      let clock = try #require(one.adapter.pace.clock as? ManualClock)
      one.date.advance(by: 0.25)
      try await clock.advanceToNextWake()
      try await clock.waitForSleepers(1)
      await two.mirror.takePart()
      await two.mirror.tick()
    }
    #expect(await two.adapter.takeCalls().isEmpty)
    running.cancel()
    sink.finish()
    await running.value
  }

  @Test func `who asks seldom keeps the lease all the same`() async throws {
    let one = MirrorScene(ledger: ledger, adapter: ScriptedAdapter(interval: .seconds(60)))
    let two = MirrorScene(
      ledger: ledger, adapter: ScriptedAdapter(interval: .seconds(60)), date: one.date)
    await one.mirror.takePart()
    let sharing = Task { await one.mirror.keepTakingPart() }
    let clock = try #require(one.adapter.pace.clock as? ManualClock)
    for _ in 1...12 {
      try await clock.waitForSleepers(1)
      one.date.advance(by: 3.75)
      try await clock.advanceToNextWake()
      try await clock.waitForSleepers(1)
      await two.mirror.takePart()
      await two.mirror.tick()
    }
    #expect(await two.adapter.takeCalls().isEmpty)
    // A quarter of a lease each: no more time than that has passed for it.
    #expect(clock.now.offset <= .seconds(12 * 3.75))
    sharing.cancel()
    await sharing.value
  }

  @Test func `a restart is said once to each`() async throws {
    await one.adapter.script { $0.boot = "1" }
    await shared()
    await one.adapter.script {
      $0.boot = "2"
      $0.states["t"] = nil
    }
    for _ in 1...16 { await tick(one, two) }
    for scene in [one, two] {
      #expect(await scene.record("t")?.isLost == true)
      #expect(await scene.allEvents().count { $0 == .restarted(NodeName("n")) } == 1)
    }
  }

  @Test func `both act on one task, and its history has it once`() async throws {
    await shared()
    for scene in [one, two] { await scene.adapter.set("t", .cancelled) }
    _ = try await two.mirror.cancel(TaskID("t"))
    for _ in 1...8 { await tick(one, two) }
    let history = try #require(try ledger.task(TaskID("t"), of: .n))
      .history.map(\.event)
    #expect(history.count { $0 == .cancelAsked } == 1)
    #expect(history.count { $0 == .moved(from: .running, to: .cancelled) } == 1)
    #expect(await one.record("t")?.history.map(\.event) == history)
    #expect(await two.record("t")?.history.map(\.event) == history)
  }

  @Test func `the one that asks learns what others have sent, though no log says it`() async throws
  {
    await one.adapter.script { $0.auditError = .notPermitted(node: "n", permission: NodeText("p")) }
    await shared()
    await two.adapter.script {
      $0.submitAnswer = .success(TaskState(id: TaskID("new"), status: .pending))
    }
    _ = try await two.mirror.submit(TaskSubmitRequest(agentId: "ollama", input: "p"))
    await one.adapter.set("new", .running)
    for _ in 1...8 { await tick(one) }
    #expect(await one.record("new")?.status == .running)
    #expect(await one.record("new")?.prompt?.raw == "p")
  }

  @Test func `a command reads what another process asks for already`() async throws {
    await shared()
    let snapshot = await two.mirror.sweep(budget: .max)
    #expect(snapshot.tasks.map(\.status) == [.running])
    #expect(snapshot.lastAnswer == one.date.now)
    #expect(await two.adapter.takeCalls().isEmpty)
    await one.mirror.release()
    await two.adapter.hold("t", .completed, at: one.date.now)
    one.date.advance(by: 2)
    #expect(await two.mirror.sweep(budget: .max).tasks.map(\.status) == [.completed])
    await tick(one)
    #expect(await one.adapter.takeCalls().contains(.health))
  }

  @Test func `a command beside one that has not had an answer yet asks itself`() async throws {
    await one.mirror.takePart()
    await two.adapter.hold("t", .running, at: one.date.now)
    #expect(await two.mirror.sweep(budget: .max).tasks.map(\.status) == [.running])
  }

  @Test func `two commands at the same time both ask`() async throws {
    await two.adapter.hold("t", .running, at: one.date.now)
    _ = await two.mirror.sweep(budget: .max)
    for scene in [one, two] { await scene.adapter.hold("t", .completed, at: one.date.now) }
    async let first = one.mirror.sweep(budget: .max)
    async let second = two.mirror.sweep(budget: .max)
    #expect(await first.tasks.map(\.status) == [.completed])
    #expect(await second.tasks.map(\.status) == [.completed])
  }

  @Test func `a look at the log alone makes no task newer`() async throws {
    await two.adapter.hold("t", .running, at: one.date.now)
    let seen = await two.mirror.sweep(budget: .max).lastAnswer
    one.date.advance(by: 3600)
    _ = await two.mirror.sweep(budget: 0)
    let later = MirrorScene(ledger: ledger, date: one.date)
    #expect(await later.mirror.sweep(.ledger, budget: .max).lastAnswer == seen)
  }

  @Test func `whoever asks seldom keeps the lease from one that asks often`() throws {
    #expect(try ledger.lease(.n, to: "slow", for: 15, at: one.date.now))
    #expect(try !ledger.lease(.n, to: "fast", for: 1.5, at: one.date.now))
  }

  @Test func `a command that is to ask nobody does not`() async throws {
    await shared()
    await one.mirror.release()
    #expect(await two.mirror.sweep(.ledger, budget: .max).tasks.count == 1)
    #expect(try await two.mirror.find(TaskID("t"), in: .ledger)?.record.status == .running)
    #expect(try await two.mirror.find(TaskID("u"), in: .ledger) == nil)
    #expect(await two.adapter.takeCalls().isEmpty)
  }
}
