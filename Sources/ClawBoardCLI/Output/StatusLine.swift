import ClawLink
import ClawMirror
import Foundation

/// What a status bar says of all nodes together.
struct StatusLine {
  /// Seconds after which what is known counts as old: a node with nothing at work is asked once a
  /// minute.
  private static let fresh: TimeInterval = 120

  let text: String

  /// - Parameter counts: what is live, and what ended lately, on all of them.
  init(_ snapshots: [BoardSnapshot], _ counts: TaskCounts, at now: Date = Date()) {
    let unconfirmed = snapshots.reduce(0) { $0 + $1.node.unconfirmed.count }
    let parts: [(Int, String)] = [
      (counts[.pending], "pend"), (counts[.planning], "plan"), (counts[.running], "run"),
      (counts[.waiting], "wait!"), (counts[.failed], "fail!"), (counts.lost, "LOST"),
      (unconfirmed, "UNCONFIRMED"),
    ]
    let said = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let oldest = snapshots.map { $0.lastAnswer ?? .distantPast }.min()
    let age = oldest.map { now.timeIntervalSince($0) } ?? 0
    let remark =
      age <= Self.fresh
      ? "" : oldest == .distantPast ? " (never asked)" : " (\(Duration.coarse(seconds: age)) old)"
    text = (said.isEmpty ? "idle" : said.joined(separator: " ")) + remark
  }
}
