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
  private(set) var question: NodeText?
  private(set) var result: NodeText?
  private(set) var error: NodeText?
  private(set) var agentMetadata: [String: JSONValue]?
  /// When it was last stored while in work.
  var storedAt = Date.distantPast

  init(id: TaskID, agentType: NodeText, job: AgentJob, submittedAt: Date) {
    self.id = id
    self.agentType = agentType
    self.job = job
    self.submittedAt = submittedAt
  }

  /// Takes a step of the agent; one that is not a legal move from here is left out.
  mutating func take(_ step: AgentStep, at now: Date) {
    if case .metadata(let metadata) = step { return add(metadata) }
    guard !status.isFinal else { return }
    switch step {
    case .planning: move(to: .planning, at: now)
    case .running: move(to: .running, at: now)
    case .waiting: move(to: .waiting, at: now)
    case .progress(let percent): progress = min(max(percent, 0), 100)
    case .message(let text): message = text
    case .metadata: break
    }
  }

  /// Waits for an answer. False when it has ended.
  mutating func ask(_ question: NodeText, at now: Date) -> Bool {
    guard status == .waiting || !status.moves(to: .waiting).isEmpty else { return false }
    move(to: .waiting, at: now)
    self.question = question
    return true
  }

  /// Goes on after an answer. False when nothing was asked.
  mutating func goOn(at now: Date) -> Bool {
    guard question != nil, status == .waiting else { return false }
    question = nil
    move(to: .running, at: now)
    return true
  }

  /// Ends the task. False when it has ended before: final states stay final.
  mutating func end(_ ending: TaskEnding, at now: Date) -> Bool {
    guard !status.moves(to: ending.status).isEmpty else { return false }
    move(to: ending.status, at: now)
    question = nil
    result = ending.result
    error = ending.error
    if let metadata = ending.metadata { add(metadata) }
    message = ending.message ?? message
    completedAt = now
    if status == .completed { progress = 100 }
    return true
  }

  private mutating func add(_ metadata: [String: JSONValue]) {
    let all = (agentMetadata ?? [:]).merging(metadata) { $1 }.filter { $0.value != .null }
    agentMetadata = all.isEmpty ? nil : all
  }

  private mutating func move(to goal: TaskStatus, at now: Date) {
    for next in status.moves(to: goal) {
      status = next
      if next == .planning { startedAt = now }
    }
  }
}

extension NodeTask {
  /// Puts back how a stored task stood.
  mutating func restore(
    status: TaskStatus, startedAt: Date?, completedAt: Date?, progress: Int?, message: NodeText?
  ) {
    self.status = status
    self.startedAt = startedAt
    self.completedAt = completedAt
    self.progress = progress
    self.message = message
  }

  /// Puts back how a stored task ended.
  mutating func restore(
    result: NodeText?, error: NodeText?, agentMetadata: [String: JSONValue]?
  ) {
    self.result = result
    self.error = error
    self.agentMetadata = agentMetadata
  }

  /// Where what its agent has changed can be found: in its checkout, as long as that is there, else on
  /// its branch.
  var placeOfChanges: String? {
    let path = agentMetadata?["worktree"]?.text?.raw
    if let path, FileManager.default.fileExists(atPath: path) { return "in the worktree \(path)" }
    guard agentMetadata?["commit"] != nil else { return nil }
    return agentMetadata?["branch"]?.text.map { "on the branch \($0.raw)" }
  }

  /// What the node says of this task.
  var state: TaskState {
    TaskState(
      id: id, status: status, result: result, error: error, executionTime: executionTime,
      metadata: metadata)
  }

  /// The agent's own data stand beside the node's, which win.
  private var metadata: [String: JSONValue] {
    var metadata = agentMetadata ?? [:]
    metadata["submitted_at"] = .string(NodeDate(submittedAt).text)
    if let startedAt { metadata["started_at"] = .string(NodeDate(startedAt).text) }
    if let completedAt { metadata["completed_at"] = .string(NodeDate(completedAt).text) }
    if let progress { metadata["progress"] = .number(Double(progress)) }
    if let message { metadata["message"] = .string(message) }
    if let question { metadata["question"] = .string(question) }
    return metadata
  }

  /// Seconds of work, once the task has completed or failed; a cancelled task has none.
  var executionTime: Double? {
    guard status == .completed || status == .failed, let completedAt else { return nil }
    return completedAt.timeIntervalSince(startedAt ?? submittedAt)
  }
}
