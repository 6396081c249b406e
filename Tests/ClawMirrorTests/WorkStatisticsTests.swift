import ClawLink
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ClawMirror

/// What became of a node's tasks, as it is counted.
@Suite(.timeLimit(.minutes(1)))
struct WorkStatisticsTests {
  private let scene: MirrorScene

  init() throws {
    scene = MirrorScene(ledger: try Ledger())
  }

  private func see(
    _ tasks: [(id: String, status: TaskStatus)], in scene: MirrorScene? = nil
  ) async {
    let scene = scene ?? self.scene
    for (id, status) in tasks { await scene.adapter.hold(id, status, at: scene.date.now) }
    await scene.mirror.pollOnce()
    scene.date.advance(by: 2)
  }

  private func counts(_ statistics: WorkStatistics) -> [[Int]] {
    statistics.agents.map { agent in WorkOutcome.allCases.map { agent[$0].count } }
  }

  @Test func `each agent's tasks are counted by how they ended`() async throws {
    await see([("a", .completed), ("b", .failed), ("c", .running), ("d", .cancelled)])
    await see([("e", .running)])
    await scene.adapter.script { $0.states["e"] = nil }
    await scene.mirror.pollOnce()
    let all = try await scene.mirror.workStatistics(since: .distantPast)
    #expect(counts(all) == [[1, 1, 1, 1, 1]])
    #expect(all.agents.first?.submitted == 5)
    #expect(try await scene.mirror.workStatistics(since: scene.date.now).agents.isEmpty)
    let failed = try await scene.mirror.workStatistics(
      since: .distantPast, matching: TaskFilter("state:failed"))
    #expect(counts(failed) == [[0, 1, 0, 0, 0]])
  }

  @Test func `without a ledger what is in memory is counted`() async throws {
    let scene = MirrorScene()
    await see([("a", .completed), ("b", .failed), ("c", .running)], in: scene)
    let statistics = try await scene.mirror.workStatistics(since: .distantPast)
    #expect(counts(statistics) == [[1, 1, 0, 0, 1]])
    #expect(statistics.finishedPerHour.last?.completed == 1)
  }

  @Test func `what a task took is what the node counts, else the time until its end`()
    async throws
  {
    await see([("a", .pending)])
    let end = scene.date.now + 28
    await scene.adapter.script {
      $0.states["a"] = .success(
        TaskState(
          id: TaskID("a"), status: .failed,
          metadata: ["completed_at": .string(NodeDate(end).text)]))
      $0.hold("b", .completed, at: end)
      $0.states["b"] = .success(
        TaskState(
          id: TaskID("b"), status: .completed, executionTime: 7,
          metadata: ["usage": ["input_tokens": 3, "output_tokens": .number(9e18)]]))
      $0.hold("c", .completed, at: end)
      $0.states["c"] = .success(
        TaskState(
          id: TaskID("c"), status: .completed, executionTime: 8,
          metadata: ["usage": ["input_tokens": 4, "output_tokens": .number(9e18)]]))
    }
    scene.date.advance(by: 60)
    await scene.mirror.pollOnce()
    let statistics = try await scene.mirror.workStatistics(since: .distantPast)
    let agent = try #require(statistics.agent(NodeText("OLLAMA")))
    #expect(agent[.failed].durations == Durations([30]))
    #expect(agent[.completed].durations == Durations([7, 8]))
    #expect(agent[.live].durations.count == 0)
    #expect(agent[.completed].usage == TokenUsage(input: 7, output: .max))
    #expect(agent.usage == agent[.completed].usage)
  }

  @Test func `an agent is one however its name is spelled`() {
    var count = WorkCount(node: NodeName("n"), since: .distantPast, at: scene.date.now)
    for name in ["Claude", "ollama", "CLAUDE", "claude"] { count.add(item(.completed, of: name)) }
    #expect(count.statistics.agents.map(\.agent.raw) == ["Claude", "ollama"])
    #expect(count.statistics.agents.map(\.submitted) == [3, 1])
  }

  private func item(
    _ status: TaskStatus, of agent: String = "demo", ended hours: Double = 0, isLost: Bool = false
  ) -> WorkItem {
    let end = scene.date.now - hours * 3600
    return WorkItem(
      agent: NodeText(agent), status: status, isLost: isLost, submittedAt: end - 100_000,
      statusSince: end, executionTime: nil, usage: nil)
  }

  @Test func `what ended in the last 24 hours is counted by the hour, whenever it was submitted`() {
    var count = WorkCount(node: NodeName("n"), since: scene.date.now, at: scene.date.now)
    count.add(item(.completed, ended: 0.5))
    count.add(item(.completed, ended: 0.9))
    count.add(item(.failed, ended: 1.5))
    count.add(item(.cancelled, ended: 23.9))
    count.add(item(.completed, ended: 24.1))
    count.add(item(.running, ended: 0.5))
    count.add(item(.completed, ended: 0.5, isLost: true))
    let hours = count.statistics.finishedPerHour
    #expect(hours.count == 24)
    #expect(hours.map(\.completed) == Array(repeating: 0, count: 23) + [2])
    #expect(hours[22].failed == 1)
    #expect(hours[0].cancelled == 1)
    #expect(hours.reduce(0) { $0 + $1.completed + $1.failed + $1.cancelled } == 4)
    #expect(hours.last?.start == scene.date.now - 3600)
    #expect(count.statistics.agents.isEmpty)
  }

  @Test func `the ledger gives the hours of what was submitted before the span as well`()
    async throws
  {
    await see([("a", .running)])
    scene.date.advance(by: 5 * 3600)
    await scene.adapter.set("a", .completed)
    await scene.mirror.pollOnce()
    let statistics = try await scene.mirror.workStatistics(since: scene.date.now - 3600)
    #expect(statistics.agents.isEmpty)
    #expect(statistics.finishedPerHour[23].completed == 1)
  }

  @Test func `quantiles are those of the nearest rank`() {
    #expect(Durations().quantile(0.5) == nil)
    let durations = Durations([5, 3, 1, 4, 2, 10, 9, 8, 7, 6, -1])
    #expect(durations.count == 10)
    let quantiles = [0, 0.5, 0.9, 1].map { durations.quantile($0) }
    #expect(quantiles == [1, 5, 9, 10])
  }

  @Test func `a hung poll does not keep from counting`() async throws {
    await see([("a", .running)])
    let gate = AwaitedCount()
    await scene.adapter.script { $0.gate = gate }
    let mirror = scene.mirror
    let poll = Task { await mirror.pollOnce() }
    try await scene.adapter.hanging.reaches(1)
    #expect(try await counts(mirror.workStatistics(since: .distantPast)) == [[0, 0, 0, 0, 1]])
    gate.change(by: 1)
    await poll.value
  }
}
