import ClawLink
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct TaskEngineTests {
  /// Follows a task of the demo agent through every pause of it; each state once.
  private func statesSeen(prompt: String) async throws -> [TaskStatus] {
    let clock = ManualClock()
    let engine = try TaskEngine(agents: [DemoAgent(clock: clock)])
    let task = try await engine.submit("demo", prompt)
    var seen = [task.status]
    try await clock.advance {
      let status = try await engine.state(of: task.id).status
      if status != seen.last { seen.append(status) }
      return status.isFinal
    }
    return seen
  }

  @Test(arguments: [
    ("go on", [TaskStatus.pending, .planning, .running, .completed]),
    ("wait", [.pending, .planning, .running, .waiting, .running, .completed]),
    ("fail", [.pending, .planning, .running, .failed]),
    ("wait and fail", [.pending, .planning, .running, .waiting, .running, .failed]),
  ])
  func `every state is to be seen, in order`(prompt: String, states: [TaskStatus]) async throws {
    #expect(try await statesSeen(prompt: prompt) == states)
  }

  @Test func `a submission is pending and says when it was submitted`() async throws {
    let date = ManualDate()
    let engine = try TaskEngine(agents: [PatientAgent()], now: { date.now })
    let task = try await engine.submit("patient")
    #expect(task.status == .pending)
    #expect(!task.success)
    #expect(task.metadata == ["submitted_at": "2026-01-01T00:00:00"])
    await engine.shutDown()
  }

  @Test func `a completed task has its result and the seconds of work`() async throws {
    let date = ManualDate()
    let agent = PatientAgent()
    let engine = try TaskEngine(agents: [agent], now: { date.now })
    let task = try await engine.submit("patient", "the prompt")
    try await agent.clock.waitForSleepers(1)
    date.advance(by: 7)
    agent.clock.advance(by: .seconds(1))
    let state = try await engine.finalState(of: task.id)
    #expect(state.status == .completed)
    #expect(state.success)
    #expect(state.result == NodeText("the prompt"))
    #expect(state.error == nil)
    #expect(state.executionTime == 7)
    #expect(state.progress == 100)
    #expect(state.completedAt == date.now)
  }

  @Test func `an agent that reports nothing still passes through planning and running`()
    async throws
  {
    let engine = try TaskEngine(agents: [QuickAgent()])
    let task = try await engine.submit("QUICK", "hello")
    let state = try await engine.finalState(of: task.id)
    #expect(state.status == .completed)
    #expect(state.startedAt != nil)
  }

  @Test func `an agent nobody knows fails with the contract's text`() async throws {
    let engine = try TaskEngine(agents: [])
    let task = try await engine.submit("nosuchagent")
    let state = try await engine.finalState(of: task.id)
    let recorded = try RecordedExchange.named("state-failed-unknown-agent").response
      .decoded(as: TaskState.self)
    #expect(state.status == .failed)
    #expect(state.error == recorded.error)
    #expect(!state.isUnknownToNode)
  }

  @Test func `an agent without an upstream fails with the contract's text`() async throws {
    let engine = try TaskEngine(agents: [])
    let task = try await engine.submit("claude")
    let state = try await engine.finalState(of: task.id)
    let recorded = try RecordedExchange.named("state-failed-claude-unconfigured").response
      .decoded(as: TaskState.self)
    #expect(state.error == recorded.error)
  }

  @Test func `a failure is told in the agent's words`() async throws {
    let engine = try TaskEngine(agents: [QuickAgent(fails: true)])
    let task = try await engine.submit("quick", "line 1\nline 2")
    let state = try await engine.finalState(of: task.id)
    #expect(state.status == .failed)
    #expect(state.error == NodeText("line 1\nline 2"))
    #expect(state.result == nil)
    #expect(state.executionTime != nil)
  }

  @Test func `an agent that gives up unasked has failed, and its task does not hang`() async throws
  {
    let engine = try TaskEngine(agents: [GivingUpAgent()])
    let task = try await engine.submit("givingup")
    let state = try await engine.finalState(of: task.id)
    #expect(state.status == .failed)
    #expect(state.error?.isEmpty == false)
  }

  @Test func `a cancel stops the agent and is final`() async throws {
    let agent = PatientAgent()
    let engine = try TaskEngine(agents: [agent])
    let task = try await engine.submit("patient")
    try await agent.clock.waitForSleepers(1)
    #expect(try await engine.cancel(task.id))
    try await agent.stopped.reaches(1)
    agent.clock.advance(by: .seconds(10))
    let state = try await engine.state(of: task.id)
    #expect(state.status == .cancelled)
    #expect(state.error == NodeText("Task cancelled by user"))
    #expect(state.result == nil)
    #expect(state.executionTime == nil)
    #expect(try await !engine.cancel(task.id))
  }

  @Test func `a shutdown waits for its agents, also where its caller was cancelled`() async throws {
    let agent = StubbornAgent()
    let engine = try TaskEngine(agents: [agent])
    _ = try await engine.submit("stubborn")
    try await agent.started.reaches(1)
    let ended = AwaitedCount()
    let shutdown = Task {
      await engine.shutDown(patience: .seconds(60))
      ended.change(by: 1)
    }
    shutdown.cancel()
    for _ in 1...100 { await Task.yield() }
    #expect(ended.value == 0)
    agent.gate.change(by: 1)
    try await ended.reaches(1)
  }

  @Test func `what an agent says after its cancel changes nothing`() async throws {
    let agent = StubbornAgent()
    let engine = try TaskEngine(agents: [agent], limits: NodeLimits(slots: 1))
    let task = try await engine.submit("stubborn")
    try await agent.started.reaches(1)
    #expect(try await engine.cancel(task.id))
    let cancelled = try await engine.state(of: task.id)
    let next = try await engine.submit("stubborn")
    agent.gate.change(by: 1)
    // The only slot is free again once the first agent has ended.
    _ = try await engine.finalState(of: next.id)
    #expect(try await engine.state(of: task.id) == cancelled)
    #expect(cancelled.status == .cancelled)
  }

  @Test func `tasks wait for a free slot, first come, first served`() async throws {
    let agent = PatientAgent()
    let engine = try TaskEngine(agents: [agent], limits: NodeLimits(slots: 2))
    var tasks: [TaskState] = []
    for number in 1...3 { tasks.append(try await engine.submit("patient", "\(number)")) }
    try await agent.clock.waitForSleepers(2)
    #expect(try await engine.state(of: tasks[2].id).status == .pending)
    #expect(agent.started.value == 2)
    #expect(try await engine.cancel(tasks[0].id))
    try await agent.started.reaches(3)
    #expect(try await engine.state(of: tasks[2].id).status == .running)
    await engine.shutDown()
  }

  @Test func `a task that is cancelled while it queues never reaches its agent`() async throws {
    let agent = PatientAgent()
    let engine = try TaskEngine(agents: [agent], limits: NodeLimits(slots: 1))
    let first = try await engine.submit("patient")
    let queued = try await engine.submit("patient")
    let last = try await engine.submit("patient", "last")
    try await agent.clock.waitForSleepers(1)
    #expect(try await engine.cancel(queued.id))
    agent.clock.advance(by: .seconds(1))
    _ = try await engine.finalState(of: first.id)
    try await agent.clock.waitForSleepers(1)
    agent.clock.advance(by: .seconds(1))
    #expect(try await engine.finalState(of: last.id).result == NodeText("last"))
    #expect(agent.started.value == 2)
  }

  @Test func `a task that is cancelled before its agent began never reaches it`() async throws {
    let agent = StubbornAgent()
    let engine = try TaskEngine(agents: [agent, QuickAgent()], limits: NodeLimits(slots: 1))
    _ = try await engine.submitAndCancel("stubborn")
    let next = try await engine.submit("quick")
    // Lets the stubborn agent go, if it began after all.
    agent.gate.change(by: 1)
    #expect(try await engine.finalState(of: next.id).status == .completed)
    #expect(agent.started.value == 0)
  }

  @Test func `a shutdown stops every agent and starts none`() async throws {
    let agent = PatientAgent()
    let engine = try TaskEngine(agents: [agent], limits: NodeLimits(slots: 2))
    for _ in 1...4 { _ = try await engine.submit("patient") }
    try await agent.clock.waitForSleepers(2)
    await engine.shutDown()
    #expect(agent.stopped.value == 2)
    await #expect(throws: Refusal.stopping) { try await engine.submit("patient") }
    #expect(agent.clock.sleeperCount == 0)
    #expect(agent.started.value == 2)
  }

  @Test func `an id that nobody gave out is unknown`() async throws {
    let engine = try TaskEngine(agents: [])
    #expect(try await engine.state(of: TaskID("none")).isUnknownToNode)
    #expect(try await !engine.cancel(TaskID("none")))
  }
}
