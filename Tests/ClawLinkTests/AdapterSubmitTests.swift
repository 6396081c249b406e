import ClawLink
import Foundation
import TestSupport
import Testing

/// Handing over tasks, cancelling them, and what the node may refuse.
@Suite(.timeLimit(.minutes(1)))
struct AdapterSubmitTests {
  private static let submitPath = "/api/runtime/tasks/submit"

  @Test func `a submission carries its fields under the contract's names`() async throws {
    let accepting = try NodeBehaviour.recorded("submit-good").afterOpeningSessions
    try await conversing(with: accepting, userId: "alice") { node, adapter in
      let task = try await adapter.submitTask(
        TaskSubmitRequest(
          agentId: "ollama", description: "Title", input: "Prompt", model: "m", thinking: .low,
          parentTaskId: TaskID("p"), metadata: ["model": "wins", "n": 3]))
      #expect(task.status == .pending)
      #expect(task.id == TaskID("b7a311e7-3f79-4864-814d-58c288b97dff"))
      #expect(task.agentId == "ollama")
      #expect(task.node == node.url)
      #expect(task.sessionId == "session-1")
      let sent = try #require(node.requests(for: Self.submitPath).first)
      let body = try JSONDecoder().decode(JSONValue.self, from: sent.body)
      let context: JSONValue = [
        "description": "Title", "model": "wins", "thinking": "low", "parentTaskId": "p", "n": 3,
      ]
      #expect(
        body == [
          "agent_type": "ollama", "prompt": "Prompt", "session_id": "session-1",
          "context": context,
        ])
      #expect(sent.headers["content-type"] == "application/json")
      let opened = try #require(node.requests(for: "/api/runtime/sessions").first)
      #expect(opened.query == ["user_id": "alice", "device_id": "test"])
      #expect(opened.body.isEmpty)
    }
  }

  @Test(arguments: [
    (NodeBehaviour.closesBeforeHead, "the connection broke"),
    (.closesInBody, "the connection broke"),
    (.failsInside, "the node failed inside, status 500"),
  ])
  func `a submission whose answer is lost is unconfirmed and never repeated`(
    losing: NodeBehaviour, reason: String
  ) async throws {
    let date = ManualDate()
    try await conversing(with: losing.afterOpeningSessions, date: date) { node, adapter in
      let error = ClawLinkError.lostSecret(node: node.url, reason: reason, sentAt: date.now)
      await #expect(throws: error) { try await adapter.submitTask(.secret) }
      #expect(node.requests(for: Self.submitPath).count == 1)
    }
  }

  @Test func `a value that JSON cannot say is never sent`() async throws {
    let behaviour = NodeBehaviour.closesBeforeHead.afterOpeningSessions
    try await conversing(with: behaviour) { node, adapter in
      var request = TaskSubmitRequest.secret
      request.metadata = ["n": .number(.nan)]
      let error = ClawLinkError.configuration(
        key: "metadata", problem: "a number in it is not finite")
      await #expect(throws: error) { try await adapter.submitTask(request) }
      #expect(node.requests(for: Self.submitPath).isEmpty)
    }
  }

  @Test(arguments: [
    ("submit-user-session", "task:submit"),
    ("audit-user-session", "Admin permission required to view audit logs"),
  ])
  func `a refusal names the permission`(exchange: String, permission: String) async throws {
    let recorded = try NodeReply.recorded(.named(exchange))
    try await conversing(with: .always(recorded).afterOpeningSessions) { node, adapter in
      let error = ClawLinkError.notPermitted(node: node.url, permission: NodeText(permission))
      await #expect(throws: error) { try await adapter.submitTask(.secret) }
    }
  }

  @Test func `faults name their fields and never what was sent`() async throws {
    let recorded = try NodeReply.recorded(.named("submit-many-errors"))
    try await conversing(with: .always(recorded).afterOpeningSessions) { node, adapter in
      let error = try #require(
        await #expect(throws: ClawLinkError.self) { try await adapter.submitTask(.secret) })
      guard case .invalidRequest(_, let faults) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(
        faults.map(\.field.raw) == [
          "body.agent_type", "body.prompt", "body.context", "body.session_id", "body.project_id",
          "body.task_id",
        ])
      #expect(faults.first?.message == NodeText("Input should be a valid string"))
    }
  }

  @Test func `the prompt never comes back in an error`() async throws {
    let echo = NodeBehaviour.answers { request in
      .json(
        """
        {"detail": [{"type": "missing", "loc": ["body", "context"], "msg": "Field required", \
        "input": \(String(decoding: request.body, as: UTF8.self)), "ctx": {"error": "x"}}]}
        """, status: 422)
    }
    try await conversing(with: echo.afterOpeningSessions) { node, adapter in
      let error = try #require(
        await #expect(throws: ClawLinkError.self) { try await adapter.submitTask(.secret) })
      var dumped = ""
      dump(error, to: &dumped)
      #expect(!"\(error)".contains("secret"))
      #expect(!dumped.contains("secret"))
      #expect("\(error)" == "\(node.url) refused the request: body.context: Field required")
    }
  }

  @Test func `a cancel that the node takes is a cancel`() async throws {
    let recorded = try NodeReply.recorded(.named("cancel-pending"))
    try await conversing(with: .always(recorded).afterOpeningSessions) { node, adapter in
      let outcome = try await adapter.cancelTask(TaskID("a/b"))
      #expect(outcome == .cancelled)
      let sent = try #require(node.requests.last)
      #expect(sent.path == "/api/runtime/tasks/a%2Fb/cancel")
      #expect(sent.query == ["session_id": "session-1"])
    }
  }

  @Test(arguments: [
    ("state-completed", TaskStatus.completed), ("state-cancelled", .cancelled),
    ("state-failed-agent-404", .failed),
  ])
  func `a cancel that comes too late tells how the task ended`(
    exchange: String, status: TaskStatus
  ) async throws {
    let refused = try NodeReply.recorded(.named("cancel-completed"))
    let state = try NodeReply.recorded(.named(exchange))
    let behaviour = NodeBehaviour.answers { $0.method == "GET" ? state : refused }
    try await conversing(with: behaviour.afterOpeningSessions) { _, adapter in
      guard case .alreadyFinal(let state) = try await adapter.cancelTask(TaskID("t")) else {
        Issue.record("not told as final")
        return
      }
      #expect(state.status == status)
    }
  }

  /// A node that answers a cancel with 200, but not as done, and then with this state.
  private func notDone(_ state: String) -> NodeBehaviour {
    let state = NodeReply.json(#"{"task_id": "t", "state": "\#(state)"}"#)
    return NodeBehaviour.answers {
      $0.method == "GET" ? state : .json(#"{"success": false, "task_id": "t"}"#)
    }.afterOpeningSessions
  }

  @Test func `a cancel that is answered as not done is decided by the state`() async throws {
    try await conversing(with: notDone("completed")) { _, adapter in
      let outcome = try await adapter.cancelTask(TaskID("t"))
      #expect(outcome == .alreadyFinal(TaskState(id: TaskID("t"), status: .completed)))
    }
    try await conversing(with: notDone("running")) { node, adapter in
      let error = ClawLinkError.refused(
        node: node.url, status: 200, detail: NodeText("the task was not cancelled"))
      await #expect(throws: error) { try await adapter.cancelTask(TaskID("t")) }
    }
  }

  @Test func `a cancel of a task that the node does not know says so`() async throws {
    let refused = try NodeReply.recorded(.named("cancel-unknown"))
    let unknown = try NodeReply.recorded(.named("state-unknown-uuid"))
    let behaviour = NodeBehaviour.answers { $0.method == "GET" ? unknown : refused }
    try await conversing(with: behaviour.afterOpeningSessions) { _, adapter in
      let outcome = try await adapter.cancelTask(TaskID("t"))
      #expect(outcome == .unknownToNode)
    }
  }

  @Test func `an unknown task has no state`() async throws {
    let unknown = try NodeReply.recorded(.named("state-unknown-uuid"))
    try await conversing(with: .always(unknown)) { node, adapter in
      let state = try await adapter.queryTaskState(TaskID("t"))
      #expect(state == nil)
      #expect(node.requests.map(\.target) == ["/api/runtime/tasks/t/state"])
    }
  }
}
