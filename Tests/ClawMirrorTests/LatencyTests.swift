import ClawLink
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ClawMirror

/// How fast a node answered, in spans of ten seconds.
@Suite(.timeLimit(.minutes(1)))
struct LatencyTests {
  private let scene = MirrorScene()
  private let start = ManualDate().now

  private func at(_ seconds: Double) -> Date { start.addingTimeInterval(seconds) }

  /// Four ticks a second.
  private func run(seconds: Int) async {
    for _ in 1...seconds * 4 {
      scene.date.advance(by: 0.25)
      await scene.mirror.tick()
    }
  }

  private var latencies: [Int?] {
    get async { await scene.node.latencies.map(\.ms) }
  }

  @Test(arguments: [
    (0, 1), (0.0009, 1), (0.0011, 2), (0.005, 5), (0.03, 50), (0.2, 200), (0.21, 500), (4, 5000),
    (31, 60_000), (999, 60_000),
  ])
  func `an answer's time is rounded up to a step`(seconds: TimeInterval, ms: Int) {
    #expect(LatencySample(time: start, slowest: seconds).ms == ms)
  }

  @Test func `a span is told when it is over, by its slowest answer`() {
    var trail = LatencyTrail()
    for seconds in [0.01, 0.3, 0.02] {
      trail.asked(at: at(3))
      trail.answered(after: seconds, at: at(4))
    }
    trail.lookAt(at(9.9))
    #expect(trail.samples.isEmpty)
    trail.lookAt(at(10))
    #expect(trail.samples == [LatencySample(time: at(0), ms: 500)])
  }

  @Test func `spans without an answer are told as such, those without a question not at all`() {
    var trail = LatencyTrail()
    trail.asked(at: at(1))
    trail.answered(after: 0.001, at: at(1))
    trail.asked(at: at(25))
    trail.lookAt(at(41))
    trail.answered(after: 17, at: at(42))
    trail.lookAt(at(60))
    #expect(
      trail.samples == [
        LatencySample(time: at(0), ms: 1), LatencySample(time: at(20), ms: nil),
        LatencySample(time: at(30), ms: nil), LatencySample(time: at(40), ms: 20_000),
      ])
  }

  @Test func `five minutes are kept, however long the machine slept`() {
    var trail = LatencyTrail()
    for second in stride(from: 0, to: 400, by: 5) {
      trail.asked(at: at(Double(second)))
      trail.answered(after: 0.001, at: at(Double(second)))
    }
    #expect(trail.samples.count == LatencySample.limit)
    #expect(trail.samples.last?.time == at(380))
    trail.asked(at: at(400))
    trail.lookAt(at(1_000_000))
    #expect(trail.samples.map(\.ms) == Array(repeating: nil, count: LatencySample.limit))
  }

  @Test func `a clock that was set back takes back what lies ahead`() {
    var trail = LatencyTrail()
    for second in [100.0, 110, 120] {
      trail.asked(at: at(second))
      trail.answered(after: 0.001, at: at(second))
    }
    trail.lookAt(at(105))
    #expect(trail.samples.isEmpty)
    trail.asked(at: at(105))
    trail.answered(after: 0.001, at: at(105))
    trail.lookAt(at(110))
    #expect(trail.samples.map(\.time) == [at(100)])
  }

  @Test func `a board at rest is told once in ten seconds, and nothing is stored for it`()
    async throws
  {
    let ledger = try Ledger()
    let scene = MirrorScene(ledger: ledger)
    await scene.mirror.pollOnce()
    scene.date.advance(by: 10)
    await scene.mirror.tick()
    let before = try ledger.read { $0.totalChangesCount }
    for _ in 1...240 {
      scene.date.advance(by: 0.25)
      await scene.mirror.tick()
    }
    #expect(try ledger.read { $0.totalChangesCount } == before)
    #expect(await scene.node.latencies.count == 7)
    let events = await scene.allEvents().dropFirst(2)
    #expect(events.count == 7)
    #expect(events.allSatisfy { $0.changedNode != nil && $0.changedTasks == [] })
  }

  @Test func `a silent node shows as one, also between two tries`() async {
    await scene.mirror.pollOnce()
    await run(seconds: 10)
    await scene.adapter.script { $0.outage = MirrorScene.lost }
    await run(seconds: 60)
    await scene.adapter.script { $0.outage = nil }
    await run(seconds: 30)
    let latencies = await latencies
    #expect(latencies.first == 1)
    #expect(latencies.last == 1)
    #expect((5...6).contains(latencies.count { $0 == nil }))
    #expect((9...10).contains(latencies.count))
  }

  @Test func `a refusal is an answer`() async {
    await scene.adapter.script {
      $0.auditError = .notPermitted(node: "http://n", permission: NodeText("audit:read"))
    }
    await scene.mirror.pollOnce()
    await run(seconds: 90)
    // The log is asked for once a minute.
    #expect(await latencies == [1, 1])
  }

  @Test func `the budget in force is told`() async {
    #expect(await scene.node.budget == PollBudget(set: 100))
    let date = scene.date
    await scene.adapter.hold("a", .running, at: date.now)
    await scene.mirror.pollOnce()
    await scene.adapter.script { $0.whenAsked = { date.advance(by: 0.3) } }
    for _ in 1...20 { await scene.mirror.pollOnce() }
    #expect(await scene.node.budget == PollBudget(set: 100, isHalved: true))
    #expect(await scene.node.budget?.inForce == 50)
  }

  @Test func `the session is known once the log was asked for in it, without a request`() async {
    await scene.adapter.script { $0.session = "one" }
    #expect(await scene.node.session == nil)
    await scene.mirror.pollOnce()
    #expect(await scene.node.session?.id == "one")
    #expect(await !scene.adapter.takeCalls().contains(.session("one")))
    await scene.adapter.script { $0.session = "two" }
    await run(seconds: 2)
    #expect(await scene.node.session?.id == "two")
  }

  @Test func `a session that may not read the log is known as well`() async {
    await scene.adapter.script {
      $0.session = "one"
      $0.auditError = .notPermitted(node: "http://n", permission: NodeText("audit:read"))
    }
    await scene.mirror.pollOnce()
    #expect(await scene.node.session?.id == "one")
  }
}
