import ClawLink
import Foundation
import Logging

/// What callers do with tasks.
extension TaskEngine {
  func submit(
    agentType: NodeText, job: AgentJob, caller: Caller = Caller()
  ) throws(Refusal) -> TaskState {
    let principal = try principal(caller, with: "task:submit", for: "task_submit")
    if isStopped { throw .stopping }
    try limits.check(job, waiting: counts[.pending, default: 0])
    if registry.agent(for: agentType)?.wantsToken == true, !principal.isBound {
      deny("task_submit", to: principal)
      throw .notPermitted("Agent '\(agentType.raw)' wants a token")
    }
    let task = NodeTask(
      id: TaskID(UUID().uuidString.lowercased()), agentType: agentType, job: job,
      submittedAt: now())
    let event = AuditEvent.of(
      .taskSubmitted, task: task.id, by: principal, details: ["agent_type": .string(agentType)],
      at: now())
    try commit([.added(task), .event(event)])
    keep(task, before: nil)
    queue.append(task.id)
    log("task submitted", task, by: principal)
    startNext()
    return task.state
  }

  func state(of id: TaskID, caller: Caller = Caller()) throws(Refusal) -> TaskState {
    _ = try principal(caller, with: "task:view")
    if let task = live[id] { return task.state }
    do {
      return try store.task(id)?.state ?? .unknownToNode(id)
    } catch {
      throw .storeFailed("\(error)")
    }
  }

  /// Stops a task that has not ended. False when there is nothing to stop.
  func cancel(_ id: TaskID, caller: Caller = Caller()) throws(Refusal) -> Bool {
    let principal = try principal(caller, with: "task:cancel", for: "task_cancel")
    guard var task = live[id] else { return false }
    let before = task.status
    guard task.end(.cancelled, at: now()) else { return false }
    try commit([
      .moved(task), .event(.of(.taskCancelled, task: id, by: principal, at: now())),
    ])
    keep(task, before: before)
    workers[id]?.cancel()
    log("task cancelled", task, by: principal)
    return true
  }

  /// Answers what a task asks. False when it asks nothing.
  func answer(
    _ id: TaskID, _ text: NodeText, caller: Caller = Caller()
  ) throws(Refusal) -> Bool {
    let principal = try principal(caller, with: "task:submit", for: "task_input")
    if text.raw.utf8.count > limits.promptBytes {
      throw .tooLarge("Text too large: this node takes \(limits.promptBytes) bytes at most")
    }
    guard var task = live[id], questions[id] != nil else { return false }
    let before = task.status
    guard task.goOn(at: now()) else { return false }
    try commit([
      .event(
        .of(
          .resourceModified, task: id, by: principal, action: "task_input",
          details: ["characters": .number(Double(text.raw.count))], at: now()))
    ])
    keep(task, before: before)
    questions.removeValue(forKey: id)?.resume(returning: text)
    return true
  }

  /// Holds a task that has changed; one that has ended is in the store.
  func keep(_ task: NodeTask, before: TaskStatus?) {
    if let before { counts[before, default: 0] -= 1 }
    counts[task.status, default: 0] += 1
    live[task.id] = task.status.isFinal ? nil : task
    answers[task.id] = nil
  }

  func log(_ message: String, _ task: NodeTask, by principal: Principal? = nil) {
    logger.info(
      "\(message)",
      metadata: [
        "task": "\(task.id)", "agent": "\(task.agentType.shown)",
        "user": "\(principal.map { $0.user?.shown ?? "anonymous" } ?? "-")",
      ])
  }
}
