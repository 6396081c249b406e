import ClawLink
import ClawMirror
import Foundation

/// What is read for panes while they are looked at.
extension Model {
  /// Seconds between two looks at audit logs, and at the day's statistics, while they are drawn.
  private static let auditInterval: TimeInterval = 10
  private static let dayInterval: TimeInterval = 60
  /// Seconds between two looks at the month, which tells how long work usually takes.
  private static let monthInterval: TimeInterval = 600
  /// Events of each node.
  public static let auditLimit = 200

  /// Asks for what is due.
  mutating func takeReadings() -> [Effect] {
    let shown = shownTabs
    let readings = readings(for: shown)
    forgetUnseen(shown)
    for reading in readings where reading.due <= now { begin(reading.effect) }
    if shown.contains(.audit) { putAudit() }
    return readings.filter { $0.due <= now }.map(\.effect)
  }

  /// When something is to be read next; `nil` for never.
  var nextReading: Date? { readings(for: shownTabs).map(\.due).min() }

  /// The user wants to see what is new: all that is drawn is read again.
  mutating func readAgain() {
    for node in nodeOrder {
      paneData.logs[node]?.reading.askedAt = nil
      paneData.day[node]?.reading.askedAt = nil
    }
  }

  /// What is read of each node: what the panes that are drawn show, and how long work takes where
  /// no progress says it.
  private func readings(for shown: [Pane.Tab]) -> [(effect: Effect, due: Date)] {
    nodeOrder.filter { nodes[$0] != nil }.flatMap { node in
      var readings: [(effect: Effect, due: Date?)] = []
      func reading(_ data: PaneData.Reading?, every seconds: TimeInterval) -> Date? {
        (data ?? PaneData.Reading()).due(every: seconds)
      }
      if shown.contains(.audit) {
        let due = reading(paneData.logs[node]?.reading, every: Self.auditInterval)
        readings.append((.readAudit(node), due))
      }
      if shown.contains(.stats) {
        let due = reading(paneData.day[node]?.reading, every: Self.dayInterval)
        readings.append((.readStatistics(node, .day), due))
      }
      if nodes[node]?.showsProgress == false {
        let due = reading(paneData.month[node]?.reading, every: Self.monthInterval)
        readings.append((.readStatistics(node, .month), due))
      }
      return readings.compactMap { effect, due in due.map { (effect, $0) } }
    }
  }

  /// A pane that is looked at again is read at once.
  private mutating func forgetUnseen(_ shown: [Pane.Tab]) {
    for node in nodeOrder {
      if !shown.contains(.audit) { paneData.logs[node]?.reading.askedAt = nil }
      if !shown.contains(.stats) { paneData.day[node]?.reading.askedAt = nil }
    }
  }

  private mutating func begin(_ effect: Effect) {
    let reading = PaneData.Reading(askedAt: now, isAsked: true)
    switch effect {
    case .readAudit(let node): paneData.logs[node, default: PaneData.Log()].reading = reading
    case .readStatistics(let node, .day):
      paneData.day[node, default: PaneData.Statistics()].reading = reading
    case .readStatistics(let node, .month):
      paneData.month[node, default: PaneData.Statistics()].reading = reading
    default: break
    }
  }

  // MARK: Answers

  mutating func take(_ answer: AuditAnswer, from node: NodeName) {
    var log = paneData.logs[node] ?? PaneData.Log()
    log.reading.isAsked = false
    switch answer {
    case .events(let events):
      if events != log.events { paneData.audit.isOutOfDate() }
      (log.events, log.fault) = (events, nil)
    case .failed(let error): log.fault = error
    }
    paneData.logs[node] = log
  }

  mutating func take(_ answer: StatisticsAnswer, over span: StatisticsSpan, from node: NodeName) {
    var data = (span == .day ? paneData.day : paneData.month)[node] ?? PaneData.Statistics()
    data.reading.isAsked = false
    switch answer {
    case .counted(let statistics): (data.statistics, data.fault) = (statistics, nil)
    case .failed(let failure): data.fault = failure
    }
    if span == .day { paneData.day[node] = data } else { paneData.month[node] = data }
  }

  /// What is chosen stays chosen when something comes above it.
  private mutating func putAudit() {
    let isFiltered = pane.search(in: .audit) != paneData.audit.filter
    guard paneData.audit.isStale || isFiltered else { return }
    let chosen = focus == .pane && pane.tab == .audit ? self.chosen(of: paneData.audit.lines) : nil
    if paneData.audit.isStale {
      let tasks = tasks
      paneData.audit.put(paneData.logs, stream.entries) { tasks[$0]?.submitter == .us }
    }
    if isFiltered { paneData.audit.keep(pane.search(in: .audit)) }
    if let chosen { pane[.audit].row = paneData.audit.lines.firstIndex(of: chosen) ?? 0 }
    clampPane()
  }
}
