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

  private let time: Awaited<Instant>
  private let sleeping = AwaitedCount()

  public init() {
    time = Awaited(Instant(offset: .zero), counting: sleeping)
  }

  public var now: Instant { time.value }

  public var minimumResolution: Duration { .nanoseconds(1) }

  /// How many sleep now.
  public var sleeperCount: Int { sleeping.value }

  /// Returns once `count` or more sleep.
  public func waitForSleepers(_ count: Int) async throws {
    try await sleeping.reaches(count)
  }

  /// Moves the time and wakes whoever has slept long enough.
  public func advance(by duration: Duration) {
    time.change { $0 = $0.advanced(by: duration) }
  }

  /// Waits until somebody sleeps and moves the time to the moment when the first one wakes.
  public func advanceToNextWake() async throws {
    try await waitForSleepers(1)
    guard let first = time.nextGoal else { return }
    time.change { $0 = max($0, first) }
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
    try await time.reaches(deadline)
  }
}
