import Foundation

/// How long a node took to answer, span by span. A span is told once it is over, so that a record
/// changes no more often than that.
struct LatencyTrail {
  /// Newest last. None of a span in which nothing was asked.
  private(set) var samples: [LatencySample] = []
  /// When the span that is running began; `nil` before the first request.
  private var start: Date?
  /// Seconds, of the running span.
  private var slowest: TimeInterval?
  /// Something was asked and nothing answered since.
  private var isOwed = false

  mutating func asked(at now: Date) {
    lookAt(now)
    isOwed = true
  }

  /// - Parameter seconds: how long the answer took.
  mutating func answered(after seconds: TimeInterval, at now: Date) {
    lookAt(now)
    isOwed = false
    slowest = max(slowest ?? 0, seconds)
  }

  /// Ends the spans that are over.
  mutating func lookAt(_ now: Date) {
    let current = Self.start(ofSpanAt: now)
    guard let start, start < current else {
      // A clock that was set back: what lies ahead is from before.
      if start != current { samples.removeAll { $0.time >= current } }
      self.start = current
      return
    }
    let oldest = current - Double(LatencySample.limit) * LatencySample.span
    for time in stride(from: max(start, oldest), to: current, by: LatencySample.span) {
      if slowest != nil || isOwed { samples.append(LatencySample(time: time, slowest: slowest)) }
      slowest = nil
    }
    samples = samples.suffix(LatencySample.limit)
    self.start = current
  }

  private static func start(ofSpanAt time: Date) -> Date {
    let spans = (time.timeIntervalSinceReferenceDate / LatencySample.span).rounded(.down)
    return Date(timeIntervalSinceReferenceDate: spans * LatencySample.span)
  }
}
