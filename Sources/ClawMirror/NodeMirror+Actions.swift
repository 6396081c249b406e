public import ClawLink
import Foundation

/// What a user does: none of it waits for a poll.
extension NodeMirror {
  /// A submission may open a session first, and once more when that is refused.
  private static let answerTimes = 4.0

  /// Hands a task over. It is known from the answer on.
  ///
  /// - Parameter sender: in whose name. Default: ours.
  /// - Throws: ``ClawLinkError/configuration(key:problem:)`` for an empty prompt or an agent that
  ///   the node does not list; else what the adapter throws.
  public func submit(
    _ request: TaskSubmitRequest, as sender: Sender = .us
  ) async throws(ClawLinkError) -> TaskRecord {
    try await check(request)
    let submission = pending(request, as: sender)
    let lock = share?.ledger.lock(sendingOf: submission.id)
    defer { lock?.release() }
    note { ledger throws(Ledger.Failure) in try ledger.began(submission, on: node.inLedger) }
    return try await send(submission, as: sender)
  }

  /// Who changes something; without a user of ours there is no difference.
  private func adapter(of sender: Sender) -> any TransportAdapter {
    sender == .nobody ? nobody ?? adapter : adapter
  }

  /// Hands a task over unless that was done under this key before, by whatever process.
  ///
  /// - Throws: as ``submit(_:as:)``.
  public func submit(
    _ request: TaskSubmitRequest, once key: String
  ) async throws(ClawLinkError) -> OnceOutcome {
    try await submit(request, under: .once(key))
  }

  /// Hands a task over in place of another one, unless that was done before.
  ///
  /// - Parameter sender: in whose name. Default: ours.
  /// - Throws: as ``submit(_:as:)``.
  public func retry(
    _ original: TaskID, with request: TaskSubmitRequest, as sender: Sender = .us
  ) async throws(ClawLinkError) -> OnceOutcome {
    try await submit(request, under: .retry(original), retryOf: original, as: sender)
  }

  private func submit(
    _ request: TaskSubmitRequest, under key: SubmissionKey, retryOf original: TaskID? = nil,
    as sender: Sender = .us
  ) async throws(ClawLinkError) -> OnceOutcome {
    guard let ledger = share?.ledger else { return .notKept(node.ledgerFault) }
    try await check(request)
    let submission = pending(request, under: key, retryOf: original, as: sender)
    let lock = ledger.lock(sendingOf: submission.id)
    defer { lock?.release() }
    do throws(Ledger.Failure) {
      switch try ledger.reserve(submission, under: key, on: node.inLedger) {
      case .known(let id): return .known(id)
      case .underWay(var earlier):
        if ledger.isOverdue(earlier, at: now()) { earlier.answerBy = min(earlier.answerBy, now()) }
        return .underWay(earlier)
      case .free: break
      }
    } catch {
      return .notKept(error)
    }
    return .submitted(try await send(submission, as: sender))
  }

  private func pending(
    _ request: TaskSubmitRequest, under key: SubmissionKey? = nil,
    retryOf original: TaskID? = nil, as sender: Sender
  ) -> PendingSubmission {
    let sentAt = now()
    return PendingSubmission(
      id: UUID().uuidString.lowercased(), node: node.name,
      userId: sender == .us ? node.userId : nil,
      request: request, sentAt: sentAt,
      answerBy: sentAt.addingTimeInterval(Self.answerTimes * node.timeout), key: key,
      retryOf: original)
  }

  /// Sends a task. Should this process die before the answer, the ledger says that it may be at
  /// work.
  private func send(
    _ submission: PendingSubmission, as sender: Sender
  ) async throws(ClawLinkError) -> TaskRecord {
    let submitted: SubmittedTask
    do {
      submitted = try await adapter(of: sender).submitTask(submission.request)
    } catch {
      note { ledger throws(Ledger.Failure) in
        // Before it goes out a session may be opened, or the agents be asked for.
        if case .submitUnconfirmed = error {
          try ledger.lost(submission: submission.id, at: now())
        } else {
          try ledger.ended(submission: submission.id)
        }
      }
      throw error
    }
    let state = submitted.state
    // The audit log may have named the task before its answer came.
    let record =
      records[state.id]
      ?? TaskRecord(
        key: TaskKey(node: node.name, id: state.id), agent: NodeText(submitted.agentId),
        submitter: .us, submittedAt: state.submittedAt ?? submission.sentAt)
    keep(record)
    claim(state.id, for: submission)
    change(state.id, .answer(.state(state), askedAt: submission.sentAt, at: now()))
    emit()
    return records[state.id] ?? record
  }

