import ClawLink
import Foundation

/// What was read of a node's audit log, and when and how far to read on.
struct AuditTrail {
  /// Seconds between two looks; longer where a log cannot, or may not, be read.
  static let interval: TimeInterval = 2
  static let failingInterval: TimeInterval = 10
  static let refusedInterval: TimeInterval = 60
  static let pageSize = 50
  static let widestPage = 1000
  /// A node keeps 10,000 events; what is older never comes again.
  static let memory = 20_000

  private var known: Set<NodeText> = []
  private var readAt: Date?
  /// The log is longer than what a node gives of it, as far as is known.
  private(set) var isPartial = false

  func isDue(at now: Date, while discovery: NodeRecord.Discovery) -> Bool {
    guard let readAt else { return true }
    let interval =
      switch discovery {
      case .untried, .working, .partial: Self.interval
      case .failing: Self.failingInterval
      case .notPermitted: Self.refusedInterval
      }
    return now.timeIntervalSince(readAt) >= interval
  }

  mutating func began(at now: Date) {
    readAt = now
  }

  /// How many events to ask for: few once the log is known.
  var limit: Int { known.isEmpty ? Self.widestPage : Self.pageSize }

  /// Whether events may lie between this page and what is known: then the widest page is read.
  func leavesGap(_ page: [AuditEvent]) -> Bool {
    !known.isEmpty && page.count == Self.pageSize && page.allSatisfy { !known.contains($0.id) }
  }

  /// A page that is shorter than its limit shows the whole log, as after a restart of the node; the
  /// widest one, when it is full, does not. A full page of another size says neither.
  mutating func measure(_ page: [AuditEvent], limit: Int) {
    if page.count < limit {
      isPartial = false
    } else if limit == Self.widestPage {
      isPartial = true
    }
  }

  /// The events of a page that were not seen before, the oldest first.
  mutating func news(in page: [AuditEvent]) -> [AuditEvent] {
    let fresh = page.reversed().filter { !known.contains($0.id) }
    if known.count + fresh.count > Self.memory { known = Set(page.map(\.id)) }
    known.formUnion(fresh.map(\.id))
    return fresh
  }
}
