import Foundation
import TestSupport
import Testing

@testable import ClawLink

/// What the client makes of each quirk of the real node: tasks and their states.
@Suite(.timeLimit(.minutes(1)))
struct TaskQuirkTests {
  private let task = TaskID("t")

  /// The recorded answers, one state after the other; the last one stays.
  private func states(_ names: String...) throws -> NodeBehaviour {
    let replies = try names.map { try NodeReply.recorded(.named($0)) }
    return .answers { replies[min($0.number, replies.count) - 1] }
  }

  /// The updates of a task, with intervals on a clock of their own.
  private func events(
    from adapter: ClawLinkTransportAdapter, ending: TaskUpdates.Ending = .atFinalState,
    interval: Duration = .seconds(1)
  ) async throws -> [TaskUpdateEvent] {
    let clock = ManualClock()
    let updates = TaskUpdates(
      node: adapter.node, id: task, ending: ending, interval: interval, clock: clock
    ) {
      do throws(ClawLinkError) {
        return .success(try await adapter.queryTaskState(task))
      } catch {
        return .failure(error)
      }
    }
    return try await collected(updates, stepping: clock)
  }

  @Test func `quirk 1: pending means working, so nothing waits for running`() async throws {
    let behaviour = try states(
      "state-pending-at-once", "state-pending-while-running", "state-pending-while-running",
      "state-completed-after-hold")
    try await conversing(with: behaviour) { node, adapter in
      let events = try await events(from: adapter)
      #expect(events.map(\.status) == [.pending, .completed])
      #expect(events.first?.state.submittedAt != nil)
      #expect(node.requests.count == 4)
    }
  }

  @Test(arguments: [
    ("state-cancelled-then-completed", TaskStatus.completed),
    ("state-cancelled-then-failed", .failed),
  ])
  func `quirk 2: cancelled is not final, and can be followed further`(
    later: String, end: TaskStatus
  ) async throws {
    let behaviour = try states("state-cancelled", "state-cancelled", later)
    try await conversing(with: behaviour) { node, adapter in
      let further = try await events(from: adapter, ending: .afterCancelled(.seconds(300)))
      #expect(further.map(\.status) == [.cancelled, end])
      node.behave(behaviour)
      let plain = try await events(from: adapter)
      #expect(plain.map(\.status) == [.cancelled])
    }
  }

  @Test func `quirk 3: an unknown task is 200 failed, and nil here`() async throws {
    try await conversing(with: states("state-unknown-uuid")) { _, adapter in
      let state = try await adapter.queryTaskState(task)
      #expect(state == nil)
    }
    try await conversing(with: states("state-failed-unknown-agent")) { _, adapter in
      let state = try #require(try await adapter.queryTaskState(task))
      #expect(state.status == .failed)
      #expect(state.executionTime != nil)
    }
  }

