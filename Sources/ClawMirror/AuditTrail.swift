import ClawLink
import Foundation

/// What was read of a node's audit log, and when and how far to read on.
struct AuditTrail {
  /// Seconds between two looks; longer where a log cannot, or may not, be read.
  static let interval: TimeInterval = 2
  static let failingInterval: TimeInterval = 10
  static let refusedInterval: TimeInterval = 60
  /// Between two looks for what was cancelled.
  static let cancelInterval: TimeInterval = 60
  /// Seconds after which more is tried of a log that can be read in part.
  static let retryInterval: TimeInterval = 60
  static let pageSize = 50
  static let widestPage = 1000
  /// A node keeps 10,000 events; what is older never comes again.
  static let memory = 20_000

  /// The end of what can be read, where a larger page is a fault of the node (CONTRACT quirk 32).
  struct Cut: Sendable, Equatable {
    let newest: Int
    /// The time of the oldest event that could be read when the end was found.
    let since: Date?
    /// When more was last tried.
    var triedAt: Date
  }

  private var known: Set<NodeText> = []
  /// Some of the known events were not seen in the log: others may lie between them.
  private var hasGaps = false
  /// What was seen beside the log.
  private var apart: Set<NodeText> = []
  private var readAt: Date?
  /// The log is longer than what a node gives of it, as far as is known.
  private(set) var isPartial = false
  private(set) var cut: Cut?

  /// - Parameters:
  ///   - known: the newest events that were seen before.
  ///   - discovery: how the log could be read when that was.
  init(known: [NodeText] = [], discovery: NodeRecord.Discovery = .untried) {
    self.known = Set(known)
    isPartial = discovery == .partial
    if case .failing = discovery { hasGaps = true }
  }

  func isDue(at now: Date, while discovery: NodeRecord.Discovery) -> Bool {
    let interval =
      switch discovery {
      case .untried, .working, .partial, .cutOff: Self.interval
      case .failing: Self.failingInterval
      case .notPermitted: Self.refusedInterval
      }
    return isDue(at: now, every: interval)
  }

  func isDue(at now: Date, every interval: TimeInterval) -> Bool {
    readAt.map { now.timeIntervalSince($0) >= interval } ?? true
  }

  mutating func began(at now: Date) {
    readAt = now
  }

  /// How many events to ask for: few once the log is known. What cannot be read may be a while
  /// ago, so that twice as many are tried now and then.
  func limit(at now: Date) -> Int {
    let usual = known.isEmpty || hasGaps ? Self.widestPage : Self.pageSize
    guard let cut else { return usual }
    guard now.timeIntervalSince(cut.triedAt) < Self.retryInterval else {
      return min(cut.newest * 2, Self.widestPage)
    }
    return min(usual, cut.newest)
  }

  /// Whether events may lie between this page and what is known: then a wider one is read.
  func leavesGap(_ page: [AuditEvent], limit: Int) -> Bool {
    !known.isEmpty && limit < Self.widestPage && page.count == limit
      && page.allSatisfy { !known.contains($0.id) }
  }

  /// A page of more than `limit` could not be read, while all before it could.
  mutating func failed(downTo limit: Int, at now: Date) {
    if cut?.newest == limit {
      cut?.triedAt = now
    } else {
      cut = Cut(newest: limit, since: nil, triedAt: now)
    }
  }

  /// Not even the newest event could be read: that says nothing of how far the log can be.
  mutating func gaveUp() {
    cut = nil
  }

  /// A page that is shorter than its limit shows the whole log, as after a restart of the node; the
  /// widest one, when it is full, does not. A full page of another size says neither.
  mutating func measure(_ page: [AuditEvent], limit: Int, at now: Date) {
    if page.count < limit {
      (isPartial, cut) = (false, nil)
    } else if limit == Self.widestPage {
      (isPartial, cut) = (true, nil)
    } else if let cut, limit > cut.newest || limit == cut.newest && cut.since == nil {
      self.cut = Cut(newest: limit, since: page.last?.timestamp.date, triedAt: now)
    }
  }

  /// The events of a page that were not seen before, the oldest first.
  mutating func news(in page: [AuditEvent]) -> [AuditEvent] {
    hasGaps = false
    let fresh = page.reversed().filter { !known.contains($0.id) }
    if known.count + fresh.count > Self.memory { known = Set(page.map(\.id)) }
    known.formUnion(fresh.map(\.id))
    return fresh
  }

  /// The same of events that are no page of the log: what lies between them is not known.
  mutating func newsApart(in events: [AuditEvent]) -> [AuditEvent] {
    let fresh = events.reversed().filter { !known.contains($0.id) && !apart.contains($0.id) }
    apart.formUnion(fresh.map(\.id))
    return fresh
  }
}
