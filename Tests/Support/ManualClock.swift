import Synchronization

/// A clock whose time stands still until a test moves it.
///
/// ```swift
/// let clock = ManualClock()
/// async let outcome = work(with: clock)
/// try await clock.waitForSleepers(1)
/// clock.advance(by: .seconds(5))
/// ```
public final class ManualClock: Clock, Sendable {
  public struct Instant: InstantProtocol {
    /// Time since the clock was made.
    public let offset: Duration

    public func advanced(by duration: Duration) -> Instant {
      Instant(offset: offset + duration)
    }

    public func duration(to other: Instant) -> Duration { other.offset - offset }

    public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private struct Sleeper {
    let deadline: Instant
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now = Instant(offset: .zero)
    var lastID = 0
    var sleepers: [Int: Sleeper] = [:]
  }

  private let state = Mutex(State())
  private let sleeping = AwaitedCount()

  public init() {}

  public var now: Instant { state.withLock { $0.now } }

  public var minimumResolution: Duration { .nanoseconds(1) }

  /// How many sleep now.
  public var sleeperCount: Int { sleeping.value }

  /// Returns once `count` or more sleep.
  public func waitForSleepers(_ count: Int) async throws {
    try await sleeping.reaches(count)
  }

  /// Moves the time and wakes whoever has slept long enough.
  public func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now = state.now.advanced(by: duration)
      let ids = state.sleepers.filter { $0.value.deadline <= state.now }
        .sorted { $0.value.deadline < $1.value.deadline }.map(\.key)
      return ids.compactMap { state.sleepers.removeValue(forKey: $0) }
    }
    sleeping.change(by: -due.count)
    for sleeper in due { sleeper.continuation.resume() }
  }

  /// Waits until somebody sleeps and moves the time to the moment when the first one wakes.
  public func advanceToNextWake() async throws {
    try await waitForSleepers(1)
    let first = state.withLock { state in
      state.sleepers.values.map(\.deadline).min().map { state.now.duration(to: $0) }
    }
    advance(by: first ?? .zero)
  }

  /// Wakes whoever sleeps, again and again, until `ended` is true.
  public func advance(
    isolation: isolated (any Actor)? = #isolation, until ended: () async throws -> Bool
  ) async throws {
    while true {
      // Looked at first: what was done before falling asleep is then seen by `ended`.
      let somebodySleeps = sleeperCount > 0
      if try await ended() { return }
      if somebodySleeps { try await advanceToNextWake() }
      await Task.yield()
    }
  }

  public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        add(Sleeper(deadline: deadline, continuation: continuation), id: id)
      }
    } onCancel: {
      guard let sleeper = state.withLock({ $0.sleepers.removeValue(forKey: id) }) else { return }
      sleeping.change(by: -1)
      sleeper.continuation.resume(throwing: CancellationError())
    }
  }

  private func add(_ sleeper: Sleeper, id: Int) {
    let outcome: Result<Void, any Error>? = state.withLock { state in
      // A cancel that came before this lock found no sleeper: it is seen here instead.
      if Task.isCancelled { return .failure(CancellationError()) }
      if sleeper.deadline <= state.now { return .success(()) }
      state.sleepers[id] = sleeper
      return nil
    }
    if let outcome {
      sleeper.continuation.resume(with: outcome)
    } else {
      sleeping.change(by: 1)
    }
  }
}
