import ClawLink

/// In which session a mirror reads the audit log.
extension NodeMirror {
  /// Reads the log in our own session; where that may not, in an anonymous one, when one is to be
  /// used for it. The real node refuses its log to every session with a user (CONTRACT quirk 8).
  func log(_ filter: AuditFilter) async throws(ClawLinkError) -> [AuditEvent] {
    if node.discoversAnonymously, let page = try await logReadAnonymously(filter) { return page }
    let refused: ClawLinkError
    do {
      let page = try await adapter.listAuditEvents(filter)
      await learnSession()
      use(anonymous: false)
      return page
    } catch .notPermitted(let node, let permission) {
      await learnSession()
      refused = .notPermitted(node: node, permission: permission)
    }
    // What is said of a refusal is our own one: it is ours that can be put right.
    guard let page = try await logReadAnonymously(filter) else {
      use(anonymous: false)
      throw refused
    }
    use(anonymous: true)
    return page
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

  private func use(anonymous: Bool) {
    guard node.discoversAnonymously != anonymous else { return }
    node.discoversAnonymously = anonymous
    restarts.changedSession()
  }
}

extension NodeRecord {
  /// Whoever begins asks in our own session first, whatever another process did.
  mutating func mayDiscover(anonymously isAllowed: Bool) {
    (allowsAnonymousDiscovery, discoversAnonymously) = (isAllowed, false)
  }
}
