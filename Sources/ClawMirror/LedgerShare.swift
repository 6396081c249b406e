import ClawLink
import Foundation

/// A mirror's part in a ledger that several processes share: what it has yet to store, how far it
/// has read what others stored, and whether it is the one that asks the node.
struct LedgerShare {
  let ledger: Ledger
  /// A name that no other mirror has.
  let holder = UUID().uuidString
  private var changes: [TaskID: [TaskChange]] = [:]
  /// Tasks of which there is no row yet.
  private var fresh: Set<TaskID> = []
  private var events: [AuditEvent] = []
  private var ended: [EndedSubmission] = []
  /// Of the node, as far as is stored.
  private(set) var knowledge: NodeKnowledge?
  /// The last change of any process that was seen.
  private var seen: Int
  /// When our lease ends; `nil` while another process has it, or nobody was asked yet.
  private var leaseEnd: Date?
  /// Another process asks the node.
  private(set) var isReader = false

  init(_ ledger: Ledger, beginning: Ledger.Beginning) {
    self.ledger = ledger
    knowledge = beginning.knowledge
    seen = beginning.change
  }

  // MARK: Storing

  /// A task that was not known before.
  mutating func keep(_ id: TaskID) {
    changes[id, default: []] += []
    fresh.insert(id)
  }

  mutating func learned(_ change: TaskChange, of id: TaskID) {
    changes[id, default: []].append(change)
  }

  mutating func learned(_ news: [AuditEvent]) { events += news }

  /// What became of a submission is known: it goes together with the task that it is.
  mutating func ended(submission id: String, as task: TaskID?) {
    ended.append(EndedSubmission(id: id, task: task))
  }

  /// Whether anything was learned that is not stored yet.
  var hasUnstored: Bool { !changes.isEmpty || !events.isEmpty || !ended.isEmpty }

  /// Whether anything was learned of a task that is not stored yet.
  func hasUnstored(_ id: TaskID) -> Bool { changes[id] != nil }

  /// Whether there is something to store.
  func hasNews(of node: NodeRecord) -> Bool {
    hasUnstored || !isReader && NodeKnowledge(node) != knowledge
  }

  /// Stores what was learned, all of it or nothing.
  ///
  /// - Returns: the tasks as they stand now.
  mutating func store(
    _ records: KnownTasks, of node: NodeRecord, lastAnswer: Date?, at now: Date
  ) throws(Ledger.Failure) -> [TaskRecord] {
    var batch = LedgerBatch(
      tasks: changes.compactMap { id, changes in records[id].map { ($0, changes) } },
      known: Set(changes.keys).subtracting(fresh), events: events, ended: ended,
      lastAnswer: isReader ? nil : lastAnswer)
    let known = NodeKnowledge(node)
    if !isReader, known != knowledge { batch.knowledge = known }
    let stored = try ledger.store(batch, of: node.inLedger, at: now)
    (changes, events, ended, fresh) = ([:], [], [], [])
    knowledge = batch.knowledge ?? knowledge
    // Our own changes are no news, unless others lie between.
    if seen == stored.changes.lowerBound { seen = stored.changes.upperBound }
    return stored.tasks
  }

  // MARK: Reading

  /// What others have stored since the last look. Knowledge of the node only when it is news.
  mutating func news(
    of node: LedgerNode, held: (TaskID) -> TaskRecord?
  ) throws(Ledger.Failure) -> Ledger.News {
    var news = try ledger.news(of: node, after: seen, held: held)
    seen = news.change
    if news.knowledge == knowledge { news.knowledge = nil }
    knowledge = news.knowledge ?? knowledge
    return news
  }

  // MARK: The lease

  /// Takes the lease, or keeps it: it is written again once half of it is over, and with it when
  /// the node last answered.
  ///
  /// - Returns: whether it is ours from now on, and was not before.
  mutating func lease(
    _ node: LedgerNode, for seconds: TimeInterval, lastAnswer: Date?, at now: Date
  ) throws(Ledger.Failure) -> Bool {
    if let leaseEnd, (seconds / 2...2 * seconds).contains(leaseEnd.timeIntervalSince(now)) {
      return false
    }
    let wasOurs = leaseEnd != nil
    // Whoever cannot share asks for himself.
    (leaseEnd, isReader) = (nil, false)
    let isOurs = try ledger.lease(
      node, to: holder, for: seconds, lastAnswer: lastAnswer, at: now)
    leaseEnd = isOurs ? now.addingTimeInterval(seconds) : nil
    isReader = !isOurs
    return isOurs && !wasOurs
  }

  /// Whether another process asks the node, for one that looks once and takes no lease.
  mutating func look(at node: LedgerNode, at now: Date) throws(Ledger.Failure) {
    isReader = false
    isReader = try ledger.isLeased(node, at: now)
  }

  mutating func release(_ node: LedgerNode, lastAnswer: Date?) {
    guard leaseEnd != nil else { return }
    leaseEnd = nil
    // It ends by itself.
    try? ledger.release(node, by: holder, lastAnswer: lastAnswer)
  }
}