  /// The task is what a submission became.
  private func claim(_ id: TaskID, for submission: PendingSubmission) {
    change(
      id, .claimed(submission.request, by: submission.userId, retryOf: submission.retryOf))
    if let original = submission.retryOf {
      recall(original)
      change(original, .retried(as: id))
    }
    share?.ended(submission: submission.id, as: id)
  }

  /// Says what became of a submission whose answer was lost.
  ///
  /// - Parameter id: the task that it is; `nil` when it did not arrive, or is of no interest.
  /// - Throws: what ``look(at:)`` throws, where the task was not known.
  public func settle(
    _ unconfirmed: UnconfirmedTask, as id: TaskID?
  ) async throws(ClawLinkError) {
    if let id {
      guard try await look(at: id) != nil else {
        throw .taskUnknown(node: adapter.node, id: id)
      }
      claim(id, for: unconfirmed.submission)
    } else {
      share?.ended(submission: unconfirmed.submission.id, as: nil)
    }
    node.unconfirmed.removeAll { $0.submission.id == unconfirmed.submission.id }
    emit()
  }

  /// Asks the node to cancel a task, and then for its state.
  ///
  /// - Parameter sender: in whose name. Default: ours.
  /// - Throws: what the adapter throws; unless the error says that nothing was done
  ///   (``ClawLinkError/mayHaveBeenDone``), the task may be cancelled.
  public func cancel(
    _ id: TaskID, as sender: Sender = .us
  ) async throws(ClawLinkError) -> CancelOutcome {
    change(id, .cancelAsked(at: now()))
    emit()
    defer { emit() }
    do {
      let outcome = try await adapter(of: sender).cancelTask(id)
      if outcome != .cancelled { refuseCancel(of: id) }
      // The outcome is known; what this look cannot tell, the next poll will.
      try? await ask(for: id)
      return outcome
    } catch {
      if !error.mayHaveBeenDone { refuseCancel(of: id) }
      throw error
    }
  }

  private func refuseCancel(of id: TaskID) {
    change(id, .cancelRefused(at: now()))
  }

  /// Answers what a waiting task asks, and asks for its state then.
  ///
  /// - Parameter sender: in whose name. Default: ours.
  /// - Throws: what the adapter throws; unless the error says that nothing was done
  ///   (``ClawLinkError/mayHaveBeenDone``), the task may have the answer.
  public func answer(
    _ id: TaskID, with text: String, as sender: Sender = .us
  ) async throws(ClawLinkError) {
    defer { emit() }
    try await adapter(of: sender).sendInput(text, to: id)
    // It has the answer; what this look cannot tell, the next poll will.
    try? await ask(for: id)
  }

  /// Says what can be known of a task before it is sent.
  ///
  /// - Throws: as ``submit(_:as:)``, for the prompt and the agent.
  public func check(_ request: TaskSubmitRequest) async throws(ClawLinkError) {
    guard request.input.contains(where: { !$0.isWhitespace }) else {
      throw .configuration(key: "prompt", problem: "it is empty: say what the agent should do")
    }
    if let agent = request.agentId { try await check(agent: agent) }
  }

  private func check(agent: String) async throws(ClawLinkError) {
    func listed() -> AgentInfo? { node.agents.first { $0.goes(by: agent) } }
    if listed()?.isConfigured == true { return }
    // What is remembered may be from before the node was set up anew.
    node.agents = try await adapter.listAgents()
    let listed = listed()
    if listed?.isConfigured == true { return }
    let usable = node.agents.filter(\.isConfigured).map { $0.agentType.shown(upTo: 40) }
    let why = listed?.problem.map { " (\($0.shown(upTo: 200)))" } ?? ""
    let more = usable.count > 8 ? ", …" : ""
    throw .configuration(
      key: "agent",
      problem: "'\(NodeText(agent).shown)' is "
        + (listed == nil ? "no agent of \(node.name)" : "not configured on \(node.name)\(why)")
        + (usable.isEmpty
          ? ", and no other is" : ": use " + usable.prefix(8).joined(separator: ", ") + more))
  }
}
