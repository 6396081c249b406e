import ClawLink
import ClawMirror
import Foundation

/// How long tasks of an agent took on a node in the last 30 days, those that completed.
struct UsualDuration: Sendable, Equatable {
  /// Fewer say nothing of what is usual.
  private static let least = 5

  /// Seconds.
  let median: TimeInterval
  let p90: TimeInterval
  /// Of so many tasks.
  let count: Int

  init?(_ durations: Durations) {
    guard durations.count >= Self.least, let median = durations.quantile(0.5),
      let p90 = durations.quantile(0.9)
    else { return nil }
    (self.median, self.p90, count) = (median, p90, durations.count)
  }

  /// `usually 3m, p90 8m12 (of 24)`.
  var words: String {
    "\(shortWords) (of \(count))"
  }

  /// `usually 3m, p90 8m12`, where there is less room.
  var shortWords: String { "usually \(medianWord), p90 \(Self.short(p90))" }

  /// `3m`.
  var medianWord: String { Self.short(median) }

  private static func short(_ seconds: TimeInterval) -> String {
    let duration = Ages.duration(seconds)
    return duration.count > 3 && duration.hasSuffix("00") ? String(duration.dropLast(2)) : duration
  }
}

extension Model {
  /// How long a task may take that is at work where no progress shows; `nil` where that is not so,
  /// or too little is known.
  func usualDuration(of record: TaskRecord) -> UsualDuration? {
    guard record.isLive, let node = nodes[record.key.node], !node.showsProgress,
      record.status == .running || marks(of: record).contains(.working),
      let agent = paneData.month[node.name]?.statistics?.agent(record.agent)
    else { return nil }
    return UsualDuration(agent[.completed].durations)
  }
}