  @Test(arguments: ["state-completed-task-after-restart", "state-pending-task-after-restart"])
  func `quirk 4: a restart makes tasks unknown and fails none`(name: String) async throws {
    try await conversing(with: states("state-before-restart")) { node, adapter in
      let before = try await adapter.queryTaskState(task)
      #expect(before?.status == .completed)
      node.behave(try states(name))
      let state = try await adapter.queryTaskState(task)
      #expect(state == nil)
      await #expect(throws: ClawLinkError.taskUnknown(node: node.url, id: task)) {
        try await events(from: adapter)
      }
    }
  }

  @Test(arguments: [
    ("submit-unknown-agent", "state-failed-unknown-agent"),
    ("submit-general-purpose", "state-failed-general-purpose"),
  ])
  func `quirk 5: success false on submit is no failure, the state is`(
    submit: String, state: String
  ) async throws {
    let taken = try NodeReply.recorded(.named(submit))
    let failed = try NodeReply.recorded(.named(state))
    let behaviour = NodeBehaviour.answers { $0.method == "GET" ? failed : taken }
    try await conversing(with: behaviour.afterOpeningSessions) { _, adapter in
      let task = try await adapter.submitTask(.secret)
      #expect(!task.state.success)
      #expect(task.status == .pending)
      let state = try await adapter.queryTaskState(task.id)
      #expect(state?.status == .failed)
    }
  }

  @Test(arguments: [
    "state-500-number", "state-500-object", "state-500-surrogate", "state-lone-surrogate-in-agent",
  ])
  func `quirk 6: an unreadable task is the task's fault, not the node's`(
    name: String
  ) async throws {
    let fault = try NodeReply.recorded(.named(name)).delivered(.whole, thenCloses: true)
    let good = try NodeBehaviour.wellBehaved()
    let behaviour = NodeBehaviour.answers {
      $0.path.hasSuffix("/t/state") ? fault : good.reply(to: $0)
    }
    try await conversing(with: behaviour) { node, adapter in
      let error = ClawLinkError.nodeFault(
        node: node.url, operation: "read a task's state", status: 500)
      for _ in 1...5 {
        await #expect(throws: error) { try await adapter.queryTaskState(task) }
        let state = try await adapter.queryTaskState(TaskID("other"))
        #expect(state?.status == .completed)
      }
    }
  }

  @Test func `quirk 14: text is kept as it came and shown cleaned`() async throws {
    try await conversing(with: states("state-result-ansi")) { _, adapter in
      let result = try #require(try await adapter.queryTaskState(task)?.result)
      #expect(result.raw.contains("\u{1B}"))
      #expect(!result.shownLines.contains("\u{1B}"))
      #expect(result.shownLines.contains("^["))
    }
    try await conversing(with: states("state-failed-ollama-timeout")) { _, adapter in
      let state = try #require(try await adapter.queryTaskState(task))
      #expect(state.error?.shown == "Ollama HTTP error: ")
      #expect(try #require(state.executionTime) >= 300)
    }
  }

  @Test func `quirk 15: the submission time is gone at the end`() async throws {
    let behaviour = try states("state-pending-at-once", "state-completed-after-hold")
    try await conversing(with: behaviour) { _, adapter in
      let pending = try #require(try await adapter.queryTaskState(task))
      let completed = try #require(try await adapter.queryTaskState(task))
      #expect(pending.submittedAt != nil)
      #expect(completed.submittedAt == nil)
      #expect(completed.metadata?["model"] != nil)
    }
  }

  @Test func `quirk 18: a 500 on a submit does not mean that nothing was done`() async throws {
    let date = ManualDate()
    let behaviour = NodeBehaviour.failsInside.afterOpeningSessions
    try await conversing(with: behaviour, date: date) { node, adapter in
      let error = ClawLinkError.lostSecret(
        node: node.url, reason: "the node failed inside, status 500", sentAt: date.now)
      await #expect(throws: error) { try await adapter.submitTask(.secret) }
      #expect(!error.mayPass)
    }
  }

  @Test func `quirk 23: a big result is read, and once only`() async throws {
    let text = String(repeating: "x", count: 1_048_576)
    let reply = NodeReply.json(#"{"task_id": "t", "state": "completed", "result": "\#(text)"}"#)
    try await conversing(with: .always(reply)) { node, adapter in
      let events = try await events(from: adapter)
      #expect(events.map { $0.state.result?.raw.utf8.count } == [1_048_576])
      #expect(node.requests.count == 1)
    }
  }

  @Test func `quirk 34: model, thinking and description are only text`() async throws {
    try await conversing(with: .wellBehaved()) { node, adapter in
      let request = TaskSubmitRequest(
        agentId: "ollama", description: "Title", input: "Prompt", model: "m", thinking: .high)
      _ = try await adapter.submitTask(request)
      let body = try JSONDecoder().decode(
        JSONValue.self, from: try #require(node.requests.last).body)
      #expect(body.object?["prompt"] == "Prompt")
      #expect(
        body.object?["context"] == ["description": "Title", "model": "m", "thinking": "high"])
      #expect(body.object?["model"] == nil)
    }
  }

  @Test(arguments: [300, 1900])
  func `quirk 35: a cancelled task is followed for as long as its agent may take`(
    limit: Int
  ) async throws {
    try await conversing(with: states("state-cancelled")) { node, adapter in
      let events = try await events(
        from: adapter, ending: .afterCancelled(.seconds(limit)), interval: .seconds(100))
      #expect(events.map(\.status) == [.cancelled])
      #expect(node.requests.count == limit / 100 + 1)
    }
  }
}
