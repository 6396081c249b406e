import ClawLink
import ClawMirror
import Foundation
import TestSupport
import Testing

/// How many connections a mirror and its adapter open to a node.
@Suite(.timeLimit(.minutes(1)))
struct ConnectionCountTests {
  /// A node with sixty tasks that run for ever.
  private static let busy: NodeBehaviour = {
    let events = (1...60).map { number in
      """
      {"event_id": "e\(number)", "event_type": "task.submitted", "user_id": null,
       "session_id": "s", "timestamp": "2026-01-01T00:00:00", "resource_type": "task",
       "resource_id": "t\(number)", "action": "submit", "status": "success",
       "details": {"agent_type": "ollama"}}
      """
    }
    let log = NodeReply.json("[\(events.joined(separator: ","))]")
    return NodeBehaviour.answers { request in
      switch request.path {
      case "/health": .json(#"{"status": "healthy"}"#)
      case "/api/audit/events": log
      case "/api/runtime/agents", "/api/runtime/skills": .json("[]")
      default: .json(#"{"task_id": "t", "state": "running", "success": false, "metadata": {}}"#)
      }
    }.afterOpeningSessions
  }()

  @Test func `sixty tasks are polled over two connections, and a user adds two at most`()
    async throws
  {
    try await MisbehavingNode.running(Self.busy) { node in
      let adapter = ClawLinkTransportAdapter(
        try ClawLinkConfiguration(baseUrl: node.url, requestsPerSecond: 10_000))
      let mirror = NodeMirror(
        node: NodeRecord(name: NodeName("n"), url: node.url), adapter: adapter)
      await mirror.pollOnce()
      await mirror.pollOnce()
      #expect(await mirror.snapshot.tasks.count { $0.status == .running } == 60)
      // One of them opened the session.
      #expect(node.mostConnections <= 3)
      async let polled: Void = mirror.pollOnce()
      _ = try? await mirror.cancel(TaskID("t1"))
      await polled
      #expect(node.mostConnections <= 4)
      await adapter.close()
    }
  }
}
