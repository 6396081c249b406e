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
  ///
  /// A cancel of the calling task ends the wait; another one that waits for the same opening begins
  /// anew.
  func current(insteadOf refused: String? = nil) async throws(ClawLinkError) -> SessionInfo {
    while true {
      if let session, session.id != refused { return session }
      let result = await result(of: opening ?? Task { await open() })
      if case .failure(.cancelled) = result, !Task.isCancelled { continue }
      return try result.get()
    }
  }

  private func result(
    of opening: Task<Result<SessionInfo, ClawLinkError>, Never>
  ) async -> Result<SessionInfo, ClawLinkError> {
    self.opening = opening
    let result = await withTaskCancellationHandler {
      await opening.value
    } onCancel: {
      opening.cancel()
    }
    // All who waited come by here; by then another may have begun the next opening.
    if self.opening == opening {
      self.opening = nil
      if case .success(let opened) = result { session = opened }
    }
    return result
  }

  func close() {
    opening?.cancel()
    session = nil
  }
}
