public import ClawLink

/// The audit log, and in which session a mirror reads it.
extension NodeMirror {
  /// Who reads the log.
  private enum Reader {
    case ours, anonymous
  }

  /// The newest events of the audit log, of every type, newest first, for whoever shows them: what
  /// the mirror itself knows of the log stays as it is. It waits for no poll.
  ///
  /// Where the node fails at one of the events, as the real one does, those before it are given
  /// (CONTRACT quirk 32).
  ///
  /// - Parameter limit: how many at most, 1 to 1,000.
  /// - Throws: ``ClawLinkError/notPermitted(node:permission:)`` where no session of ours may read the
  ///   log; else what the adapter throws.
  public func auditEvents(limit: Int) async throws(ClawLinkError) -> [AuditEvent] {
    var filter = AuditFilter(limit: limit)
    while true {
      do {
        return try await read(filter).page
      } catch  where error.mayBeOneEvent && filter.limit > 1 {
        filter.limit /= 2
      }
    }
  }

  /// Reads the log for the mirror, which remembers who may.
  func log(_ filter: AuditFilter) async throws(ClawLinkError) -> [AuditEvent] {
    do {
      let (page, reader) = try await read(filter)
      use(reader)
      return page
    } catch {
      if case .notPermitted = error { use(.ours) }
      throw error
    }
  }

  /// Reads the log in our own session; where that may not, in an anonymous one, when one is to be
  /// used for it. The real node refuses its log to every session with a user (CONTRACT quirk 8).
  private func read(
    _ filter: AuditFilter
  ) async throws(ClawLinkError) -> (page: [AuditEvent], reader: Reader) {
    if node.discoversAnonymously, let page = try await logReadAnonymously(filter) {
      return (page, .anonymous)
    }
    let refused: ClawLinkError
    do {
      let page = try await adapter.listAuditEvents(filter)
      await learnSession()
      return (page, .ours)
    } catch .notPermitted(let node, let permission) {
      await learnSession()
      refused = .notPermitted(node: node, permission: permission)
    }
    // What is said of a refusal is our own one: it is ours that can be put right.
    guard let page = try await logReadAnonymously(filter) else { throw refused }
    return (page, .anonymous)
  }

  /// - Returns: `nil` where nobody is to read it so, or the node does not let them.
  private func logReadAnonymously(
    _ filter: AuditFilter
  ) async throws(ClawLinkError) -> [AuditEvent]? {
    do {
      return try await anonymous?.listAuditEvents(filter)
    } catch {
      switch error {
      case .notPermitted, .sessionRefused: return nil
      default: throw error
      }
    }
  }

  /// The log was just asked for in our session, so that it is open: no request.
  private func learnSession() async {
    guard let session = try? await adapter.connect() else { return }
    (node.session, node.permissions) = (session, session.permissions)
  }

  private func use(_ reader: Reader) {
    let isAnonymous = reader == .anonymous
    guard node.discoversAnonymously != isAnonymous else { return }
    node.discoversAnonymously = isAnonymous
    restarts.changedSession()
  }
}

extension NodeRecord {
  /// Whoever begins asks in our own session first, whatever another process did.
  mutating func mayDiscover(anonymously isAllowed: Bool) {
    (allowsAnonymousDiscovery, discoversAnonymously) = (isAllowed, false)
  }
}
