/// Where the session of an adapter outlives it, for all that are the same user on the same device:
/// every session costs the node an event of its audit log (CONTRACT quirk 33).
public protocol SessionKeeper: Sendable {
  /// The session that was kept last; `nil` for none.
  func keptSession() async -> SessionInfo?

  /// Keeps a session that was just opened, in place of the one before.
  func keep(_ session: SessionInfo) async
}

/// The one session of an adapter: opened on first need by one request even under concurrent first
/// calls, and replaced once a node has refused it.
actor NodeSession {
  private let keeper: (any SessionKeeper)?
  private let open: @Sendable () async -> Result<SessionInfo, ClawLinkError>
  private var opening: Task<Result<SessionInfo, ClawLinkError>, Never>?
  private var session: SessionInfo?

  init(
    keeper: (any SessionKeeper)? = nil,
    open: @escaping @Sendable () async -> Result<SessionInfo, ClawLinkError>
  ) {
    self.keeper = keeper
    self.open = open
  }

  /// The session, opened when there is none. `refused` is an id that the node no longer takes: it
  /// is replaced, unless another caller, or another process, has done so already.
  ///
  /// A cancel of the calling task ends the wait; another one that waits for the same opening begins
  /// anew.
  func current(insteadOf refused: String? = nil) async throws(ClawLinkError) -> SessionInfo {
    while true {
      if let session, session.id != refused { return session }
      let result = await result(of: opening ?? Task { await keptOrOpened(insteadOf: refused) })
      if case .failure(.cancelled) = result, !Task.isCancelled { continue }
      return try result.get()
    }
  }

  private func keptOrOpened(
    insteadOf refused: String?
  ) async -> Result<SessionInfo, ClawLinkError> {
    if let kept = await keeper?.keptSession(), kept.id != refused { return .success(kept) }
    let result = await open()
    if case .success(let opened) = result { await keeper?.keep(opened) }
    return result
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
