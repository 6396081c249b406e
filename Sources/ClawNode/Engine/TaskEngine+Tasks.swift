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
    try NodeLimits.check(agentType, of: "Agent type")
    try limits.check(job, waiting: counts[.pending])
    try requireToken(of: principal, toTalkTo: agentType, for: "task_submit")
    let task = NodeTask(
      id: TaskID(UUID().uuidString.lowercased()), agentType: agentType, job: job,
      submittedAt: now())
    let event = AuditEvent.of(
      .taskSubmitted, task: task.id, by: principal, details: ["agent_type": .string(agentType)],
      at: now())
    try commit([.added(task), .event(event)])
    keep(task, before: nil)
    queue.append(task.id, for: registry.name(of: agentType))
    log("task submitted", task, by: principal)
    startNext()
    return task.state
  }

  /// What has ended is read from the store, while others are served.
  func state(of id: TaskID, caller: Caller = Caller()) async throws(Refusal) -> TaskState {
    _ = try principal(caller, with: "task:view")
    if let task = live[id] { return task.state }
    do throws(NodeStore.Failure) {
      return try await store.task(id)?.state ?? .unknownToNode(id)
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
    if let worker = workers[id] {
      stopping[id] = task
      worker.cancel()
    }
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
    try requireToken(of: principal, toTalkTo: task.agentType, for: "task_input")
    let before = task.status
    guard task.goOn(at: now()) else { return false }
    // So that who looks later knows what it goes on with.
    task.take(.message(NodeText("answered: \(text.shown(upTo: 200))")), at: now())
    try commit([
      .event(
        .of(
          .resourceModified, task: id, by: principal, action: "task_input",
          details: ["characters": .number(Double(text.raw.count))], at: now()))
    ])
    keep(task, before: before)
    questions.removeValue(forKey: id)?.continuation.resume(returning: text)
    return true
  }

  private func requireToken(
    of principal: Principal, toTalkTo agentType: NodeText, for action: String
  ) throws(Refusal) {
    guard registry.agent(for: agentType)?.wantsToken == true, !principal.isBound else { return }
    deny(action, to: principal)
    throw .notPermitted(
      "Agent '\(agentType.shown(upTo: 80))' wants a token: --token-file gives one, and "
        + "`clawboard node token add` makes it")
  }

  /// Holds a task that has changed; one that has ended is in the store.
  func keep(_ task: NodeTask, before: TaskStatus?) {
    counts.move(from: before, to: task.status)
    live[task.id] = task.status.isFinal ? nil : task
    answers[task.id] = nil
  }

  func log(_ message: String, _ task: NodeTask, by principal: Principal? = nil) {
    logger.info(
      "\(message)",
      metadata: [
        "task": "\(task.id)", "agent": "\(task.agentType.logged)",
        "user": "\(principal.map { $0.user?.logged ?? "anonymous" } ?? "node")",
      ])
  }
}
