import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// What a mirror finds out by polling and what it tells of it.
@Suite(.timeLimit(.minutes(1)))
struct NodeMirrorTests {
  private let scene = MirrorScene()

  @Test func `a reader gets a snapshot first, then what changed by identity`() async throws {
    await scene.adapter.hold("a", .pending, at: scene.date.now)
    await scene.adapter.hold("b", .pending, at: scene.date.now + 1)
    await scene.mirror.pollOnce()
    await scene.adapter.set("b", .running)
    await scene.mirror.pollOnce()
    let events = await scene.allEvents()
    var node = NodeRecord(name: NodeName("n"), url: "http://n")
    node.budget = PollBudget(set: 100)
    #expect(events.first == .snapshot(BoardSnapshot(node: node, tasks: [])))
    #expect(events.dropFirst().map(\.changedTasks) == [["a", "b"], ["b"]])
  }

  @Test func `nothing is told when nothing changed`() async throws {
    await scene.adapter.hold("a", .running, at: scene.date.now)
    await scene.mirror.pollOnce()
    for _ in 1...5 {
      scene.date.advance(by: 1)
      await scene.mirror.pollOnce()
    }
    #expect(await scene.allEvents().count == 2)
  }

  @Test func `a node is introduced once`() async throws {
    await scene.adapter.script { $0.showsProgress = true }
    await scene.mirror.pollOnce()
    #expect(
      await scene.adapter.takeCalls() == [
        .health, .agents, .skills, .audit(limit: 1000), .cancels(limit: 1000),
      ])
    let node = await scene.node
    #expect(node.isAnswering)
    #expect(node.showsProgress)
    #expect(node.agents.map(\.agentType.raw) == ["claude", "ollama"])
    scene.date.advance(by: 1)
    await scene.mirror.pollOnce()
    #expect(await scene.adapter.takeCalls().isEmpty)
  }

  @Test func `that a node shows progress is learned from its tasks`() async throws {
    await scene.adapter.hold("a", .pending, at: scene.date.now)
    await scene.mirror.pollOnce()
    #expect(await !scene.node.showsProgress)
    await scene.adapter.set("a", .running)
    await scene.mirror.pollOnce()
    #expect(await scene.node.showsProgress)
  }

  @Test func `tasks of others are found in the audit log`() async throws {
    await scene.adapter.hold("a", .running, user: "bob", at: scene.date.now)
    await scene.mirror.pollOnce()
    let record = try #require(await scene.record("a"))
    #expect(record.submitter == .other(user: NodeText("bob")))
    #expect(record.agent == NodeText("ollama"))
    #expect(record.submittedAt == scene.date.now)
    #expect(record.status == .running)
    #expect(record.prompt == nil)
    #expect(await scene.node.discovery == .working)
  }

  @Test func `the audit log is read every two seconds, fifty events at a time`() async throws {
    await scene.adapter.hold("a", .completed, at: scene.date.now)
    await scene.mirror.pollOnce()
    _ = await scene.adapter.takeCalls()
    for _ in 1...4 {
      scene.date.advance(by: 1)
      await scene.mirror.pollOnce()
    }
    #expect(await scene.adapter.takeCalls() == [.audit(limit: 50), .audit(limit: 50)])
  }

  @Test func `when no known event is on the page, the whole log is read`() async throws {
    await scene.adapter.hold("first", .completed, at: scene.date.now)
    await scene.mirror.pollOnce()
    _ = await scene.adapter.takeCalls()
    for number in 1...70 {
      await scene.adapter.hold("task \(number)", .completed, at: scene.date.now)
    }
    scene.date.advance(by: 2)
    await scene.mirror.pollOnce()
    #expect(
      await scene.adapter.takeCalls().prefix(2) == [.audit(limit: 50), .audit(limit: 1000)])
    #expect(await scene.mirror.snapshot.tasks.count == 71)
  }

  @Test func `a log is partial until a page shows it whole`() async throws {
    for number in 1...1000 {
      await scene.adapter.hold("task \(number)", .completed, at: scene.date.now)
    }
    await scene.mirror.pollOnce(budget: 0)
    #expect(await scene.node.discovery == .partial)
    scene.date.advance(by: 2)
    await scene.mirror.pollOnce(budget: 0)
    #expect(await scene.node.discovery == .partial)
    await scene.adapter.script { $0.events.removeLast(951) }
    scene.date.advance(by: 2)
    await scene.mirror.pollOnce(budget: 0)
    #expect(await scene.node.discovery == .working)
  }

  @Test func `an outage of the log does not make a partial one whole`() async throws {
    for number in 1...1000 {
      await scene.adapter.hold("task \(number)", .completed, at: scene.date.now)
    }
    await scene.mirror.pollOnce(budget: 0)
    await scene.adapter.script {
      $0.auditError = .nodeFault(node: "http://n", operation: "audit", status: 500)
    }
    scene.date.advance(by: 2)
    await scene.mirror.pollOnce(budget: 0)
    await scene.adapter.script { $0.auditError = nil }
    scene.date.advance(by: 10)
    await scene.mirror.pollOnce(budget: 0)
    #expect(await scene.node.discovery == .partial)
  }

  @Test func `where the log is forbidden, our own tasks go on`() async throws {
    let permission = NodeText("Admin permission required")
    await scene.adapter.script {
      $0.auditError = .notPermitted(node: "http://n", permission: permission)
      $0.submitAnswer = .success(TaskState(id: TaskID("ours"), status: .pending))
      $0.set("ours", .running)
    }
    await scene.mirror.pollOnce()
    _ = try await scene.mirror.submit(TaskSubmitRequest(agentId: "ollama", input: "work"))
    _ = await scene.adapter.takeCalls()
    for _ in 1...59 {
      scene.date.advance(by: 1)
      await scene.mirror.pollOnce()
    }
    #expect(await scene.adapter.takeCalls().allSatisfy { $0 == .state("ours") })
    #expect(await scene.record("ours")?.status == .running)
    #expect(await scene.node.isAnswering)
    #expect(await scene.node.discovery == .notPermitted(permission))
    scene.date.advance(by: 1)
    await scene.mirror.pollOnce()
    #expect(await scene.adapter.takeCalls().first == .audit(limit: 1000))
  }

  @Test func `a log that cannot be read is said and is no outage`() async throws {
    let fault = ClawLinkError.nodeFault(node: "http://n", operation: "audit", status: 500)
    await scene.adapter.hold("a", .running, at: scene.date.now)
    await scene.mirror.pollOnce()
    await scene.adapter.script { $0.auditError = fault }
    await scene.adapter.set("a", .completed)
    scene.date.advance(by: 2)
    await scene.mirror.pollOnce()
    #expect(await scene.node.discovery == .failing(fault))
    #expect(await scene.node.isAnswering)
    #expect(await scene.record("a")?.status == .completed)
  }

  @Test(arguments: [
    ClawLinkError.nodeFault(node: "http://n", operation: "state", status: 500),
    .answerTooLarge(node: "http://n", operation: "state", limitBytes: 8),
    .timedOut(node: "http://n", operation: "state", afterMs: 5000),
    .connectionLost(node: "http://n", operation: "state"),
  ])
  func `a task that cannot be read keeps neither the others nor the node`(
    error: ClawLinkError
  ) async throws {
    await scene.adapter.hold("good", .pending, at: scene.date.now)
    await scene.adapter.hold("bad", .running, at: scene.date.now + 1)
    await scene.adapter.script { $0.states["bad"] = .failure(error) }
    await scene.mirror.pollOnce()
    await scene.adapter.set("good", .completed)
    for _ in 1..<TaskRecord.faultLimit {
      scene.date.advance(by: 1)
      await scene.mirror.pollOnce()
    }
    #expect(await scene.node.isAnswering)
    #expect(await scene.record("good")?.status == .completed)
    #expect(await scene.marks("bad") == [.unreadable])
  }

  @Test func `no more tasks are asked for than the budget allows`() async throws {
    for number in 1...250 {
      await scene.adapter.hold("\(number)", .running, at: scene.date.now + Double(number))
    }
    await scene.mirror.pollOnce(budget: 0)
    _ = await scene.adapter.takeCalls()
    for _ in 1...3 {
      await scene.mirror.pollOnce()
      #expect(await scene.adapter.takeCalls().count <= 100)
    }
    #expect(await scene.mirror.snapshot.tasks.allSatisfy { $0.status == .running })
  }

  @Test func `a hung poll delays neither another poll nor the user`() async throws {
    let gate = AwaitedCount()
    await scene.adapter.hold("a", .running, at: scene.date.now)
    await scene.adapter.script {
      $0.gate = gate
      $0.submitAnswer = .success(TaskState(id: TaskID("ours"), status: .pending))
    }
    async let hung: Void = scene.mirror.pollOnce()
    try await scene.adapter.hanging.reaches(1)
    await scene.mirror.pollOnce()
    _ = try await scene.mirror.submit(TaskSubmitRequest(agentId: "ollama", input: "work"))
    #expect(await scene.record("ours")?.status == .pending)
    #expect(scene.adapter.hanging.value == 1)
    gate.change(by: 1)
    await hung
    #expect(await scene.record("a")?.status == .running)
  }
}
