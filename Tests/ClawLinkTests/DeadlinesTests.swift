import TestSupport
import Testing

@testable import ClawLink

/// Many limits, one sleep.
@Suite(.timeLimit(.minutes(1)))
struct DeadlinesTests {
  private let clock = ManualClock()
  private let deadlines: Deadlines
  /// How many have expired.
  private let expired = AwaitedCount()

  init() {
    deadlines = Deadlines(clock: clock)
  }

  private func begin(after seconds: Int) -> Int {
    deadlines.begin(after: .seconds(seconds)) { [expired] in expired.change(by: 1) }
  }

  @Test func `what lasts too long expires, what has ended does not`() async throws {
    let slow = begin(after: 5)
    let quick = begin(after: 5)
    #expect(!deadlines.end(quick))
    try await clock.waitForSleepers(1)
    clock.advance(by: .seconds(5))
    try await expired.reaches(1)
    #expect(deadlines.end(slow))
    #expect(expired.value == 1)
  }

  @Test func `one sleep serves many, and later ones go on from it`() async throws {
    let first = begin(after: 5)
    try await clock.waitForSleepers(1)
    clock.advance(by: .seconds(3))
    let second = begin(after: 5)
    #expect(clock.sleeperCount == 1)
    #expect(!deadlines.end(first))
    clock.advance(by: .seconds(2))
    try await clock.waitForSleepers(1)
    #expect(expired.value == 0)
    clock.advance(by: .seconds(3))
    try await expired.reaches(1)
    #expect(deadlines.end(second))
  }

  @Test func `a shorter limit wakes earlier`() async throws {
    let long = begin(after: 30)
    let short = begin(after: 5)
    try await clock.waitForSleepers(1)
    clock.advance(by: .seconds(5))
    try await expired.reaches(1)
    #expect(deadlines.end(short))
    #expect(!deadlines.end(long))
  }

  @Test func `nothing sleeps after the close`() async throws {
    _ = begin(after: 5)
    try await clock.waitForSleepers(1)
    deadlines.close()
    while clock.sleeperCount > 0 { await Task.yield() }
  }
}
