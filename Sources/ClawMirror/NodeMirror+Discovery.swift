import ClawLink
import Foundation

/// How a mirror finds tasks: the audit log names them.
extension NodeMirror {
  /// Reads the audit log for tasks that are new to us. What keeps it from being read keeps nothing
  /// else from being known.
  func discover() async throws(ClawLinkError) {
    guard trail.isDue(at: now(), while: node.discovery) else { return }
    trail.began(at: now())
    do throws(ClawLinkError) {
      if case .failing = node.discovery { _ = try await auditPage(limit: 1) }
      let page = try await news()
      await watchSession()
      if let cut = trail.cut {
        node.discovery = .cutOff(newest: cut.newest, since: cut.since)
      } else {
        node.discovery = trail.isPartial ? .partial : .working
      }
      let news = trail.news(in: page)
      for event in news { learn(event) }
      share?.learned(news)
    } catch {
      switch error {
      case .notPermitted(_, let permission): node.discovery = .notPermitted(permission)
      case .unreachable, .noTunnel, .closed, .cancelled: throw error
      case .timedOut, .connectionLost:
        // Is it the log alone that hangs, or the node?
        _ = try await timed { () throws(ClawLinkError) in try await adapter.health() }
        fallthrough
      default:
        trail.gaveUp()
        node.discovery = .failing(error)
        if error.mayBeOneEvent { await readOwnActivity() }
      }
    }
  }

  /// What our own session handed over, where nothing of the log can be read (CONTRACT quirk 32). It
  /// says nothing of the rest of the log; a failure here says nothing new.
  private func readOwnActivity() async {
    guard let session = try? await adapter.connect(),
      let events = try? await adapter.listActivity(
        ofSession: session.id, limit: AuditTrail.pageSize)
    else { return }
    let news = trail.newsApart(
      in: events.filter { $0.type.raw == AuditEventType.taskSubmitted.rawValue })
    for event in news { learn(event) }
    share?.learned(news)
  }

  /// A page that reaches back to what is known, as far as the node lets it.
  private func news() async throws(ClawLinkError) -> [AuditEvent] {
    guard var (page, limit) = try await readablePage(trail.limit(at: now())) else { return [] }
    while trail.leavesGap(page, limit: limit) {
      // Below what cannot be read every wider page may be the last one: step by step.
      let wider = trail.cut == nil ? AuditTrail.widestPage : min(limit * 2, AuditTrail.widestPage)
      guard let next = try await readablePage(wider, beyond: limit) else { break }
      (page, limit) = next
    }
    return page
  }

  /// Halves the page on a fault inside the node until it can be read: one bad event spoils every
  /// page that covers it (CONTRACT quirk 32).
  ///
  /// - Parameter known: a limit that has been read; 0 for none.
  /// - Returns: the page and its limit; `nil` when no larger one than the known can be read.
  private func readablePage(
    _ limit: Int, beyond known: Int = 0
  ) async throws(ClawLinkError) -> ([AuditEvent], Int)? {
    var limit = limit
    while true {
      do {
        return (try await auditPage(limit: limit), limit)
      } catch  where error.mayBeOneEvent && limit > 1 {
        limit /= 2
        trail.failed(downTo: max(limit, known), at: now())
        if limit <= known { return nil }
      }
    }
  }

  private func auditPage(limit: Int) async throws(ClawLinkError) -> [AuditEvent] {
    let page = try await timed { () throws(ClawLinkError) in
      try await log(AuditFilter(type: .taskSubmitted, limit: limit))
    }
    answered()
    trail.measure(page, limit: limit, at: now())
    return page
  }

  private func learn(_ event: AuditEvent) {
    guard let resource = event.resourceId, !resource.isEmpty else { return }
    let id = TaskID(resource.raw)
    guard records[id] == nil else { return }
    keep(
      TaskRecord(
        key: TaskKey(node: node.name, id: id),
        agent: event.details["agent_type"]?.text ?? TaskRecord.unknownAgent,
        submitter: .other(user: event.userId),
        submittedAt: event.timestamp.date))
  }
}

extension ClawLinkError {
  /// Whether a smaller page of the audit log may be readable where this one was not.
  var mayBeOneEvent: Bool {
    switch self {
    case .nodeFault, .answerTooLarge: true
    default: false
    }
  }
}
