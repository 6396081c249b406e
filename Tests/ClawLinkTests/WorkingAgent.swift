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

  func work(
    on job: AgentJob, report: @Sendable (AgentStep) async -> Void
  ) async throws -> NodeText {
    await report(.running)
    started.change(by: 1)
    try await gate.reaches(1)
    return NodeText("done: \(job.prompt.raw)")
  }
}
