import Foundation
import Testing

@testable import ClawMirror

/// A tick's share of the budget, and what the budget makes of the age of what is shown.
struct CadenceTests {
  private let start = Date(timeIntervalSince1970: 1_767_225_600)

  /// What each of these ticks may spend when it spends all.
  private func shares(
    _ cadence: inout Cadence, ticks: Int, every seconds: TimeInterval, from first: Int = 0
  ) -> [Int] {
    (first..<first + ticks).map { tick in
      let share = cadence.share(at: start.addingTimeInterval(Double(tick) * seconds))
      cadence.spend(share)
      return share
    }
  }

  @Test func `a hundred a second are 25 at each of four ticks`() {
    var cadence = Cadence(interval: 1, perSecond: 100)
    #expect(cadence.tick == 0.25)
    #expect(shares(&cadence, ticks: 8, every: 0.25) == Array(repeating: 25, count: 8))
  }

  @Test(arguments: [
    (0.05, 100, 5), (1, 100, 100), (1, 1, 1), (1, 7, 7), (10, 100, 100), (2, 30, 30),
  ])
  func `the budget of a second is never passed for long`(
    interval: TimeInterval, perSecond: Int, limit: Int
  ) {
    var cadence = Cadence(interval: interval, perSecond: perSecond)
    let ticks = 400
    let spent = shares(&cadence, ticks: ticks, every: cadence.tick).reduce(0, +)
    let seconds = Double(ticks) * cadence.tick
    let allowed = Double(perSecond) * seconds
    #expect(Double(spent) <= allowed + Double(perSecond) * cadence.tick + 1)
    #expect(Double(spent) >= allowed * 0.95)
  }

  @Test func `a rest saves no more than one request`() {
    var cadence = Cadence(interval: 1, perSecond: 100)
    _ = shares(&cadence, ticks: 1, every: 0.25)
    #expect(cadence.share(at: start.addingTimeInterval(3600)) == 25)
  }

  @Test func `a sweep that the user asked for is saved up again`() {
    var cadence = Cadence(interval: 1, perSecond: 100)
    _ = cadence.share(at: start)
    cadence.spend(cadence.sweepShare)
    cadence.spend(cadence.sweepShare)
    #expect(shares(&cadence, ticks: 6, every: 0.25) == [0, 0, 0, 0, 0, 25])
  }

  @Test func `a clock that was set back costs a tick and no more`() {
    var cadence = Cadence(interval: 1, perSecond: 100)
    #expect(shares(&cadence, ticks: 1, every: 0.25, from: 100_000) == [25])
    #expect(shares(&cadence, ticks: 2, every: 0.25) == [1, 25])
  }

  @Test func `a node four times slower than at its best gets half, until it recovers`() {
    var cadence = Cadence(interval: 1, perSecond: 100)
    for _ in 1...50 { cadence.took(0.02) }
    #expect(cadence.rate == 100)
    for _ in 1...50 { cadence.took(0.079) }
    #expect(cadence.rate == 100)
    for _ in 1...50 { cadence.took(0.09) }
    #expect(cadence.rate == 50)
    for _ in 1...50 { cadence.took(0.07) }
    #expect(cadence.rate == 50)
    for _ in 1...50 { cadence.took(0.05) }
    #expect(cadence.rate == 100)
  }

  @Test func `what is fast for any node is no strain`() {
    var cadence = Cadence(interval: 1, perSecond: 100)
    cadence.took(0.0002)
    for _ in 1...50 { cadence.took(0.03) }
    #expect(!cadence.isStrained)
  }

  @Test(arguments: [
    (1.0, 0, nil), (1, 100, nil), (1, 125, nil), (1, 200, 2.0), (1, 300, 3), (1, 500, 5),
    (1, 540, 5), (1, 600, 10), (1, 5000, 60), (5, 500, nil), (5, 700, 10), (0.1, 100, 1),
    (1, 1_000_000, 3600),
  ])
  func `an age that the budget stretches is told in coarse steps`(
    interval: TimeInterval, count: Int, stretch: TimeInterval?
  ) {
    var cadence = Cadence(interval: interval, perSecond: 100)
    cadence.follow(count)
    #expect(cadence.stretch == stretch)
  }

  @Test func `a count that wavers about a step changes nothing that is told`() {
    var cadence = Cadence(interval: 1, perSecond: 100)
    cadence.follow(560)
    #expect(cadence.stretch == 10)
    for count in [545, 560, 500, 551] {
      cadence.follow(count)
      #expect(cadence.stretch == 10)
    }
    cadence.follow(400)
    #expect(cadence.stretch == 5)
    cadence.follow(90)
    #expect(cadence.stretch == nil)
  }

  @Test func `a slow node stretches it as well`() {
    var cadence = Cadence(interval: 1, perSecond: 100)
    cadence.took(0.2)
    cadence.follow(60)
    // Two at a time: ten a second.
    #expect(cadence.stretch == 10)
  }
}
