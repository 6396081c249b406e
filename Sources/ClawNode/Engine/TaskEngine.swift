import ClawLink
public import Foundation
public import Logging

/// What a node does, without HTTP: sessions, tasks, agents at work, the audit log.
///
/// A task waits in PENDING until one of the slots is free. Whatever a caller is told of it was
/// stored before, so that a restart takes nothing back.
public actor TaskEngine {
  public nonisolated let instance: String
  nonisolated let boot = UUID().uuidString.lowercased()
  nonisolated let limits: NodeLimits
  let registry: AgentRegistry
  let store: NodeStore
  let logger: Logger
  let now: @Sendable () -> Date
  let clock: any Clock<Duration>

  var gatekeeper: Gatekeeper
  var sessions: SessionStore
  var nextSweep = Date.distantPast
  /// The tasks that have not ended; the others are in the store.
  var live: [TaskID: NodeTask] = [:]
  /// What was answered about live tasks and is still true.
  var answers: [TaskID: RouteAnswer] = [:]
  /// Ids of tasks that were cancelled meanwhile are passed over.
  var queue = TaskQueue()
  nonisolated let counts: TaskCounts
  nonisolated let policy: AccessPolicy
  var workers: [TaskID: Task<Void, Never>] = [:]
  /// Tasks that were cancelled while their agents have not stopped yet.
  var stopping: [TaskID: NodeTask] = [:]
  /// How many of an agent's tasks are in work, by its name.
  var loads: [String: Int] = [:]
  /// Those that wait, numbered in the order in which they were asked.
  var questions: [TaskID: (number: Int, continuation: CheckedContinuation<NodeText, any Error>)] =
    [:]
  var questionCount = 0
  var isStopped = false

  /// Takes up what is in the store: pending tasks queue again from ``resume()`` on, those that were
  /// in work have failed.
  ///
  /// - Parameters:
  ///   - agents: the agents that work here; the contract's five are listed behind them.
  ///   - store: `nil` keeps everything in memory.
  ///   - policy: what is wanted of callers. Default: that of a node on loopback.
  ///   - logger: what happens goes there. Default: nowhere.
  ///   - clock: what a failing store is tried again by.
  ///   - now: the clock that dates are read from.
  public init(
    agents: [any Agent] = [DemoAgent()], store: NodeStore? = nil,
    policy: AccessPolicy = .onLoopback, limits: NodeLimits = NodeLimits(),
    logger: Logger = Logger(label: "node") { _ in SwiftLogNoOpLogHandler() },
    clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Date = { Date() }
  ) throws(NodeStore.Failure) {
    let store = if let store { store } else { try NodeStore() }
    let unfinished = try Self.interrupt(store.unfinishedTasks(), in: store, at: now())
    self.store = store
    self.limits = limits
    self.logger = logger
    self.clock = clock
    self.now = now
    registry = AgentRegistry(agents: agents + UnconfiguredAgent.all)
    gatekeeper = Gatekeeper(policy: policy, store: store)
    instance = try store.instance()
    sessions = SessionStore(try store.sessions())
    counts = TaskCounts(try store.taskCounts())
    self.policy = policy
    live = Dictionary(uniqueKeysWithValues: unfinished.map { ($0.id, $0) })
    for task in unfinished { queue.append(task.id, for: registry.name(of: task.agentType)) }
  }

  /// Fails what a former node was working on, and gives what still waits.
  private static func interrupt(
    _ tasks: [NodeTask], in store: NodeStore, at now: Date
  ) throws(NodeStore.Failure) -> [NodeTask] {
    var changes: [StoreChange] = []
    for var task in tasks where task.status != .pending {
      _ = task.end(.interrupted(place: task.placeOfChanges), at: now)
      changes += [.moved(task), .event(.of(.taskFailed, task: task.id, at: now))]
    }
    try store.commit(changes)
    return tasks.filter { $0.status == .pending }
  }

  /// As things stand now: see ``Agent/availability()``.
  nonisolated func agents() async -> [AgentInfo] { await registry.list() }

  /// Starts to work.
  public func resume() {
    let configured = registry.agents.filter(\.info.isConfigured)
    _ = try? commit(
      configured.map {
        .event(.of(.agentConfigured, agent: $0.info.agentType, at: now()))
      })
    if !live.isEmpty { logger.info("tasks taken up", metadata: ["pending": "\(live.count)"]) }
    startNext()
  }

  /// Refuses new tasks and starts none of those that wait: the node is about to end.
  public func stopTakingWork() { isStopped = true }

  /// Stops every agent, waits until it has stopped, but no longer than `patience`, and closes the
  /// store.
  public func shutDown(patience: Duration = .seconds(2)) async {
    stopTakingWork()
    let stopping = Array(workers.values)
    for worker in stopping { worker.cancel() }
    // Also where the caller was cancelled, as a server that is to end was.
    await Task { await Self.wait(for: stopping, noLongerThan: patience) }.value
    _ = try? commit(
      sessions.unstored(olderThan: 0).map { .session($0) } + live.values.map { .moved($0) })
    store.close()
    logger.debug("node ended", metadata: ["interrupted": "\(live.count - counts[.pending])"])
  }

  /// An agent that does not stop when it is told to must not keep the node from ending.
  private static func wait(
    for workers: [Task<Void, Never>], noLongerThan patience: Duration
  ) async {
    let (ends, sink) = AsyncStream<Void>.makeStream()
    let waiting = Task {
      for worker in workers { await worker.value }
      sink.finish()
    }
    let timing = Task {
      try? await Task.sleep(for: patience)
      sink.finish()
    }
    for await _ in ends {}
    waiting.cancel()
    timing.cancel()
  }

  /// Stores all of it or nothing.
  func commit(_ changes: [StoreChange]) throws(Refusal) {
    do {
      try store.commit(changes)
    } catch {
      logger.error("not stored", metadata: ["reason": "\(error)"])
      throw .storeFailed("\(error)")
    }
  }

  nonisolated func health(version: String? = nil) -> NodeHealth {
    NodeHealth(
      status: NodeText("healthy"), instance: NodeText(instance), boot: NodeText(boot),
      version: version.map { NodeText($0) }, progress: true,
      // How much there is to do is not for strangers.
      counts: policy.anonymous == .none ? nil : counts.byName)
  }
}
