import ClawLink
import Foundation

/// How mirrors of one node in several processes share a ledger: one asks the node and writes, the
/// others read.
extension NodeMirror {
  /// A lease lasts so many intervals: another process follows within two.
  private static let leaseIntervals = 1.5
  /// Seconds.
  private static let shortestLease = 0.75

  private var leaseTime: TimeInterval {
    min(max(Self.leaseIntervals * node.pollInterval, Self.shortestLease), Ledger.longestLease)
  }

  /// Whether this process asks the node. Without a ledger it does.
  var asks: Bool { share?.isReader != true }

  // MARK: The lease

  /// Keeps the lease, or reads what its holder writes, four times an interval, until the calling
  /// task is cancelled. A node that hangs delays none of it.
  func keepTakingPart() async {
    // Seldom polls keep it as well.
    let pause = min(max(tickInterval, .milliseconds(100)), .seconds(leaseTime / 4))
    while (try? await adapter.pace.clock.sleep(for: pause)) != nil { takePart() }
  }

  /// One look at the ledger: who asks, and what did they say.
  func takePart() {
    guard share != nil else { return }
    readLedger { () throws(Ledger.Failure) in
      try share?.lease(node.inLedger, for: leaseTime, lastAnswer: lastAnswer, at: now()) ?? false
    }
    if abs(now().timeIntervalSince(lookedForUnconfirmed)) >= AuditTrail.interval {
      lookForUnconfirmed()
    }
    emit()
  }

  /// One look at the ledger by somebody who asks once and is gone: others must not take that for
  /// somebody who asks for everything, so no lease is taken.
  func lookAround() {
    guard share != nil else { return }
    readLedger { () throws(Ledger.Failure) in
      try share?.look(at: node.inLedger, at: now())
      return true
    }
  }

  /// - Parameter lookUp: who asks; whether what others know of the node is to be read.
  private func readLedger(_ lookUp: () throws(Ledger.Failure) -> Bool) {
    do throws(Ledger.Failure) {
      let isNew = try lookUp()
      try catchUp(withNode: isNew || !asks)
      if share?.hasUnstored == false { node.ledgerFault = nil }
    } catch {
      node.ledgerFault = error
    }
  }

  /// What was sent there, by whatever process, and is not known to have arrived.
  func lookForUnconfirmed() {
    lookedForUnconfirmed = now()
    note { ledger throws(Ledger.Failure) in
      node.unconfirmed = try ledger.unconfirmed(on: node, at: now())
    }
  }

  /// Lets another process follow at once.
  func release() {
    share?.release(node.inLedger, lastAnswer: lastAnswer)
  }

  // MARK: Reading

  /// Takes over what other processes have stored. What is not stored here yet stays as it is: it is
  /// brought together when it is.
  ///
  /// - Parameter withNode: also what they know of the node. Who asks it knows better.
  private func catchUp(withNode: Bool) throws(Ledger.Failure) {
    guard let news = try share?.news(of: node.inLedger, held: { records[$0] }) else { return }
    for record in news.tasks where share?.hasUnstored(record.key.id) == false {
      let held = records[record.key.id]
      var record = record
      record.recallPrompt(of: held)
      guard held != record else { continue }
      record.askedAt = newest(record.askedAt, held?.askedAt)
      records[record.key.id] = record
      changed.insert(record.key.id)
    }
    lastAnswer = newest(lastAnswer, news.lastAnswer)
    // Who asks the node knows how it is; what it has stored before is no news.
    let isUnknown = !asks && node.health == .connecting
    guard withNode, let knowledge = news.knowledge ?? (isUnknown ? share?.knowledge : nil) else {
      return
    }
    let restartedAt = node.restartedAt
    node.learn(knowledge)
    if node.restartedAt != restartedAt { tell(.restarted(node.name)) }
  }

  /// The later of two times; one from before the clock was set back does not count.
  private func newest(_ times: Date?...) -> Date? {
    let now = now()
    return times.compactMap(\.self).filter { $0 <= now }.max()
  }

  /// Brings a task into memory that is too old to have been there from the beginning.
  func recall(_ id: TaskID) {
    guard records[id] == nil else { return }
    note { ledger throws(Ledger.Failure) in
      records[id] = try ledger.task(id, of: node.inLedger)
    }
  }

  // MARK: Storing

  func keep(_ record: TaskRecord) {
    records[record.key.id] = record
    changed.insert(record.key.id)
    share?.keep(record.key.id)
  }

  /// - Returns: whether anything that is shown has changed.
  @discardableResult
  func change(_ id: TaskID, _ change: TaskChange) -> Bool {
    let (faults, denials) = (records[id]?.faults, records[id]?.denials)
    let isNews = records[id]?.apply(change) == true
    if isNews { changed.insert(id) }
    // What counts towards a mark is stored before it shows: the ledger counts with us.
    let isCounted = records[id]?.faults != faults || records[id]?.denials != denials
    if isNews || isCounted { share?.learned(change, of: id) }
    return isNews
  }

  /// Stores what was learned before anybody is told. What cannot be stored is told all the same,
  /// with the fault, and stored later.
  func store() {
    guard share?.hasNews(of: node) == true else { return }
    do throws(Ledger.Failure) {
      let stored =
        try share?.store(
          records, of: node, lastAnswer: asksForAll ? lastAnswer : nil, at: now()) ?? []
      for record in stored { records[record.key.id] = record }
      node.ledgerFault = nil
    } catch {
      node.ledgerFault = error
    }
  }

  /// Does something with the ledger; a fault is a part of what is known.
  func note(_ act: (Ledger) throws(Ledger.Failure) -> Void) {
    guard let ledger = share?.ledger else { return }
    do throws(Ledger.Failure) {
      try act(ledger)
    } catch {
      node.ledgerFault = error
    }
  }
}
