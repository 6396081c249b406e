import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// What a mirror asks for at each of the four ticks of an interval.
@Suite(.timeLimit(.minutes(1)))
struct TickTests {
  private let scene = MirrorScene()

  /// The tasks that were asked for at each of so many ticks, a quarter of an interval apart.
  private func asked(ticks: Int) async -> [[String]] {
    var asked: [[String]] = []
    for _ in 1...ticks {
      scene.date.advance(by: 0.25)
      await scene.mirror.tick()
      asked.append(
        await scene.adapter.takeCalls().compactMap(\.stateID))
    }
    return asked
  }

  /// So many running tasks, known to the mirror and submitted long ago.
  private func known(_ count: Int) async {
    let longAgo = scene.date.now - 1000
    for number in 1...count {
      await scene.adapter.hold("\(number)", .running, at: longAgo + Double(number))
    }
    await scene.mirror.pollOnce(budget: .max)
    _ = await scene.adapter.takeCalls()
  }

  @Test func `ticks come four times an interval`() {
    #expect(scene.mirror.tickInterval == .milliseconds(250))
  }

  @Test func `a hundred tasks are spread over the ticks, 25 each`() async throws {
    await known(100)
    scene.date.advance(by: 1)
    for _ in 1...3 {
      let sweep = await asked(ticks: 4)
      #expect(sweep.map(\.count) == [25, 25, 25, 25])
      #expect(Set(sweep.flatMap(\.self)).count == 100)
    }
  }

  @Test func `a few tasks are asked for once an interval`() async throws {
    await known(3)
    #expect(await asked(ticks: 8).map(\.count) == [0, 0, 0, 3, 0, 0, 0, 3])
  }

  @Test func `the selected task is asked for at every tick, a visible one before hidden ones`()
    async throws
  {
    await known(200)
    scene.mirror.focus(selected: TaskID("7"), visible: [TaskID("7"), TaskID("8")])
    scene.date.advance(by: 1)
    let asked = await asked(ticks: 8)
    #expect(asked.allSatisfy { $0.contains("7") })
    #expect(
      asked.map { $0.contains("8") } == [true, false, false, false, true, false, false, false])
    #expect(asked.allSatisfy { $0.count == 25 })
  }

  @Test func `a submitted task is asked for at every tick for ten seconds`() async throws {
    await scene.mirror.pollOnce()
    await scene.adapter.script {
      $0.submitAnswer = .success(TaskState(id: TaskID("ours"), status: .pending))
      $0.set("ours", .pending)
    }
    _ = try await scene.mirror.submit(TaskSubmitRequest(agentId: "ollama", input: "work"))
    _ = await scene.adapter.takeCalls()
    #expect(await asked(ticks: 39).allSatisfy { $0 == ["ours"] })
    #expect(await asked(ticks: 8).flatMap(\.self).count == 2)
  }

  @Test func `what the budget makes of ages is known at once, and does not waver`() async throws {
    await known(500)
    _ = await asked(ticks: 40)
    #expect(await scene.node.stretch == 5)
    let nodes = await scene.allEvents().compactMap(\.changedNode)
    #expect(Set(nodes.map(\.stretch)) == [5])
  }

  @Test func `finished tasks cost a tick nothing`() async throws {
    await known(2)
    for number in 1...20_000 {
      let id = TaskID("done \(number)")
      var record = TaskRecord(
        key: TaskKey(node: NodeName("n"), id: id), agent: NodeText("ollama"), submitter: .us,
        submittedAt: scene.date.now)
      let end = TaskState(id: id, status: .completed)
      _ = record.take(.state(end), askedAt: scene.date.now, at: scene.date.now)
      await scene.mirror.keep(record)
    }
    #expect(await asked(ticks: 8).map(\.count) == [0, 0, 0, 2, 0, 0, 0, 2])
    #expect(await scene.mirror.records.watched.count == 2)
  }

  @Test func `a slow node's share ends with its tick, and the next one begins with the selected`()
    async throws
  {
    await known(20)
    let date = scene.date
    await scene.adapter.script { $0.whenAsked = { date.advance(by: 0.1) } }
    scene.mirror.focus(selected: TaskID("7"), visible: [])
    scene.date.advance(by: 1)
    let rounds = await asked(ticks: 12)
    #expect(rounds.allSatisfy { (2...4).contains($0.count) && $0.prefix(2).contains("7") })
    #expect(Set(rounds.flatMap(\.self)).count == 20)
  }

  @Test func `what a slow node leaves over is asked for without waiting for a tick`() async throws {
    await known(6)
    let (date, adapter) = (scene.date, scene.adapter)
    await adapter.script { $0.whenAsked = { date.advance(by: 0.1) } }
    scene.date.advance(by: 1)
    await scene.run(ticks: 0)
    #expect(Set(await adapter.takeCalls().compactMap(\.stateID)).count == 6)
  }
}
