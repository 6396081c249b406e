import ClawLink
import Foundation
import TestSupport
import Testing

/// Answering a task that asks.
@Suite(.timeLimit(.minutes(1)))
struct AdapterInputTests {
  private static let path = "/api/runtime/tasks/t/input"

  @Test func `the answer goes as text, in our session`() async throws {
    let taking = NodeBehaviour.always(.json(#"{"success": true, "task_id": "t"}"#))
    try await conversing(with: taking.afterOpeningSessions, userId: "ann") { node, adapter in
      try await adapter.sendInput("the old \"one\"\n", to: TaskID("t"))
      let sent = try #require(node.requests(for: Self.path).first)
      #expect(sent.query == ["session_id": "session-1"])
      let body = try JSONDecoder().decode(JSONValue.self, from: sent.body)
      #expect(body == ["text": "the old \"one\"\n"])
    }
  }

  @Test func `a node that has no such path takes no answers`() async throws {
    let real = try NodeBehaviour.recorded("submit-good").afterOpeningSessions
    try await conversing(with: real) { node, adapter in
      let refusal = ClawLinkError.refused(
        node: node.url, status: 404, detail: NodeText("tasks take no answers here"))
      await #expect(throws: refusal) { try await adapter.sendInput("x", to: TaskID("t")) }
    }
  }

  @Test func `an answer is not repeated when its connection dies`() async throws {
    let breaking = NodeBehaviour.closesBeforeHead.afterOpeningSessions
    try await conversing(with: breaking) { node, adapter in
      let error = ClawLinkError.connectionLost(node: node.url, operation: "answer a task")
      await #expect(throws: error) { try await adapter.sendInput("x", to: TaskID("t")) }
      #expect(node.requests(for: Self.path).count == 1)
    }
  }
}
