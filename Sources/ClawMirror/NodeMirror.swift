public import ClawLink
public import Foundation

/// Follows one node: finds its tasks, asks for their states, and tells a board what changed.
///
/// Nothing that a caller asks of it waits for a poll: a slow node delays nobody but itself.
public actor NodeMirror {
  /// Requests for task states a second, at most.
  static let budgetPerSecond = 100.0
  /// Seconds of one poll after which what is known so far is told.
  static let emitInterval: TimeInterval = 0.1

  /// One snapshot, then changes, for one reader.
  public nonisolated let events: AsyncStream<MirrorEvent>

  let adapter: any TransportAdapter
  /// `nil` keeps nothing.
  let ledger: Ledger?
  let now: @Sendable () -> Date
  private let sink: AsyncStream<MirrorEvent>.Continuation

  var node: NodeRecord
  private var sentNode: NodeRecord
  var records: [TaskID: TaskRecord] = [:]
  var changed: Set<TaskID> = []
  /// What was learned of tasks since they were last stored.
  var unstored: [TaskID: [TaskChange]] = [:]
  private var trail = AuditTrail()
  private var lastAnswer: Date?
  private var smoothedLatencyMs: Double?
  private var backoff = Backoff()
  private var nextAttempt = Date.distantPast
  private var emittedAt = Date.distantPast
  private var isPolling = false
  /// A refresh came while a poll was under way: it counts for the next one.
  private var isRefreshWanted = false
  /// What the node says of itself is to be asked again: it was silent, or may have been restarted.
  private var needsIntroduction = true

  /// - Parameters:
  ///   - ledger: what is known already is there, and what is learned goes there before it is told.
  ///   - now: the clock that times are read from.
  public init(
    node: NodeRecord, adapter: any TransportAdapter, ledger: Ledger? = nil,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    var node = node
    do throws(Ledger.Failure) {
      for record in try ledger?.tasks(of: node.name) ?? [] { records[record.key.id] = record }
    } catch {
      node.ledgerFault = error
    }
    self.node = node
    sentNode = node
    self.adapter = adapter
    self.ledger = ledger
    self.now = now
    (events, sink) = AsyncStream.makeStream()
    sink.yield(.snapshot(BoardSnapshot(node: node, tasks: Array(records.values))))
  }

  /// What is known now.
  public var snapshot: BoardSnapshot {
    BoardSnapshot(node: node, tasks: Array(records.values))
  }

  // MARK: Polling

  /// Polls at once and then at every tick, until the ticks end or the calling task is cancelled.
  /// While a node does not answer, most ticks pass without a request.
  public func run(ticks: some AsyncSequence<some Any, Never>) async {
    await pollWhenDue()
    for await _ in ticks {
      if Task.isCancelled { return }
      await pollWhenDue()
    }
  }

  private func pollWhenDue() async {
    if now() >= nextAttempt { await pollOnce() }
  }

  /// Tries at once, whatever the back-off says, and asks for lost tasks as well.
  public func refresh() async {
    guard !isPolling else {
      isRefreshWanted = true
      return
    }
    for (id, record) in records where record.isLost { records[id]?.askedAt = nil }
    await pollOnce(alsoLost: true)
  }

  /// Asks once: what the node is, what it was given, how its tasks are. Never throws: a failure is
  /// a part of what is known.
  ///
  /// - Parameter budget: how many tasks to ask for at most; by default what one interval allows.
  public func pollOnce(budget: Int? = nil, alsoLost: Bool = false) async {
    guard !isPolling else { return }
    isPolling = true
    do throws(ClawLinkError) {
      emittedAt = now()
      if needsIntroduction { try await introduce() }
      emitWhenSlow()
      try await discover()
      emitWhenSlow()
      try await askForTasks(
        budget: budget ?? max(25, Int(Self.budgetPerSecond * node.pollInterval)), alsoLost: alsoLost
      )
      backoff.succeeded()
    } catch {
      fail(error)
    }
    emit()
    isPolling = false
    if isRefreshWanted {
      isRefreshWanted = false
      await refresh()
    }
  }

  /// What the node says of itself: at first, after each silence, and when it has forgotten a task.
  private func introduce() async throws(ClawLinkError) {
    let health = try await timed { () throws(ClawLinkError) in try await adapter.health() }
    if let before = node.boot, let boot = health.boot, before != boot {
      sink.yield(.restarted(node.name))
    }
    node.boot = health.boot
    if health.progress == true { node.showsProgress = true }
    node.agents = try await timed { () throws(ClawLinkError) in try await adapter.listAgents() }
    node.skills = try await timed { () throws(ClawLinkError) in try await adapter.listSkills() }
    needsIntroduction = false
    answered()
  }

  /// Reads the audit log for tasks that are new to us. What keeps it from being read keeps nothing
  /// else from being known.
  private func discover() async throws(ClawLinkError) {
    guard trail.isDue(at: now(), while: node.discovery) else { return }
    trail.began(at: now())
    do throws(ClawLinkError) {
      var page = try await auditPage(limit: trail.limit)
      if trail.leavesGap(page) { page = try await auditPage(limit: AuditTrail.widestPage) }
      node.discovery = trail.isPartial ? .partial : .working
      for event in trail.news(in: page) { learn(event) }
    } catch {
      switch error {
      case .notPermitted(_, let permission): node.discovery = .notPermitted(permission)
      case .unreachable, .closed, .cancelled: throw error
      default: node.discovery = .failing(error)
      }
    }
  }

  private func auditPage(limit: Int) async throws(ClawLinkError) -> [AuditEvent] {
    let page = try await timed { () throws(ClawLinkError) in
      try await adapter.listAuditEvents(AuditFilter(type: .taskSubmitted, limit: limit))
    }
    answered()
    trail.measure(page, limit: limit)
    return page
  }

  private func learn(_ event: AuditEvent) {
    guard let resource = event.resourceId, !resource.isEmpty else { return }
    let id = TaskID(resource.raw)
    guard records[id] == nil else { return }
    keep(
      TaskRecord(
        key: TaskKey(node: node.name, id: id),
        agent: event.details["agent_type"]?.text ?? NodeText("?"),
        submitter: .other(user: event.userId),
        submittedAt: event.timestamp.date))
  }

  private func askForTasks(budget: Int, alsoLost: Bool) async throws(ClawLinkError) {
    let plan = PollPlan(node: node, now: now(), budget: budget)
    for id in plan.due(records.values.lazy.filter { alsoLost || !$0.isLost }) {
      try await ask(for: id)
      if Task.isCancelled { return }
      emitWhenSlow()
    }
  }

  func ask(for id: TaskID) async throws(ClawLinkError) {
    let askedAt = now()
    let answer: TaskAnswer
    do throws(ClawLinkError) {
      let state = try await timed { () throws(ClawLinkError) in
        try await adapter.queryTaskState(id)
      }
      answer = state.map { .state($0) } ?? .unknownToNode
    } catch {
      answer = try await fault(error)
    }
    answered()
    take(answer, for: id, askedAt: askedAt)
  }

  /// What an error says of the one task that was asked for. A node that answers other questions is
  /// not called silent for it.
  private func fault(_ error: ClawLinkError) async throws(ClawLinkError) -> TaskAnswer {
    switch error {
    case .timedOut, .connectionLost:
      _ = try await timed { () throws(ClawLinkError) in try await adapter.health() }
      return .fault
    case .nodeFault, .answerTooLarge, .refused, .invalidRequest, .foreignServer, .notPermitted:
      return .fault
    default:
      throw error
    }
  }

  private func take(_ answer: TaskAnswer, for id: TaskID, askedAt: Date) {
    if case .state(let state) = answer, state.status.showsProgress { node.showsProgress = true }
    guard change(id, .answer(answer, askedAt: askedAt, at: now())) else { return }
    if answer == .unknownToNode { needsIntroduction = true }
  }

  // MARK: What is known

  /// Ends the events. The adapter stays open: it is its maker's.
  public func finish() {
    sink.finish()
  }

  func keep(_ record: TaskRecord) {
    records[record.key.id] = record
    changed.insert(record.key.id)
    unstored[record.key.id, default: []] += []
  }

  /// - Returns: whether anything that is shown has changed.
  @discardableResult
  func change(_ id: TaskID, _ change: TaskChange) -> Bool {
    guard records[id]?.apply(change) == true else { return false }
    changed.insert(id)
    unstored[id, default: []].append(change)
    return true
  }

  /// Stores what was learned before anybody is told. What cannot be stored is told all the same,
  /// with the fault, and stored later.
  private func store() {
    guard let ledger, !unstored.isEmpty else {
      unstored = [:]
      return
    }
    do throws(Ledger.Failure) {
      let tasks = unstored.compactMap { id, changes in records[id].map { ($0, changes) } }
      for record in try ledger.store(tasks) { records[record.key.id] = record }
      unstored = [:]
      node.ledgerFault = nil
    } catch {
      node.ledgerFault = error
    }
  }

  /// Runs a request and counts the time it took.
  private func timed<Value: Sendable>(
    _ request: () async throws(ClawLinkError) -> Value
  ) async throws(ClawLinkError) -> Value {
    let began = now()
    let value = try await request()
    let ms = now().timeIntervalSince(began) * 1000
    smoothedLatencyMs = smoothedLatencyMs.map { $0 * 0.8 + ms * 0.2 } ?? ms
    return value
  }

  private func answered() {
    lastAnswer = now()
    node.health = .answering(Latency(ms: smoothedLatencyMs ?? 0))
  }

  private func fail(_ error: ClawLinkError) {
    if error == .cancelled || error == .closed { return }
    nextAttempt = now().addingTimeInterval(backoff.failed())
    needsIntroduction = true
    if case .silent(let since, _, _) = node.health {
      node.health = .silent(since: since, lastAnswer: lastAnswer, reason: error)
    } else {
      node.health = .silent(since: now(), lastAnswer: lastAnswer, reason: error)
    }
  }

  /// Within a poll of a slow node: what is known already is told meanwhile.
  private func emitWhenSlow() {
    if now().timeIntervalSince(emittedAt) >= Self.emitInterval { emit() }
  }

  /// Tells what changed since the last time; nothing when nothing did.
  func emit() {
    emittedAt = now()
    store()
    let changes = ChangeSet(
      node: node == sentNode ? nil : node,
      tasks: changed.compactMap { records[$0] }.sorted { $0.submittedAt < $1.submittedAt })
    sentNode = node
    changed = []
    if !changes.isEmpty { sink.yield(.changes(changes)) }
  }
}

extension TaskStatus {
  /// A state that only a node which shows progress ever says.
  fileprivate var showsProgress: Bool {
    switch self {
    case .planning, .running, .waiting: true
    case .pending, .completed, .failed, .cancelled, .unknown: false
    }
  }
}
