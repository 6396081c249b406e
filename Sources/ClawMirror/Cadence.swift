import Foundation

/// How often and how much a node is asked: the ticks of an interval, the share of the budget that a
/// tick may spend, and how far the budget stretches the age of what is shown.
struct Cadence {
  static let ticksPerInterval = 4.0
  /// A node that is this many times slower than at its best gets half of the budget.
  static let strain = 4.0
  /// No node counts as slow below so many times this many milliseconds: what is measured there is
  /// rather our own machine.
  static let fastMs = 10.0
  /// Requests under way at once. More would only queue in the node's one thread (CONTRACT 22).
  static let lanes = 2
  /// Ages are told in these steps, in seconds, so that they change seldom.
  private static let steps: [TimeInterval] = [
    1, 2, 3, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600,
  ]

  let interval: TimeInterval
  /// Requests a second, as set.
  let perSecond: Int
  private var credit: Double
  private var refilledAt = Date.distantPast
  private var latencyMs: Double?
  private var bestMs: Double?
  /// The node is slow for its kind.
  private(set) var isStrained = false
  /// Seconds between two looks at an ordinary task, where that is more than an interval.
  private(set) var stretch: TimeInterval?

  init(interval: TimeInterval, perSecond: Int) {
    self.interval = interval
    self.perSecond = perSecond
    credit = 0
    credit = mostPerTick
  }

  /// Seconds between two ticks.
  var tick: TimeInterval { interval / Self.ticksPerInterval }

  /// Seconds after which a task is due again: less than an interval, as no tick is on time.
  var dueAge: TimeInterval { interval - tick / 2 }

  var budget: PollBudget { PollBudget(set: perSecond, isHalved: isStrained) }

  /// Requests a second.
  var rate: Double { budget.inForce }

  private var mostPerTick: Double { (rate * tick).rounded(.up) }

  // MARK: The budget

  /// How many requests may go now.
  mutating func share(at now: Date) -> Int {
    let elapsed = max(0, now.timeIntervalSince(refilledAt))
    refilledAt = now
    credit = min(credit + rate * elapsed, mostPerTick + 1)
    // Sums of fractions fall short by a little.
    return max(0, Int(min(credit + 0.001, mostPerTick)))
  }

  /// A second's worth may be owed, as after a sweep that the user asked for.
  mutating func spend(_ count: Int) {
    credit = max(credit - Double(count), -rate)
  }

  /// How many a sweep may ask for.
  var sweepShare: Int { max(25, Int(Double(perSecond) * interval)) }

  // MARK: The node's speed

  /// A request for a state took this long.
  mutating func took(_ seconds: TimeInterval) {
    let ms = max(0, seconds * 1000)
    let smoothed = latencyMs.map { $0 * 0.8 + ms * 0.2 } ?? ms
    latencyMs = smoothed
    bestMs = min(bestMs ?? smoothed, smoothed)
    let limit = max(bestMs ?? 0, Self.fastMs) * Self.strain
    // It stops counting as slow a little below, so that it does not flutter.
    isStrained = smoothed >= limit * (isStrained ? 0.75 : 1)
  }

  // MARK: The age of what is shown

  /// So many tasks are to be looked at once an interval.
  mutating func follow(_ count: Int) {
    var perSecond = rate
    if let latencyMs, latencyMs > 0 {
      perSecond = min(perSecond, Double(Self.lanes) * 1000 / latencyMs)
    }
    let sweep = Double(count) / perSecond
    // Up at once, down only when it is clearly less.
    let up = step(for: sweep)
    let down = step(for: sweep * 1.25)
    if up > (stretch ?? 0) {
      stretch = up
    } else if down < (stretch ?? 0) {
      stretch = down > 0 ? down : nil
    }
  }

  /// Zero where an interval is enough.
  private func step(for sweep: TimeInterval) -> TimeInterval {
    guard sweep > interval * 1.25 else { return 0 }
    return Self.steps.first { sweep <= $0 * 1.1 } ?? Self.steps.last ?? sweep
  }
}
