import ClawLink
public import Foundation

/// What a node does, without HTTP: sessions, tasks, agents at work, the audit log.
///
/// A task waits in PENDING until one of the slots is free. Everything is kept in memory.
public actor TaskEngine {
  /// What a caller may be told instead of an answer.
  enum Refusal: Error, Equatable {
    case sessionUnknown
    /// With the contract's sentence.
    case notPermitted(String)
  }

  public nonisolated let instance = UUID().uuidString.lowercased()
  private let registry: AgentRegistry
  private let slots: Int
  private let now: @Sendable () -> Date

  private var sessions = SessionStore()
  private var audit = AuditLog()
  private var tasks: [TaskID: NodeTask] = [:]
  private var queue: [TaskID] = []
  private var workers: [TaskID: Task<Void, Never>] = [:]
  private var isStopped = false

  /// - Parameters:
  ///   - agents: the agents that work here; the contract's five are listed behind them.
  ///   - slots: how many tasks are in work at once, 1 or more. Default 8.
  ///   - now: the clock that dates are read from.
  public init(
    agents: [any Agent] = [DemoAgent()], slots: Int = 8,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    registry = AgentRegistry(agents: agents + UnconfiguredAgent.all)
    self.slots = max(1, slots)
    self.now = now
  }

  nonisolated var agents: [AgentInfo] { registry.agents.map(\.info) }

  func openSession(userID: NodeText?) -> SessionInfo {
    let session = sessions.open(userID: userID, at: now())
    record(.sessionCreated, session: session)
    return session
  }

  /// The session, its last use being now. A missing or empty id is no session and no error.
  @discardableResult
  func session(_ id: String?) throws(Refusal) -> SessionInfo? {
    guard let id, !id.isEmpty else { return nil }
    guard let session = sessions.use(id, at: now()) else { throw .sessionUnknown }
    return session
  }

  func submit(
    agentType: NodeText, job: AgentJob, sessionID: String?
  ) throws(Refusal) -> TaskState {
    let session = try session(sessionID)
    let task = NodeTask(
      id: TaskID(UUID().uuidString.lowercased()), agentType: agentType, job: job,
      submittedAt: now())
    tasks[task.id] = task
    queue.append(task.id)
    record(
      .taskSubmitted, session: session, task: task, details: ["agent_type": .string(agentType)])
    startNext()
    return task.state
  }

  func state(of id: TaskID) -> TaskState {
    tasks[id]?.state ?? .unknownToNode(id)
  }

  /// Stops a task that has not ended. False when there is nothing to stop.
  func cancel(_ id: TaskID, sessionID: String?) throws(Refusal) -> Bool {
    let session = try session(sessionID)
    guard
      tasks[id]?.end(.cancelled, error: NodeText("Task cancelled by user"), at: now()) == true
    else { return false }
    queue.removeAll { $0 == id }
    workers[id]?.cancel()
    record(.taskCancelled, session: session, task: tasks[id])
    return true
  }

  /// The newest audit events first. Sessions with a user may not read them.
  func auditEvents(sessionID: String, _ filter: AuditFilter) throws(Refusal) -> [AuditEvent] {
    guard let session = try session(sessionID) else { throw .sessionUnknown }
    guard session.isAnonymous else {
      throw .notPermitted("Admin permission required to view audit logs")
    }
    return audit.newest(filter)
  }

  /// What a user did, the newest first; shown to that user alone.
  func activity(
    ofUser userID: String, sessionID: String, limit: Int
  ) throws(Refusal) -> [AuditEvent] {
    guard let session = try session(sessionID) else { throw .sessionUnknown }
    guard !session.isAnonymous, session.userId?.raw == userID else {
      throw .notPermitted("Can only view own activity or requires admin permission")
    }
    return audit.newest(AuditFilter(userId: userID, limit: limit))
  }

  /// What was done in a session, the newest first. To look keeps the session alive.
  func activity(
    ofSession viewed: String, sessionID: String, limit: Int
  ) throws(Refusal) -> [AuditEvent] {
    guard try session(sessionID) != nil else { throw .sessionUnknown }
    _ = sessions.use(viewed, at: now())
    return audit.newest(AuditFilter(limit: limit), sessionID: viewed)
  }

  /// Stops every agent and waits until it has stopped. No task starts any more.
  public func shutDown() async {
    isStopped = true
    let stopping = Array(workers.values)
    for worker in stopping { worker.cancel() }
    for worker in stopping { await worker.value }
  }

  private func startNext() {
    while !isStopped, workers.count < slots, !queue.isEmpty {
      let id = queue.removeFirst()
      workers[id] = Task { await self.work(on: id) }
    }
  }

  private func work(on id: TaskID) async {
    guard let task = tasks[id] else { return }
    do {
      // A cancel can come between the start of this task and its first step.
      try Task.checkCancellation()
      guard let agent = registry.agent(for: task.agentType) else {
        throw AgentFailure("Unknown agent type: \(task.agentType.raw)")
      }
      let result = try await agent.work(on: task.job) { step in
        await self.take(step, for: id)
      }
      end(id, .completed, result: result, as: .taskCompleted)
    } catch let failure as AgentFailure {
      end(id, .failed, error: failure.message, as: .taskFailed)
    } catch is CancellationError {
      // By a cancel the task has its final state; by a shutdown it keeps the one it has.
    } catch {
      end(id, .failed, error: NodeText("\(error)"), as: .taskFailed)
    }
    workers[id] = nil
    startNext()
  }

  private func take(_ step: AgentStep, for id: TaskID) {
    let wasStarted = isStarted(id)
    tasks[id]?.take(step, at: now())
    recordStart(of: id, unless: wasStarted)
  }

  private func end(
    _ id: TaskID, _ final: TaskStatus, result: NodeText? = nil, error: NodeText? = nil,
    as event: AuditEventType
  ) {
    let wasStarted = isStarted(id)
    guard tasks[id]?.end(final, result: result, error: error, at: now()) == true else { return }
    recordStart(of: id, unless: wasStarted)
    record(event, task: tasks[id])
  }

  private func isStarted(_ id: TaskID) -> Bool { tasks[id]?.startedAt != nil }

  private func recordStart(of id: TaskID, unless wasStarted: Bool) {
    if !wasStarted, isStarted(id) { record(.taskStarted, task: tasks[id]) }
  }

  private func record(
    _ type: AuditEventType, session: SessionInfo? = nil, task: NodeTask? = nil,
    details: [String: JSONValue] = [:]
  ) {
    audit.append(
      AuditEvent(
        id: UUID().uuidString.lowercased(), type: type, timestamp: NodeDate(now()),
        userId: session?.userId, sessionId: session.map { NodeText($0.id) },
        resourceType: task.map { _ in NodeText("task") }, resourceId: task?.id.text,
        details: details))
  }
}

extension SessionInfo {
  /// No user, or an empty one.
  fileprivate var isAnonymous: Bool { userId?.isEmpty ?? true }
}
