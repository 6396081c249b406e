import ClawLink
import ClawStorage
import Foundation
import GRDB

/// What was read of a node's cancels.
struct CancelTrail {
  var trail: AuditTrail
  /// Those of tasks that nothing else has named.
  var unnamed: [AuditEvent] = []
}

/// How a mirror finds tasks whose submission is out of the log while their cancel is not.
extension NodeMirror {
  /// Tasks that are asked for in one poll.
  private static let cancelledAtOnce = 10

  /// Looks once a minute what was cancelled. Such an event says neither when a task was submitted
  /// nor to whom: the node does, when it is asked for the task.
  func discoverCancelled(budget: Int) async throws(ClawLinkError) {
    if case .notPermitted = node.discovery { return }
    do throws(ClawLinkError) {
      if cancels.trail.isDue(at: now(), every: AuditTrail.cancelInterval) {
        try await readCancels()
      }
      for _ in 0..<min(budget, Self.cancelledAtOnce) {
        guard let event = cancels.unnamed.popLast() else { break }
        try await lookAtTask(of: event)
        share?.learned([event])
      }
    } catch {
      switch error {
      case .unreachable, .noTunnel, .closed, .cancelled: throw error
      // Whether the node hangs, or this alone, the next request will tell.
      default: break
      }
    }
  }

  private func lookAtTask(of event: AuditEvent) async throws(ClawLinkError) {
    guard let id = event.task, records[id] == nil else { return }
    do {
      _ = try await look(at: id)
    } catch {
      switch error {
      case .unreachable, .noTunnel, .closed, .cancelled: throw error
      // Of a task that cannot be read there is nothing to show, and others wait.
      default: break
      }
    }
  }

  private func readCancels() async throws(ClawLinkError) {
    cancels.trail.began(at: now())
    let limit = cancels.trail.limit(at: now())
    var page = try await cancelPage(limit: limit)
    if cancels.trail.leavesGap(page, limit: limit) {
      page = try await cancelPage(limit: AuditTrail.widestPage)
    }
    let news = cancels.trail.news(in: page)
    let unnamed = unnamed(in: news)
    cancels.unnamed += unnamed
    // The others are done with once they are looked at.
    let ids = Set(unnamed.map(\.id))
    share?.learned(news.filter { !ids.contains($0.id) })
  }

  private func cancelPage(limit: Int) async throws(ClawLinkError) -> [AuditEvent] {
    try await timed { () throws(ClawLinkError) in
      try await log(AuditFilter(type: .taskCancelled, limit: limit))
    }
  }

  /// Those of tasks that are not known and never were: what retention has taken does not come back.
  private func unnamed(in events: [AuditEvent]) -> [AuditEvent] {
    let unknown = events.filter { event in event.task.map { records[$0] == nil } ?? false }
    guard !unknown.isEmpty, let ledger = share?.ledger else { return unknown }
    do {
      let named = try ledger.namedTasks(of: node.inLedger)
      return unknown.filter { event in event.task.map { !named.contains($0) } ?? false }
    } catch {
      node.ledgerFault = error
      return []
    }
  }
}

extension Ledger {
  /// The tasks of a node that are kept, or were named by an event that is.
  fileprivate func namedTasks(of node: LedgerNode) throws(Failure) -> Set<TaskID> {
    try read { database in
      let rows = try database.rows(
        "SELECT id FROM task WHERE node = ? UNION "
          + "SELECT task FROM event WHERE node = ? AND task IS NOT NULL",
        [node.place, node.place])
      return Set(rows.map { TaskID(NodeText(stored: $0["id"]).raw) })
    }
  }
}

extension AuditEvent {
  /// The task that it is about.
  fileprivate var task: TaskID? {
    resourceId.flatMap { $0.isEmpty ? nil : TaskID($0.raw) }
  }
}
