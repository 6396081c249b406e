import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// Handing over and cancelling through a mirror.
@Suite(.timeLimit(.minutes(1)))
struct UserActionTests {
  private let scene = MirrorScene()

  @Test(arguments: ["", " ", "\n\t \u{A0}"])
  func `an empty prompt is not sent`(prompt: String) async throws {
    let error = ClawLinkError.configuration(
      key: "prompt", problem: "it is empty: say what the agent should do")
    await #expect(throws: error) {
      try await scene.mirror.submit(TaskSubmitRequest(agentId: "ollama", input: prompt))
    }
    #expect(await scene.adapter.takeCalls().isEmpty)
  }

  @Test func `an agent that the node does not list is not sent to`() async throws {
    let error = ClawLinkError.configuration(
      key: "agent", problem: "'gpt^[' is no agent of n: use claude, ollama")
    await #expect(throws: error) {
      try await scene.mirror.submit(TaskSubmitRequest(agentId: "gpt\u{1B}", input: "work"))
    }
    #expect(await scene.adapter.takeCalls() == [.agents])
  }

  @Test func `a submitted task is known and shown from the answer on`() async throws {
    await scene.adapter.script {
      $0.submitAnswer = .success(
        TaskState(
          id: TaskID("ours"), status: .pending,
          metadata: ["submitted_at": "2026-01-01T00:00:09"]))
    }
    let record = try await scene.mirror.submit(
      TaskSubmitRequest(agentId: "OLLAMA", description: "Title", input: "work"))
    #expect(record.submitter == .us)
    #expect(record.prompt == NodeText("work"))
    #expect(record.title == NodeText("Title"))
    #expect(record.submittedAt == Date(timeIntervalSince1970: 1_767_225_609))
    let events = await scene.allEvents()
    #expect(events.last?.changedTasks == ["ours"])
  }

  @Test func `a task that the log named first becomes ours and stays one`() async throws {
    await scene.adapter.hold("ours", .running, at: scene.date.now)
    await scene.mirror.pollOnce()
    await scene.adapter.script {
      $0.submitAnswer = .success(TaskState(id: TaskID("ours"), status: .pending))
    }
    let record = try await scene.mirror.submit(
      TaskSubmitRequest(agentId: "ollama", input: "work"))
    #expect(record.submitter == .us)
    #expect(await scene.mirror.snapshot.tasks.count == 1)
  }

  @Test func `a submission that failed leaves no task`() async throws {
    let error = ClawLinkError.submitUnconfirmed(
      UnconfirmedSubmission(
        node: "http://n", reason: "lost", agentId: "ollama", sentAt: scene.date.now,
        sessionId: nil))
    await scene.adapter.script { $0.submitAnswer = .failure(error) }
    await #expect(throws: error) {
      try await scene.mirror.submit(TaskSubmitRequest(agentId: "ollama", input: "work"))
    }
    #expect(await scene.mirror.snapshot.tasks.isEmpty)
  }

  @Test func `a cancel shows at once and is confirmed by the state`() async throws {
    await scene.adapter.hold("a", .running, at: scene.date.now)
    await scene.mirror.pollOnce()
    await scene.adapter.set("a", .cancelled)
    let outcome = try await scene.mirror.cancel(TaskID("a"))
    #expect(outcome == .cancelled)
    #expect(await scene.record("a")?.status == .cancelled)
    let events = await scene.allEvents()
    let records = events.flatMap { event -> [TaskRecord] in
      if case .changes(let changes) = event { changes.tasks } else { [] }
    }
    #expect(records.map(\.status) == [.running, .running, .cancelled])
    #expect(records.map { $0.cancelAskedAt != nil } == [false, true, true])
  }

  @Test func `a cancel that came too late shows how the task ended`() async throws {
    await scene.adapter.hold("a", .running, at: scene.date.now)
    await scene.mirror.pollOnce()
    await scene.adapter.set("a", .completed)
    let final = TaskState(id: TaskID("a"), status: .completed)
    await scene.adapter.script { $0.cancelAnswer = .success(.alreadyFinal(final)) }
    let outcome = try await scene.mirror.cancel(TaskID("a"))
    #expect(outcome == .alreadyFinal(final))
    #expect(await scene.record("a")?.status == .completed)
    #expect(await scene.marks("a") == [])
  }

  @Test func `a cancel that the node took is told even when its state cannot be read`()
    async throws
  {
    await scene.adapter.hold("a", .running, at: scene.date.now)
    await scene.mirror.pollOnce()
    await scene.adapter.script { $0.states["a"] = .failure(MirrorScene.lost) }
    let outcome = try await scene.mirror.cancel(TaskID("a"))
    #expect(outcome == .cancelled)
    #expect(await scene.marks("a") == [.cancelling])
  }

  @Test func `a cancel that failed changes nothing`() async throws {
    await scene.adapter.hold("a", .running, at: scene.date.now)
    await scene.mirror.pollOnce()
    await scene.adapter.script { $0.cancelAnswer = .failure(MirrorScene.lost) }
    await #expect(throws: MirrorScene.lost) { try await scene.mirror.cancel(TaskID("a")) }
    #expect(await scene.record("a")?.cancelAskedAt == nil)
  }
}
