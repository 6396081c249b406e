public import ClawLink

/// An agent that needs nothing installed: it goes through the motions of a coding agent, with
/// progress and messages, so that a board has something true to show.
public struct DemoAgent: Agent {
  private let clock: any Clock<Duration>

  public init(clock: any Clock<Duration> = ContinuousClock()) {
    self.clock = clock
  }

  public let info = AgentInfo(
    agentType: NodeText("demo"), name: NodeText("Demo"),
    description: NodeText(
      "Works through every state and changes nothing. "
        + "In the prompt: 'fail', 'wait', 'ask', 'for 30s'"),
    isConfigured: true,
    capabilities: [NodeText("demonstration")])

  public func work(
    on job: AgentJob, for client: any AgentClient
  ) async throws -> AgentResult {
    let script = DemoScript(prompt: job.prompt)
    var answer: NodeText?
    for beat in script.beats {
      try await clock.sleep(for: beat.delay)
      for step in beat.steps { await client.take(step) }
      if let question = beat.question { answer = try await client.ask(question) }
    }
    try await clock.sleep(for: script.end)
    if script.fails {
      throw AgentFailure("The tests fail, as the prompt asked for:\n  1 of 12 tests failed")
    }
    let answered = answer.map { "\nThe answer was:\n\($0.raw)\n" } ?? ""
    return AgentResult(
      NodeText(
        "The demo agent has worked through \(script.beats.count) steps and changed nothing.\n"
          + answered + "\nThe prompt was:\n\(job.prompt.raw)"))
  }
}
