/// The changes of one task as they are seen, from
/// ``TransportAdapter/streamTaskUpdates(_:ending:)``.
///
/// The first element is the state as it is now; then one comes with every change of state, progress
/// or message. An outage does not end it: the node is asked again with growing pauses. Ends by
/// itself as ``Ending`` says.
///
/// ```swift
/// for try await event in adapter.streamTaskUpdates(task.id) {
///   print(event.status, event.progress ?? 0)
/// }
/// ```
///
/// Iterating throws ``ClawLinkError``: ``ClawLinkError/taskUnknown(node:id:)`` when the node does
/// not know the task (any more), ``ClawLinkError/cancelled`` when the calling task was cancelled,
/// and whatever an outage is not.
public struct TaskUpdates: AsyncSequence, Sendable {
  /// A change.
  public typealias Element = TaskUpdateEvent
  /// Every failure is of this type.
  public typealias Failure = ClawLinkError

  /// When there are no more updates.
  public enum Ending: Sendable, Equatable {
    /// At completed, failed or cancelled. The default.
    case atFinalState
    /// As before, but a cancelled task is followed for this long: the real node does not stop its
    /// agents, and the task can still complete or fail (CONTRACT quirks 2 and 35).
    case afterCancelled(Duration)
  }

  let node: String
  let id: TaskID
  let ending: Ending
  let interval: Duration
  let clock: any Clock<Duration>
  let query: @Sendable () async -> Result<TaskState?, ClawLinkError>

  /// Begins to follow; each iterator asks by itself.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(updates: self)
  }

  /// Asks the node and gives what is new.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let updates: TaskUpdates
    private var last: TaskUpdateEvent?
    private var pause = Duration.zero
    private var backoff = Backoff()
    /// How long the task has been seen as cancelled.
    private var sinceCancelled: Duration?

    init(updates: TaskUpdates) {
      self.updates = updates
    }

    /// The next change, or `nil` at the end. A cancel of the calling task ends the wait at once,
    /// also in the middle of a request.
    public mutating func next() async throws(ClawLinkError) -> TaskUpdateEvent? {
      while !hasEnded {
        try await wait()
        switch await updates.query() {
        case .success(let state?):
          if let event = take(state) { return event }
        case .success(nil):
          throw .taskUnknown(node: updates.node, id: updates.id)
        case .failure(let error) where error.mayPass && !Task.isCancelled:
          pause = .seconds(backoff.failed())
        case .failure(let error):
          throw Task.isCancelled ? .cancelled : error
        }
      }
      return nil
    }

    private var hasEnded: Bool {
      guard let status = last?.status, status.isFinal else { return false }
      guard status == .cancelled, case .afterCancelled(let limit) = updates.ending else {
        return true
      }
      return (sinceCancelled ?? .zero) >= limit
    }

    private mutating func wait() async throws(ClawLinkError) {
      do {
        try await updates.clock.sleep(for: pause)
      } catch {
        throw .cancelled
      }
      sinceCancelled = sinceCancelled.map { $0 + pause }
    }

    /// - Returns: the event, when the state says something new.
    private mutating func take(_ state: TaskState) -> TaskUpdateEvent? {
      backoff.succeeded()
      sinceCancelled = state.status == .cancelled ? sinceCancelled ?? .zero : nil
      pause = updates.interval
      let event = TaskUpdateEvent(state)
      if let last, !event.differs(from: last) { return nil }
      last = event
      return event
    }
  }
}
