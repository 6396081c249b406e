import Synchronization

/// Ends what takes too long. One sleep serves all requests: each with a timer of its own would cost
/// more than the rest of a request.
final class Deadlines: Sendable {
  private struct Pending {
    let end: Duration
    let expire: @Sendable () -> Void
  }

  private struct State {
    var pending: [Int: Pending] = [:]
    var count = 0
    /// Wakes at the earliest end there was when it fell asleep.
    var sleeper: (wakes: Duration, task: Task<Void, Never>)?
  }

  private let clock: any Clock<Duration>
  /// Time since these were made.
  private let elapsed: @Sendable () -> Duration
  private let state = Mutex(State())

  init(clock: any Clock<Duration>) {
    self.clock = clock
    elapsed = clock.stopwatch()
  }

  deinit { close() }

  /// Calls `expire` after that time, unless ``end(_:)`` comes first.
  func begin(after limit: Duration, expire: @escaping @Sendable () -> Void) -> Int {
    let end = elapsed() + limit
    return state.withLock { state in
      state.count += 1
      state.pending[state.count] = Pending(end: end, expire: expire)
      if let sleeper = state.sleeper, sleeper.wakes <= end { return state.count }
      state.sleeper?.task.cancel()
      state.sleeper = (end, sleep(until: end))
      return state.count
    }
  }

  /// - Returns: whether it has expired.
  func end(_ id: Int) -> Bool {
    state.withLock { $0.pending.removeValue(forKey: id) == nil }
  }

  func close() {
    state.withLock { state in
      state.sleeper?.task.cancel()
      state.sleeper = nil
    }
  }

  private func sleep(until end: Duration) -> Task<Void, Never> {
    let pause = end - elapsed()
    return Task { [weak self, clock] in
      guard (try? await clock.sleep(for: pause)) != nil else { return }
      self?.wake()
    }
  }

  private func wake() {
    let now = elapsed()
    let expired = state.withLock { state in
      let expired = state.pending.filter { $0.value.end <= now }
      for id in expired.keys { state.pending[id] = nil }
      let next = state.pending.values.map(\.end).min()
      state.sleeper = next.map { ($0, sleep(until: $0)) }
      return expired.values
    }
    for pending in expired { pending.expire() }
  }
}

extension Clock where Duration == Swift.Duration {
  /// Says the time since now: the instants of a clock that is not known by its type cannot be kept.
  package func stopwatch() -> @Sendable () -> Duration {
    let start = now
    return { start.duration(to: now) }
  }
}
