import ClawLink
import Synchronization

/// Whether an upstream is there, looked up now and then: a list of agents does not wait for it, but
/// for the first time.
final class CachedAvailability: Sendable {
  private struct State {
    var known: (value: AgentAvailability, until: Duration)?
    /// One at a time.
    var probe: Task<AgentAvailability, Never>?
  }

  /// A look-up takes no longer.
  private static let limit = Duration.seconds(2)
  private static let goneFor = Duration.seconds(30)

  private let upstream: Upstream
  private let clock: any Clock<Duration>
  private let elapsed: @Sendable () -> Duration
  private let state = Mutex(State())

  init(_ upstream: Upstream, clock: any Clock<Duration>) {
    self.upstream = upstream
    self.clock = clock
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
    return (state.known?.value, probe)
  }

  private func lookUp() async -> AgentAvailability {
    let value = await look()
    // Those that cost nothing to ask are asked more often.
    let isGood = value == .available && upstream.kind.needsKey
    let until = elapsed() + (isGood ? .seconds(300) : Self.goneFor)
    state.withLock { $0 = State(known: (value, until)) }
    return value
  }

  private func look() async -> AgentAvailability {
    do {
      let found = try await within(Self.limit, by: clock) { [upstream] in
        try await upstream.availability()
      }
      return found ?? problem("no answer within \(Self.limit.shown)")
    } catch let fault as UpstreamFault {
      return problem(fault.reason ?? fault.text)
    } catch {
      return problem("\(error)")
    }
  }

  private func problem(_ text: String) -> AgentAvailability {
    .unavailable(NodeText("\(text): \(upstream.settings.baseUrl)"))
  }
}
