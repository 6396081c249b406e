public import ClawLink
public import Foundation
import Synchronization

/// Follows one node: finds its tasks, asks for their states, and tells a board what changed.
///
/// Nothing that a caller asks of it waits for a poll: a slow node delays nobody but itself.
public actor NodeMirror {
  /// Seconds of one poll after which what is known so far is told: a tick's requests may take longer
  /// than what is seen as at once.
  static let emitInterval: TimeInterval = 0.02

  /// One snapshot, then changes, for one reader.
  public nonisolated let events: AsyncStream<MirrorEvent>

  let adapter: any TransportAdapter
  /// Reads the audit log where our own session may not; `nil` where nobody else is to.
  let anonymous: (any TransportAdapter)?
  /// Changes things where the user wants that done without their name; `nil` where we have none.
  let nobody: (any TransportAdapter)?
  let now: @Sendable () -> Date
  private let sink: AsyncStream<MirrorEvent>.Continuation

  var node: NodeRecord
  private var sentNode: NodeRecord
  var records = KnownTasks()
  var changed: Set<TaskID> = []
  /// `nil` keeps nothing.
  var share: LedgerShare?
  /// Outside of the actor: a board says what it shows without waiting, and in order.
  nonisolated let focused = Mutex(Focus())
  var cadence: Cadence
  var trail: AuditTrail
  var cancels: CancelTrail
  var restarts = RestartWatch()
  var lastAnswer: Date?
  /// Not in a look at the audit log alone.
  var asksForAll = true
  var lookedForUnconfirmed = Date.distantPast
  var smoothedLatencyMs: Double?
  var latencies = LatencyTrail()
  var backoff = Backoff()
  var nextAttempt = Date.distantPast
  private var emittedAt = Date.distantPast
  private var isPolling = false
  /// What is left to be asked for in the poll that is under way.
  var due: ArraySlice<TaskID> = []
  /// A refresh came while a poll was under way: it counts for the next one.
  private var isRefreshWanted = false
  /// What the node says of itself is to be asked again: it was silent, or may have been restarted.
  private var needsIntroduction = true

  /// - Parameters:
  ///   - anonymous: an adapter without a user, to read the audit log with where the user's own
  ///     session may not. Nothing else is asked over it.
  ///   - nobody: an adapter without a user, for what the user wants done as ``Sender/nobody``.
  ///   - ledger: what is known already is there, and what is learned goes there before it is told.
  ///   - now: the clock that times are read from.
  public init(
    node: NodeRecord, adapter: any TransportAdapter,
    anonymous: (any TransportAdapter)? = nil, nobody: (any TransportAdapter)? = nil,
    ledger: Ledger? = nil,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    var node = node
    var beginning = Ledger.Beginning()
    do throws(Ledger.Failure) {
      beginning = try ledger?.beginning(of: node.inLedger) ?? beginning
    } catch {
      node.ledgerFault = error
    }
    for record in beginning.tasks { records[record.key.id] = record }
    if let knowledge = beginning.knowledge { node.remember(knowledge) }
    node.mayDiscover(anonymously: anonymous != nil)
    let before = now()
    lastAnswer = beginning.lastAnswer.flatMap { $0 <= before ? $0 : nil }
    share = ledger.map { LedgerShare($0, beginning: beginning) }
    trail = AuditTrail(known: beginning.events, discovery: node.discovery)
    cancels = CancelTrail(trail: AuditTrail(known: beginning.events))
    cadence = Cadence(
      interval: node.pollInterval, perSecond: adapter.pace.requestsPerSecond)
    node.budget = cadence.budget
    self.node = node
    sentNode = node
    self.adapter = adapter
    self.anonymous = anonymous
    self.nobody = nobody
    self.now = now
    (events, sink) = AsyncStream.makeStream()
    sink.yield(.snapshot(BoardSnapshot(node: node, tasks: Array(records.values))))
  }

  /// What is known now.
  public var snapshot: BoardSnapshot {
    BoardSnapshot(node: node, tasks: Array(records.values), lastAnswer: lastAnswer)
  }

  // MARK: Polling

  /// Polls at once and then at every tick, until the ticks end or the calling task is cancelled.
  /// While a node does not answer, most ticks pass without a request.
  ///
  /// Of all processes that share a ledger one polls. The others read what it stores, and ask for the
  /// selected task alone; when it is gone, one of them follows within two intervals.
  ///
  /// - Parameter ticks: one every ``tickInterval``.
  public func run(ticks: some AsyncSequence<some Any, Never>) async {
    takePart()
    let sharing = share == nil ? nil : Task { await keepTakingPart() }
    await pollUntilDone()
    for await _ in ticks {
      if Task.isCancelled { break }
      await pollUntilDone()
    }
    sharing?.cancel()
    await sharing?.value
    release()
  }

  /// A node that is too slow for a tick's share is asked on without a pause.
  private func pollUntilDone() async {
    while await tick(), !Task.isCancelled {}
  }

  /// Asks for what is due, within a tick's share. What a slow node leaves over when the next tick
  /// is due is planned anew, so that what is shown does not wait for what is not.
  ///
  /// - Returns: whether something is left over.
  @discardableResult
  public func tick() async -> Bool {
    guard now() >= nextAttempt else { return false }
    guard asks else {
      await lookAtSelected()
      return false
    }
    let share = cadence.share(at: now())
    return await poll(
      Poll(budget: share, minimumAge: cadence.dueAge, until: now() + cadence.tick))
  }

  /// Tries at once, whatever the back-off says, and asks for lost tasks as well.
  public func refresh() async {
    guard !isPolling else {
      isRefreshWanted = true
      return
    }
    for id in records.lost { records[id]?.askedAt = nil }
    await poll(Poll(budget: cadence.sweepShare, includesLost: true))
  }

  /// Asks once: what the node is, what it was given, how its tasks are. Never throws: a failure is
  /// a part of what is known.
  ///
  /// - Parameter budget: how many tasks to ask for at most; by default what one interval allows.
  public func pollOnce(budget: Int? = nil) async {
    await poll(Poll(budget: budget ?? cadence.sweepShare))
  }

  /// - Returns: whether its time ended before everything was asked for.
  @discardableResult
  private func poll(_ poll: Poll) async -> Bool {
    guard !isPolling else { return false }
    isPolling = true
    var wasCutShort = false
    do throws(ClawLinkError) {
      emittedAt = now()
      latencies.lookAt(emittedAt)
      node.latencies = latencies.samples
      if needsIntroduction { try await introduce() }
      emitWhenSlow()
      try await discover()
      try await discoverCancelled(budget: poll.budget)
      emitWhenSlow()
      wasCutShort = try await askForTasks(poll)
      try await lookForRestart()
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
    return wasCutShort
  }

  /// What the node says of itself: at first, after each silence, and when it has forgotten a task.
  private func introduce() async throws(ClawLinkError) {
    let health = try await timed { () throws(ClawLinkError) in try await adapter.health() }
    let isAnother = { (before: NodeText?, now: NodeText?) in
      before != nil && now != nil && before != now
    }
    if isAnother(node.boot, health.boot) || isAnother(node.instance, health.instance) {
      noticeRestart()
    }
    node.boot = health.boot
    node.instance = health.instance
    if health.progress == true { node.showsProgress = true }
    node.agents = try await timed { () throws(ClawLinkError) in try await adapter.listAgents() }
    node.skills = try await timed { () throws(ClawLinkError) in try await adapter.listSkills() }
    needsIntroduction = false
    answered()
  }

  func ask(for id: TaskID) async throws(ClawLinkError) {
    let askedAt = now()
    let answer: TaskAnswer
    do throws(ClawLinkError) {
      let state = try await timed { () throws(ClawLinkError) in
        try await adapter.queryTaskState(id)
      }
      cadence.took(now().timeIntervalSince(askedAt))
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
    records[id]?.forgetLook(after: now())
    if case .state(let state) = answer, state.status.showsProgress { node.showsProgress = true }
    guard change(id, .answer(answer, askedAt: askedAt, at: now())) else { return }
    guard answer == .unknownToNode, let record = records[id] else { return }
    needsIntroduction = true
    if let restartedAt = node.restartedAt, record.submittedAt <= restartedAt { return }
    restarts.lost(id, at: now())
  }

  // MARK: What is known

  /// Ends the events. The adapter stays open: it is its maker's.
  public func finish() {
    sink.finish()
  }

  /// Tells a reader something; changes are told by ``emit()``.
  func tell(_ event: MirrorEvent) {
    sink.yield(event)
  }

  func answered() {
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
  func emitWhenSlow() {
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
