import ClawLink
import ClawStorage
import Foundation

/// Agents at work.
extension TaskEngine {
  func startNext() {
    while !isStopped, workers.count < limits.slots, let id = queue.popFirst() {
      guard live[id] != nil else { continue }
      workers[id] = Task { await self.work(on: id) }
    }
  }

  private func work(on id: TaskID) async {
    if let ending = await ending(of: id) { await end(id, ending) }
    workers[id] = nil
    startNext()
  }

  /// Lets the agent work; `nil` when it was stopped: by a cancel the task has its final state, by a
  /// shutdown it keeps the one it has.
  private func ending(of id: TaskID) async -> TaskEnding? {
    // A cancel can come between the start of this and its first step.
    guard let task = live[id] else { return nil }
    guard let agent = registry.agent(for: task.agentType) else {
      return .failed(NodeText("Unknown agent type: \(task.agentType.raw)"))
    }
    do {
      let result = try await agent.work(on: task.job, for: TaskClient(engine: self, id: id))
      return .completed(result, limit: limits.resultBytes)
    } catch let failure as AgentFailure {
      return .failed(failure.message)
    } catch is CancellationError {
      return nil
    } catch {
      return .failed(NodeText("\(error)"))
    }
  }

  /// Ends the task once that is stored: a result is not dropped because a disk is full for a while.
  private func end(_ id: TaskID, _ ending: TaskEnding) async {
    while var task = live[id] {
      let before = task
      guard task.end(ending, at: now()) else { return }
      var events = startEvents(before: before, after: task)
      events.append(
        .of(
          .agentExecuted, task: id, details: ["agent_type": .string(task.agentType)], at: now()))
      events.append(.of(ending.event, task: id, at: now()))
      if (try? commit([.moved(task)] + events.map { .event($0) })) != nil {
        keep(task, before: before.status)
        return log("task \(task.status.name.shown)", task)
      }
      guard !isStopped, (try? await clock.sleep(for: .seconds(1))) != nil else { return }
    }
  }

  fileprivate func take(_ step: AgentStep, for id: TaskID) {
    change(id) { task in
      task.take(step, at: now())
      return true
    }
  }

  fileprivate func ask(_ question: NodeText, for id: TaskID) async throws -> NodeText {
    try Task.checkCancellation()
    guard change(id, { $0.ask(question, at: now()) }) else {
      throw AgentFailure("the question could not be asked: \(question.raw)")
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          questions[id] = continuation
        }
      }
    } onCancel: {
      Task { await self.dropQuestion(of: id) }
    }
  }

  private func dropQuestion(of id: TaskID) {
    questions.removeValue(forKey: id)?.resume(throwing: CancellationError())
  }

  /// Changes a live task. That work has begun is stored before anybody sees it, since after a restart
  /// such a task does not go back to the queue.
  @discardableResult
  private func change(_ id: TaskID, _ body: (inout NodeTask) -> Bool) -> Bool {
    guard let before = live[id] else { return false }
    var task = before
    guard body(&task) else { return false }
    let events = startEvents(before: before, after: task)
    if !events.isEmpty {
      guard (try? commit([.moved(task)] + events.map { .event($0) })) != nil else { return false }
      log("task started", task)
    }
    keep(task, before: before.status)
    return true
  }

  private func startEvents(before: NodeTask, after: NodeTask) -> [AuditEvent] {
    guard before.startedAt == nil, after.startedAt != nil else { return [] }
    return [.of(.taskStarted, task: after.id, at: now())]
  }
}

/// The engine as one task's agent sees it.
private struct TaskClient: AgentClient {
  let engine: TaskEngine
  let id: TaskID

  func take(_ step: AgentStep) async { await engine.take(step, for: id) }

  func ask(_ question: NodeText) async throws -> NodeText {
    try await engine.ask(question, for: id)
  }
}
