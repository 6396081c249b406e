import ClawLink
import Synchronization

/// Whether an agent could work, looked up now and then: a list of agents does not wait for it, but
/// for the first time.
final class CachedAvailability: Sendable {
  private struct State {
    var known: (value: AgentAvailability, until: Duration)?
    /// One at a time.
    var probe: Task<AgentAvailability, Never>?
  }

  private static let badFor = Duration.seconds(30)
  private static let oldAfter = Duration.seconds(600)

  private let goodFor: Duration
  private let look: @Sendable () async -> AgentAvailability
  private let elapsed: @Sendable () -> Duration
  private let state = Mutex(State())

  /// - Parameters:
  ///   - goodFor: how long it counts as available without another look; as not available 30 s.
  ///   - look: takes a while.
  init(
    goodFor: Duration, clock: any Clock<Duration>,
    look: @escaping @Sendable () async -> AgentAvailability
  ) {
    self.goodFor = goodFor
    self.look = look
    elapsed = clock.stopwatch()
  }

  /// What is known, also when it is old: it is looked up anew then, behind the caller's back.
  func value() async -> AgentAvailability {
    let (known, probe) = state.withLock { take(&$0) }
    if let known { return known }
    return await probe?.value ?? .unavailable(nil)
  }

  private func take(
    _ state: inout State
  ) -> (known: AgentAvailability?, probe: Task<AgentAvailability, Never>?) {
    if let known = state.known, elapsed() < known.until { return (known.value, nil) }
    let probe = state.probe ?? Task { await lookUp() }
    state.probe = probe
    // What nobody has asked for in a long time tells nothing.
    let isOld = state.known.map { elapsed() > $0.until + Self.oldAfter } ?? true
    return (isOld ? nil : state.known?.value, probe)
  }

  private func lookUp() async -> AgentAvailability {
    let value = await look()
    let until = elapsed() + (value == .available ? goodFor : Self.badFor)
    state.withLock { $0 = State(known: (value, until)) }
    return value
  }
}
