import ClawLink
import Foundation
import TestSupport
import Testing

/// What the adapter makes of a node that misbehaves.
@Suite(.timeLimit(.minutes(1)))
struct AdapterFailureTests {
  @Test func `a web page is not a node`() async throws {
    try await conversing(with: .answersHTML) { node, adapter in
      let error = ClawLinkError.foreignServer(
        node: node.url, found: "its answer is text/html, not JSON")
      await #expect(throws: error) { try await adapter.health() }
    }
  }

  @Test func `JSON that ends too early is not a node's`() async throws {
    try await conversing(with: .truncatesJSON) { node, adapter in
      let error = ClawLinkError.foreignServer(
        node: node.url, found: "its answer to 'ask for health' has another shape")
      await #expect(throws: error) { try await adapter.health() }
    }
  }

  @Test func `something that does not speak HTTP is not a node`() async throws {
    try await conversing(with: .answersNoHTTP) { node, adapter in
      let error = ClawLinkError.foreignServer(node: node.url, found: "its answer is not HTTP")
      await #expect(throws: error) { try await adapter.health() }
    }
  }

  @Test func `a redirect is not followed`() async throws {
    try await conversing(with: .redirects(to: "http://127.0.0.1:9/elsewhere")) { node, adapter in
      let error = ClawLinkError.foreignServer(
        node: node.url, found: "it redirects to another address")
      await #expect(throws: error) { try await adapter.listAgents() }
      #expect(node.requests.count == 1)
    }
  }

  @Test func `a missing endpoint is told from a refusal`() async throws {
    try await conversing(with: .recorded("unknown-path")) { node, adapter in
      let error = ClawLinkError.foreignServer(
        node: node.url, found: "it has no endpoint for 'list skills'")
      await #expect(throws: error) { try await adapter.listSkills() }
    }
    try await conversing(with: .always(.refusal(404, "Gone fishing"))) { node, adapter in
      let error = ClawLinkError.refused(
        node: node.url, status: 404, detail: NodeText("Gone fishing"))
      await #expect(throws: error) { try await adapter.listSkills() }
    }
  }

  @Test func `a node that fails inside is not asked again at once`() async throws {
    try await conversing(with: .failsInside) { node, adapter in
      let error = ClawLinkError.nodeFault(
        node: node.url, operation: "ask for health", status: 500)
      await #expect(throws: error) { try await adapter.health() }
      #expect(node.requests.count == 1)
    }
  }

  @Test func `after a failure inside, the next question comes through`() async throws {
    let healthy = try NodeBehaviour.recorded("health")
    try await conversing(with: .once(.failsInside, then: healthy)) { node, adapter in
      _ = try? await adapter.health()
      let health = try await adapter.health()
      #expect(health.status == NodeText("healthy"))
    }
  }

  @Test(arguments: [MisbehavingNode.deserted, "http://localhost:1"])
  func `where nobody listens, nothing was sent`(url: String) async throws {
    try await talking(to: url) { adapter in
      let error = ClawLinkError.unreachable(node: url, reason: "connection refused")
      await #expect(throws: error) { try await adapter.health() }
      await #expect(throws: error) { try await adapter.submitTask(.secret) }
    }
  }

  @Test(arguments: [NodeBehaviour.closesBeforeHead, .closesInBody])
  func `a question whose connection dies is repeated once on a new one`(
    dying: NodeBehaviour
  ) async throws {
    let healthy = try NodeBehaviour.recorded("health")
    try await conversing(with: .once(dying, then: healthy)) { node, adapter in
      let health = try await adapter.health()
      #expect(health.status == NodeText("healthy"))
      #expect(node.requests.count == 2)
      #expect(node.connectionCount == 2)
    }
  }

  @Test(arguments: [NodeBehaviour.closesBeforeHead, .closesInBody])
  func `a question is repeated no more than once`(dying: NodeBehaviour) async throws {
    try await conversing(with: dying) { node, adapter in
      let error = ClawLinkError.connectionLost(node: node.url, operation: "ask for health")
      await #expect(throws: error) { try await adapter.health() }
      #expect(node.requests.count == 2)
    }
  }

  @Test func `a node that went away and came back is reached again`() async throws {
    try await conversing(with: .recorded("health")) { node, adapter in
      _ = try await adapter.health()
      try await node.stop()
      let error = ClawLinkError.unreachable(node: node.url, reason: "connection refused")
      await #expect(throws: error) { try await adapter.health() }
      try await node.start()
      let health = try await adapter.health()
      #expect(health.status == NodeText("healthy"))
    }
  }

  @Test func `a cancel is not repeated when its connection dies`() async throws {
    try await conversing(with: .closesInBody.afterOpeningSessions) { node, adapter in
      let error = ClawLinkError.connectionLost(node: node.url, operation: "cancel a task")
      await #expect(throws: error) { try await adapter.cancelTask(TaskID("t")) }
      #expect(node.requests(for: "/api/runtime/tasks/t/cancel").count == 1)
    }
  }

  @Test func `an answer that is too large is not read`() async throws {
    let huge = NodeReply.json("\"" + String(repeating: "x", count: 3 * 1_048_576) + "\"")
    try await conversing(with: .always(huge)) { node, adapter in
      let error = ClawLinkError.answerTooLarge(
        node: node.url, operation: "ask for health", limitBytes: 2 * 1_048_576)
      await #expect(throws: error) { try await adapter.health() }
    }
  }

  @Test func `an answer of a megabyte is read`() async throws {
    let text = String(repeating: "x", count: 1_048_576)
    let reply = NodeReply.json(#"{"task_id": "t", "state": "completed", "result": "\#(text)"}"#)
    try await conversing(with: .always(reply)) { node, adapter in
      let state = try #require(try await adapter.queryTaskState(TaskID("t")))
      #expect(state.result?.raw.utf8.count == 1_048_576)
    }
  }

  @Test func `a fault without a sensible place is still told`() async throws {
    let reply = NodeReply.json(
      #"{"detail": [{"loc": ["body", 1e300, null, -7], "msg": "odd"}]}"#, status: 422)
    try await conversing(with: .always(reply)) { node, adapter in
      let fault = FieldFault(field: NodeText("body.?.-7"), message: NodeText("odd"))
      let error = ClawLinkError.invalidRequest(node: node.url, faults: [fault])
      await #expect(throws: error) { try await adapter.health() }
    }
  }
}
