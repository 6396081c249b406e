/// The one session of an adapter: opened on first need by one request even under concurrent first
/// calls, and replaced once a node has refused it.
actor NodeSession {
  private let open: @Sendable () async -> Result<SessionInfo, ClawLinkError>
  private var opening: Task<Result<SessionInfo, ClawLinkError>, Never>?
  private var session: SessionInfo?

  init(open: @escaping @Sendable () async -> Result<SessionInfo, ClawLinkError>) {
    self.open = open
  }

  /// The session, opened when there is none. `refused` is an id that the node no longer takes: it
  /// is replaced, unless another caller has done so already.
  func current(insteadOf refused: String? = nil) async throws(ClawLinkError) -> SessionInfo {
    if let session, session.id != refused { return session }
    let opening = opening ?? Task { await open() }
    self.opening = opening
    let result = await opening.value
    // All who waited come by here; by then another may have begun the next opening.
    if self.opening == opening {
      self.opening = nil
      if case .success(let opened) = result { session = opened }
    }
    return try result.get()
  }

  func close() {
    opening?.cancel()
    session = nil
  }
}
