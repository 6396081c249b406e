import Foundation

/// The contract between CoderClaw and whatever runs its tasks.
///
/// Every operation throws ``ClawLinkError``, of which each case says what to do next.
public protocol TransportAdapter: Sendable {
  /// What messages call the other side: a node's address.
  var node: String { get }

  /// Whether tasks run in this process, without a network.
  var isLocal: Bool { get }

  /// How tasks are followed.
  var pace: PollingPace { get }

  /// Opens a session, or gives the one that is open. The other calls do so by themselves when they
  /// need one.
  func connect() async throws(ClawLinkError) -> SessionInfo

  /// A session, or `nil` when the node does not know it (any more). Looking at a session keeps it
  /// alive (CONTRACT quirk 30).
  func session(_ id: String) async throws(ClawLinkError) -> SessionInfo?

  /// Hands over a task. Never repeated by itself.
  ///
  /// Without an agent in the request, it goes to `general-purpose` where the node lists it, else to
  /// the first configured agent of the node's list.
  func submitTask(_ request: TaskSubmitRequest) async throws(ClawLinkError) -> SubmittedTask

  /// A task's state, or `nil` when the node does not know it.
  func queryTaskState(_ id: TaskID) async throws(ClawLinkError) -> TaskState?

  /// Asks the node to cancel a task.
  func cancelTask(_ id: TaskID) async throws(ClawLinkError) -> CancelOutcome

  /// Answers what a task asks.
  ///
  /// - Throws: ``ClawLinkError/refused(node:status:detail:)`` when the task asks nothing (any more),
  ///   and on every node that knows no questions, as the real one.
  func sendInput(_ text: String, to id: TaskID) async throws(ClawLinkError)

  /// The agents of the node, configured or not.
  func listAgents() async throws(ClawLinkError) -> [AgentInfo]

  /// The skills of the node with the permissions that they need.
  func listSkills() async throws(ClawLinkError) -> [SkillInfo]

  /// Audit events, the newest first.
  func listAuditEvents(_ filter: AuditFilter) async throws(ClawLinkError) -> [AuditEvent]

  /// What a user did, the newest first. A node shows it to that user alone.
  ///
  /// - Parameters:
  ///   - userId: the user.
  ///   - limit: how many events at most, clamped to 1 to 1,000 like ``AuditFilter/limit``.
  func listActivity(ofUser userId: String, limit: Int) async throws(ClawLinkError) -> [AuditEvent]

  /// What was done in a session, the newest first; empty for one that the node does not know.
  ///
  /// - Parameters:
  ///   - sessionId: the session.
  ///   - limit: how many events at most, clamped to 1 to 1,000 like ``AuditFilter/limit``.
  func listActivity(
    ofSession sessionId: String, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent]

  /// Whether the node answers, and what it says of itself.
  func health() async throws(ClawLinkError) -> NodeHealth

  /// Ends everything in flight; later calls throw ``ClawLinkError/closed``.
  func close() async
}

/// How often a task is looked at, and how many looks there may be.
public struct PollingPace: Sendable {
  /// Between two looks.
  public let interval: Duration
  /// Looks at tasks a second at most, over all tasks.
  public let requestsPerSecond: Int
  /// What intervals are measured with.
  public let clock: any Clock<Duration>

  /// Sets the interval and the budget (default 100); another clock is for tests.
  public init(
    interval: Duration, requestsPerSecond: Int = 100,
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.interval = interval
    self.requestsPerSecond = requestsPerSecond
    self.clock = clock
  }
}

extension TransportAdapter {
  /// Nothing on the other side asks anything.
  public func sendInput(_ text: String, to id: TaskID) async throws(ClawLinkError) {
    throw .refused(node: node, status: 404, detail: NodeText("tasks take no answers here"))
  }

  /// Follows a task: its state now, then every change, until it ends.
  ///
  /// - Parameters:
  ///   - id: the task.
  ///   - ending: whether a cancelled task is followed further. Default: no.
  public func streamTaskUpdates(
    _ id: TaskID, ending: TaskUpdates.Ending = .atFinalState
  ) -> TaskUpdates {
    TaskUpdates(
      node: node, id: id, ending: ending, interval: pace.interval, clock: pace.clock
    ) {
      do throws(ClawLinkError) {
        return .success(try await queryTaskState(id))
      } catch {
        return .failure(error)
      }
    }
  }

  /// Looks in the audit log for what became of a submission whose answer was lost: the tasks that
  /// were submitted in our session to that agent around that time, the nearest first. Whether one
  /// of them is it, a person decides: a node knows no marks of ours.
  ///
  /// - Parameters:
  ///   - lost: what the error carried.
  ///   - known: tasks that are accounted for.
  public func findUnconfirmedSubmissions(
    _ lost: UnconfirmedSubmission, notAmong known: Set<TaskID> = []
  ) async throws(ClawLinkError) -> [AuditEvent] {
    let log = try await listAuditEvents(AuditFilter(type: .taskSubmitted, limit: 1000))
    return
      log
      .filter { $0.mayBe(lost) }
      .filter { event in !known.contains(TaskID(event.resourceId?.raw ?? "")) }
      .sorted { $0.distance(from: lost.sentAt) < $1.distance(from: lost.sentAt) }
  }
}

extension AuditEvent {
  /// How far two clocks and a slow line may stand apart, in seconds.
  private static let skew: TimeInterval = 300

  fileprivate func mayBe(_ lost: UnconfirmedSubmission) -> Bool {
    let agent = details["agent_type"]?.text?.raw.lowercased()
    guard agent == lost.agentId.lowercased(), distance(from: lost.sentAt) <= Self.skew else {
      return false
    }
    guard let session = lost.sessionId else { return sessionId?.raw.isEmpty ?? true }
    return isOf(session: session)
  }

  fileprivate func distance(from time: Date) -> TimeInterval {
    abs(timestamp.date.timeIntervalSince(time))
  }
}
