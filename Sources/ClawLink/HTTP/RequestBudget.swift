import Synchronization

/// Lets through so many requests a second and makes the others wait their turn. A second's worth
/// may go at once after a rest.
final class RequestBudget: Sendable {
  private struct State {
    /// Requests that may go now; negative while some wait.
    var tokens: Double
    var refilledAt = Duration.zero
  }

  private let perSecond: Double
  /// Time since this was made.
  private let elapsed: @Sendable () -> Duration
  private let clock: any Clock<Duration>
  private let state: Mutex<State>

  init(perSecond: Int, clock: any Clock<Duration>) {
    self.perSecond = Double(perSecond)
    self.clock = clock
    elapsed = clock.stopwatch()
    state = Mutex(State(tokens: Double(perSecond)))
  }

  /// Waits until one more request may go.
  func spend() async throws(ClawLinkError) {
    let now = elapsed()
    let tokens = state.withLock { state in
      let fresh = max(.zero, now - state.refilledAt) / .seconds(1) * perSecond
      state.tokens = min(perSecond, state.tokens + fresh) - 1
      state.refilledAt = max(state.refilledAt, now)
      return state.tokens
    }
    guard tokens < 0 else { return }
    do {
      try await clock.sleep(for: .seconds(-tokens / perSecond))
    } catch {
      state.withLock { $0.tokens += 1 }
      throw .cancelled
    }
  }
}
