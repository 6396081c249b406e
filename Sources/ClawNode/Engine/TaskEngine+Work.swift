import ClawLink
import ClawStorage
import Foundation
import Logging

/// Agents at work.
extension TaskEngine {
  func startNext() {
    while !isStopped, workers.count < limits.slots, let id = queue.next(where: hasRoom) {
      guard let task = live[id] else { continue }
      let agent = registry.name(of: task.agentType)
      loads[agent, default: 0] += 1
      workers[id] = Task { await self.work(on: id, by: agent) }
    }
  }

  private func hasRoom(_ agent: String) -> Bool {
    guard let most = registry.agent(for: NodeText(agent))?.atOnce else { return true }
    return loads[agent, default: 0] < most
  }

  private func work(on id: TaskID, by agent: String) async {
    if let ending = await ending(of: id) { await end(id, ending) }
    workers[id] = nil
    stopping[id] = nil
    loads[agent, default: 1] -= 1
    startNext()
  }

  /// Lets the agent work; `nil` when it was stopped: by a cancel the task has its final state, by a
  /// shutdown it keeps the one it has.
  private func ending(of id: TaskID) async -> TaskEnding? {
    // A cancel can come between the start of this and its first step.
    guard let task = live[id] else { return nil }
    guard let agent = registry.agent(for: task.agentType) else {
      return .failed(AgentFailure("Unknown agent type: \(task.agentType.raw)"))
    }
    guard await start(id) else { return nil }
    do {
      let result = try await agent.work(on: task.job, for: TaskClient(engine: self, taskID: id))
      return .completed(result, limit: limits.resultBytes)
    } catch {
      // However an agent says that it was stopped; one that says so unasked has failed.
      if Task.isCancelled { return nil }
      return .failed(error as? AgentFailure ?? AgentFailure("\(error)"))
    }
  }

  /// Stores that work begins before it does: after a restart it is not begun again. False when the
  /// task was ended meanwhile.
  private func start(_ id: TaskID) async -> Bool {
    await insisting(id) { task in
      task.take(.planning, at: now())
      return [.of(.taskStarted, task: id, at: now())]
    }
  }

  /// Ends the task once that is stored: a result is not dropped because a disk is full for a while.
  private func end(_ id: TaskID, _ ending: TaskEnding) async {
    _ = await insisting(id) { task in
      let hasWorked = task.startedAt != nil
      guard task.end(ending, at: now()) else { return nil }
      let executed = AuditEvent.of(
        .agentExecuted, task: id, details: ["agent_type": .string(task.agentType)], at: now())
      return (hasWorked ? [executed] : []) + [.of(ending.event, task: id, at: now())]
    }
  }

  /// Changes a live task and stores it, again and again until that succeeds. False when the task has
  /// ended meanwhile, or the node ends.
  private func insisting(
    _ id: TaskID, _ change: (inout NodeTask) -> [AuditEvent]?
  ) async -> Bool {
    while var task = live[id] {
      let before = task.status
      guard let events = change(&task) else { return false }
      if (try? commit([.moved(task)] + events.map { .event($0) })) != nil {
        keep(task, before: before)
        log("task \(task.status.name.shown)", task)
        return true
      }
      guard !isStopped, (try? await clock.sleep(for: .seconds(1))) != nil else { return false }
    }
    return false
  }

  fileprivate func take(_ step: AgentStep, for id: TaskID) {
    // What work has left somewhere must be found after a restart too.
    var isKept = false
    if case .metadata(let metadata) = step {
      isKept = true
      if let problem = metadata["problem"]?.text {
        logger.warning("\(problem.shown)", metadata: ["task": "\(id)"])
      }
    }
    if isKept, var task = stopping[id] {
      // Its state stays as it is: this is where its work can be found.
      task.take(step, at: now())
      stopping[id] = task
      _ = try? commit([.moved(task)])
      return
    }
    change(id, isKept: isKept) { task in
      task.take(step, at: now())
      return true
    }
  }

  fileprivate func ask(_ question: NodeText, for id: TaskID) async throws -> NodeText {
    try Task.checkCancellation()
    guard questions[id] == nil else { throw AgentFailure("it asks two things at once") }
    guard change(id, { $0.ask(question, at: now()) }) else {
      throw AgentFailure("the question could not be asked: \(question.raw)")
    }
    questionCount += 1
    let number = questionCount
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          questions[id] = (number, continuation)
        }
      }
    } onCancel: {
      Task { await self.dropQuestion(number, of: id) }
    }
  }

  /// Nobody waits for the answer any more: work goes on without it, where it goes on.
  private func dropQuestion(_ number: Int, of id: TaskID) {
    guard let question = questions[id], question.number == number else { return }
    questions[id] = nil
    change(id) { $0.goOn(at: now()) }
    question.continuation.resume(throwing: CancellationError())
  }

  /// Changes a live task. Moves are stored; what is said at most once a second, since only a restart
  /// asks for it.
  ///
  /// - Parameter isKept: stored in any case.
  @discardableResult
  private func change(
    _ id: TaskID, isKept: Bool = false, _ body: (inout NodeTask) -> Bool
  ) -> Bool {
    guard let before = live[id] else { return false }
    var task = before
    guard body(&task) else { return false }
    if isKept || task.status != before.status || now().timeIntervalSince(task.storedAt) >= 1 {
      task.storedAt = now()
      // A move within the work is shown all the same: a restart ends the work in any case.
      _ = try? commit([.moved(task)])
    }
    keep(task, before: before.status)
    return true
  }
}

/// The engine as one task's agent sees it.
private struct TaskClient: AgentClient {
  let engine: TaskEngine
  let taskID: TaskID

  func take(_ step: AgentStep) async { await engine.take(step, for: taskID) }

  func ask(_ question: NodeText) async throws -> NodeText {
    try await engine.ask(question, for: taskID)
  }
}
