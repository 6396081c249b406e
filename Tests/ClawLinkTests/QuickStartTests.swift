import ClawLink
import ClawNode
import Foundation
import TestSupport
import Testing

/// CoderClaw's quick start in Swift, as the documentation shows it.
@Suite(.timeLimit(.minutes(1)))
struct QuickStartTests {
  @Test func `configure, connect, submit with metadata, stream to completion`() async throws {
    let agent = WorkingAgent("claude")
    agent.gate.change(by: 1)
    try await EmbeddedNode.running(TaskEngine(agents: [agent])) { url in
      // snippet: quick start
      let adapter = ClawLinkTransportAdapter(
        try ClawLinkConfiguration(
          baseUrl: url,  // for example http://localhost:8000
          userId: "my-user",  // optional, for audit trails
          deviceId: "my-workstation"))  // optional

      _ = try await adapter.connect()  // opens a session on the node

      let runtime = try CoderClawRuntime(adapter, mode: .remoteEnabled)

      let task = try await runtime.submitTask(
        TaskSubmitRequest(
          agentId: "claude",  // goes as agent_type
          description: "Build login page",
          input: "Create a login component with email + password fields",
          metadata: ["project": "my-app"]))

      print(task.id, task.status)  // a UUID, pending

      // Stream progress until completion
      for try await event in try await runtime.streamTaskUpdates(task.id) {
        print(event.status, event.progress ?? 0)
      }

      await runtime.close()
      // end of snippet
      try await expectDone(task, by: "my-user", on: url)
    }
  }

  private func expectDone(_ task: SubmittedTask, by user: String, on url: String) async throws {
    try await talking(to: url) { adapter in
      let state = try #require(try await adapter.queryTaskState(task.id))
      #expect(state.status == .completed)
      #expect(
        state.result == NodeText("done: Create a login component with email + password fields"))
      let events = try await adapter.listAuditEvents(AuditFilter(type: .taskSubmitted))
      #expect(events.map(\.userId) == [NodeText(user)])
    }
  }

  @Test func `the documentation shows these lines`() throws {
    let file = URL(fileURLWithPath: #filePath)
    let test = try String(contentsOf: file, encoding: .utf8)
    let package = file.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let article = try String(
      contentsOf: package.appending(path: "Sources/ClawLink/ClawLink.docc/QuickStart.md"),
      encoding: .utf8)
    let begin = "// snippet: quick start\n"
    let tail = try #require(test.range(of: begin))
    let rest = test[tail.upperBound...]
    let end = try #require(rest.range(of: "// end of snippet"))
    let shown = rest[..<end.lowerBound].split(separator: "\n").map { line in
      line.trimmingCharacters(in: .whitespaces).replacing(
        "baseUrl: url,  // for example http://localhost:8000",
        with: "baseUrl: \"http://localhost:8000\",")
    }
    for line in shown where !line.isEmpty { #expect(article.contains(line)) }
    #expect(shown.count > 15)
  }
}
