/// The audit log of a node.
extension ClawLinkTransportAdapter {
  /// `GET /api/audit/events`.
  public func listAuditEvents(
    _ filter: AuditFilter
  ) async throws(ClawLinkError) -> [AuditEvent] {
    let filters = [
      ("limit", String(filter.limit)), ("event_type", filter.type?.rawValue),
      ("user_id", filter.userId), ("resource_type", filter.resourceType),
    ]
    return try await events(
      "api", "audit", "events", session: "session_id",
      query: filters.compactMap { name, value in value.map { (name, $0) } })
  }

  /// `GET /api/audit/users/{id}/activity`.
  public func listActivity(
    ofUser userId: String, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent] {
    try await events(
      "api", "audit", "users", userId, "activity", session: "session_id",
      query: [("limit", String(AuditFilter(limit: limit).limit))])
  }

  /// `GET /api/audit/sessions/{id}/activity`. Our own session goes as `auth_session_id` there
  /// (CONTRACT quirk 9).
  public func listActivity(
    ofSession sessionId: String, limit: Int
  ) async throws(ClawLinkError) -> [AuditEvent] {
    try await events(
      "api", "audit", "sessions", sessionId, "activity", session: "auth_session_id",
      query: [("limit", String(AuditFilter(limit: limit).limit))])
  }

  private func events(
    _ path: String..., session parameter: String, query: [(name: String, value: String)]
  ) async throws(ClawLinkError) -> [AuditEvent] {
    try await withSession { session throws(ClawLinkError) in
      try await self.value(
        LossyArray<AuditEvent>.self,
        of: .get(
          path: path, query: [(parameter, session)] + query, operation: "read the audit log")
      )
      .elements
    }
  }
}
