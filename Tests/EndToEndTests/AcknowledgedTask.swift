/// What a node has said of a task: it must not take that back.
struct AcknowledgedTask: Sendable {
  private static let interrupted = "interrupted by a restart of the node"

  private(set) var last: TaskAnswer
  /// Whether a cancel was answered with success.
  var isCancelled = false

  init(_ submitted: TaskAnswer) {
    last = submitted
  }

  var hasEnded: Bool { last.isFinal || isCancelled }

  /// Whether it was in work when the node ended.
  var isInterrupted: Bool { last.error == Self.interrupted }

  /// Takes what the node says now, and gives what that takes back.
  mutating func see(_ now: TaskAnswer, afterRestart: Bool) -> [String] {
    let problems = takenBack(by: now) + (afterRestart ? goneOn(in: now) : []) + now.contradictions
    last = now
    return problems
  }

  private func takenBack(by now: TaskAnswer) -> [String] {
    if now.isUnknownToNode { return ["it is not known any more, after \(last.state)"] }
    if last.isFinal {
      return now == last ? [] : ["it had ended as \(last), and now is \(now)"]
    }
    if isCancelled, now.state != "cancelled" { return ["it was cancelled, and now is \(now)"] }
    return Self.rank(now) < Self.rank(last) ? ["it was \(last.state), and now is \(now.state)"] : []
  }

  /// Nobody works on after a restart, and a task that was begun is not begun again.
  private func goneOn(in now: TaskAnswer) -> [String] {
    guard last.isInWork, !now.isUnknownToNode else { return [] }
    if !now.isFinal { return ["it was \(last.state) before the restart, and is \(now.state)"] }
    return now.state == "failed" && now.error != Self.interrupted
      ? ["it failed by a restart with \(now.error ?? "-")"] : []
  }

  private static func rank(_ answer: TaskAnswer) -> Int {
    switch answer.state {
    case "pending": 0
    case "planning": 1
    case "running", "waiting": 2
    default: 3
    }
  }
}
