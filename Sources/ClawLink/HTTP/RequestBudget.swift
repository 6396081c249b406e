/// Lets through so many requests a second and makes the others wait their turn. A second's worth
/// may go at once after a rest.
actor RequestBudget {
  private let perSecond: Double
  private let elapsed: @Sendable () -> Duration
  private let clock: any Clock<Duration>
  /// Requests that may go now; negative while some wait.
  private var tokens: Double
  private var refilledAt: Duration

  init(perSecond: Int, clock: any Clock<Duration>) {
    self.perSecond = Double(perSecond)
    self.clock = clock
    elapsed = clock.stopwatch()
    tokens = Double(perSecond)
    refilledAt = .zero
  }

  /// Waits until one more request may go.
  func spend() async throws(ClawLinkError) {
    let now = elapsed()
    tokens = min(perSecond, tokens + (now - refilledAt) / .seconds(1) * perSecond)
    refilledAt = now
    tokens -= 1
    guard tokens < 0 else { return }
    do {
      try await clock.sleep(for: .seconds(-tokens / perSecond))
    } catch {
      tokens += 1
      throw .cancelled
    }
  }
}
