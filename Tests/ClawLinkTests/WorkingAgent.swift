import ClawLink
import ClawNode
import TestSupport

/// An agent that says that it runs and goes on until the test lets it go.
struct WorkingAgent: Agent {
  let type: String
  let started = AwaitedCount()
  let gate = AwaitedCount()
  var isConfigured = true

  init(_ type: String, isConfigured: Bool = true) {
    self.type = type
    self.isConfigured = isConfigured
  }

  var info: AgentInfo {
    AgentInfo(
      agentType: NodeText(type), name: NodeText(type), description: nil,
      isConfigured: isConfigured, capabilities: [])
  }

  func work(on job: AgentJob, for client: any AgentClient) async throws -> AgentResult {
    await client.take(.running)
    started.change(by: 1)
    try await gate.reaches(1)
    return AgentResult(NodeText("done: \(job.prompt.raw)"))
  }
}
