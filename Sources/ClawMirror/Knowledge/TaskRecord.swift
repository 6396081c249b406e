public import ClawLink
public import Foundation

/// Everything that is known of one task. It holds the last good state: an answer that knows less
/// never overwrites it.
public struct TaskRecord: Sendable, Equatable {
  /// Who handed the task over.
  public enum Submitter: Sendable, Equatable {
    case us
    /// As the node's audit log says; an anonymous session has no user.
    case other(user: NodeText?)
  }

  public let key: TaskKey
  public internal(set) var agent: NodeText
  public internal(set) var submitter: Submitter
  /// Who we were when we submitted a task of ours; `nil` is anonymous.
  public internal(set) var ownUser: NodeText?
  /// Known for our own tasks only: a node does not tell.
  public internal(set) var title: NodeText?
  public internal(set) var prompt: NodeText?
  /// What went with the prompt beside the title: model, thinking, the user's own metadata.
  public internal(set) var context: [String: JSONValue]?
  public let submittedAt: Date
  /// The task that this one is another try of.
  public internal(set) var retryOf: TaskID?
  /// The newest other try of this one.
  public internal(set) var retriedAs: TaskID?

  /// The last state that the node said; pending until it has said one, see ``isSeen``.
  public internal(set) var status = TaskStatus.pending
  /// When the task entered its state: as the node says, else as it was seen.
  public internal(set) var statusSince: Date
  /// Whether the node has said a state yet.
  public internal(set) var isSeen = false
  public internal(set) var progress: Int?
  public internal(set) var message: NodeText?
  /// What it waits to be told; `nil` where it asks nothing, or the node does not say.
  public internal(set) var question: NodeText?
  public internal(set) var result: NodeText?
  public internal(set) var error: NodeText?
  /// Seconds of work, as the node counts them.
  public internal(set) var executionTime: Double?
  /// What the model read and wrote, where the node says it.
  public internal(set) var usage: TokenUsage?
  /// What the agent adds, such as its model or the branch that it works on.
  public internal(set) var metadata: [String: JSONValue]?
  /// Oldest first, at most ``historyLimit`` entries.
  public internal(set) var history: [HistoryEntry]
  /// How many entries there ever were: tells which are new since an earlier look.
  public internal(set) var historyCount = 0
  /// The node has said that it does not know the task.
  public internal(set) var isLost = false
  /// How often in a row the node failed when it was asked for this task, as far as it matters.
  var faults = 0
  /// How often in a row the node said that it does not know the task, likewise.
  var denials = 0
  public internal(set) var cancelAskedAt: Date?
  /// When the request began whose answer is held here; `nil` before the first.
  var askedAt: Date?

  public static let historyLimit = 500
  /// Bytes of what an agent says while it works; a history holds hundreds of these.
  static let longestMessage = 4096
  /// Failures in a row after which a task counts as unreadable.
  static let faultLimit = 3
  /// Denials in a row after which a lost task is not looked for any more.
  static let denialLimit = 3

  public init(key: TaskKey, agent: NodeText, submitter: Submitter, submittedAt: Date) {
    self.key = key
    self.agent = agent
    self.submitter = submitter
    self.submittedAt = submittedAt
    statusSince = submittedAt
    history = []
    note(.submitted, at: submittedAt)
  }

  /// The node fails whenever it is asked for this task.
  public var isUnreadable: Bool { faults >= Self.faultLimit }

  /// `metadata.diff`: what its work changed, where the node says it.
  public var diff: NodeText? { metadata?["diff"]?.text }

  /// `metadata.diff_is_partial`: whether there is more of it.
  public var diffIsPartial: Bool { metadata?["diff_is_partial"]?.bool == true }

  /// `metadata.diff_stat`, likewise.
  public var diffStat: DiffStat? { DiffStat(metadata?["diff_stat"]) }

  /// ``metadata`` for people, by key: without what has a place of its own. `nil` where there is nothing.
  public var shownMetadata: [(key: String, value: JSONValue)]? {
    let shown = (metadata ?? [:]).filter {
      !["diff", "diff_is_partial", "diff_stat"].contains($0.key)
    }
    return shown.isEmpty ? nil : shown.sorted { $0.key < $1.key }
  }

  /// Whether it was cancelled just now and its agent still stores what it has changed: then the node
  /// has news of it once more.
  func isPuttingAway(at now: Date) -> Bool {
    status == .cancelled && metadata?["worktree"] != nil && now.timeIntervalSince(statusSince) < 60
  }

  /// The node has been asked often enough whether it knows the task.
  var isLostForGood: Bool { isLost && denials >= Self.denialLimit }

  /// Whether the node may still have news of the task.
  public var isLive: Bool { !status.isFinal && !isLost }

  /// The task is ours, handed over by this request.
  mutating func claim(_ request: TaskSubmitRequest, by user: String?) {
    submitter = .us
    ownUser = user.map { NodeText($0) }
    if agent == Self.unknownAgent, let name = request.agentId { agent = NodeText(name) }
    title = request.description.map { NodeText($0) }
    // None is empty: it was not kept.
    prompt = request.input.isEmpty ? nil : NodeText(request.input)
    let details = request.context?.filter { $0.key != "description" } ?? [:]
    context = details.isEmpty ? nil : details
  }

  /// Whether a submission may have become this task: it is not known to be what another one became.
  public func mayBe(_ submission: PendingSubmission) -> Bool {
    submitter != .us || prompt?.raw == submission.request.input
  }

  /// Of a task that nothing has named yet.
  static let unknownAgent = NodeText("?")

  mutating func note(_ event: HistoryEntry.Event, at time: Date) {
    if history.count >= Self.historyLimit { history.removeFirst(Self.historyLimit / 10) }
    history.append(HistoryEntry(time: time, event: event))
    historyCount += 1
  }
}
