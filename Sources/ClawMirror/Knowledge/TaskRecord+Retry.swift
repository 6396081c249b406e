public import ClawLink
public import Foundation

/// Why a task is not handed over again.
public enum RetryObstacle: Sendable, Equatable {
  /// It was, as this task: another try is one of that.
  case triedAgain(TaskID)
  case goesOn
  /// It was cancelled on a node that does not stop its agents.
  case mayStillRun
  /// A node tells no prompts; ours may not have been stored.
  case promptUnknown(isOurs: Bool)

  /// In a few words, with the way out where there is one.
  public var words: String {
    switch self {
    case .triedAgain(let id): "tried again already as \(id.abbreviated)"
    case .goesOn: "it goes on: cancel it first"
    case .mayStillRun: "it was cancelled, but this node does not stop its agents: it may still run"
    case .promptUnknown(isOurs: true): "its prompt was not stored"
    case .promptUnknown(isOurs: false): "not submitted from here: its prompt is not known"
    }
  }
}

extension TaskRecord {
  /// `nil` for a task that can be handed over again as it was.
  public func retryObstacle(on node: NodeRecord, at now: Date) -> RetryObstacle? {
    if let retriedAs { return .triedAgain(retriedAs) }
    if isLive { return .goesOn }
    if mayStillRun(on: node, at: now) { return .mayStillRun }
    return prompt == nil ? .promptUnknown(isOurs: submitter == .us) : nil
  }

  /// The same once more. What the context says of model and thinking goes as it went.
  public var request: TaskSubmitRequest {
    TaskSubmitRequest(
      agentId: agent.raw, description: title?.raw, input: prompt?.raw ?? "",
      metadata: context ?? [:])
  }
}
