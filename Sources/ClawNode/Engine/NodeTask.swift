import ClawLink
import Foundation

/// A task as the engine keeps it.
struct NodeTask: Sendable {
  let id: TaskID
  let agentType: NodeText
  let job: AgentJob
  let submittedAt: Date
  private(set) var status = TaskStatus.pending
  private(set) var startedAt: Date?
  private(set) var completedAt: Date?
  private(set) var progress: Int?
  private(set) var message: NodeText?
  private(set) var result: NodeText?
  private(set) var error: NodeText?

  init(id: TaskID, agentType: NodeText, job: AgentJob, submittedAt: Date) {
    self.id = id
    self.agentType = agentType
    self.job = job
    self.submittedAt = submittedAt
  }

  /// Takes a step of the agent; one that is not a legal move from here is left out.
  mutating func take(_ step: AgentStep, at now: Date) {
    guard !status.isFinal else { return }
    switch step {
    case .planning: move(to: .planning, at: now)
    case .running: move(to: .running, at: now)
    case .waiting: move(to: .waiting, at: now)
    case .progress(let percent): progress = min(max(percent, 0), 100)
    case .message(let text): message = text
    }
  }

  /// Ends the task. False when it has ended before: final states stay final.
  mutating func end(
    _ final: TaskStatus, result: NodeText? = nil, error: NodeText? = nil, at now: Date
  ) -> Bool {
    guard !status.moves(to: final).isEmpty else { return false }
    move(to: final, at: now)
    self.result = result
    self.error = error
    completedAt = now
    if final == .completed { progress = 100 }
    return true
  }

  private mutating func move(to goal: TaskStatus, at now: Date) {
    for next in status.moves(to: goal) {
      status = next
      if next == .planning { startedAt = now }
    }
  }

  /// What the node says of this task.
  var state: TaskState {
    var metadata: [String: JSONValue] = [:]
    metadata["submitted_at"] = .string(NodeDate(submittedAt).text)
    metadata["started_at"] = startedAt.map { .string(NodeDate($0).text) }
    metadata["completed_at"] = completedAt.map { .string(NodeDate($0).text) }
    metadata["progress"] = progress.map { .number(Double($0)) }
    metadata["message"] = message.map { .string($0) }
    return TaskState(
      id: id, status: status, result: result, error: error, executionTime: executionTime,
      metadata: metadata)
  }

  /// Seconds of work, once the task has completed or failed; a cancelled task has none.
  private var executionTime: Double? {
    guard status == .completed || status == .failed, let completedAt else { return nil }
    return completedAt.timeIntervalSince(startedAt ?? submittedAt)
  }
}
