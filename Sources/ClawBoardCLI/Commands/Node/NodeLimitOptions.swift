import ArgumentParser
import ClawNode

/// How much a node takes.
struct NodeLimitOptions: ParsableArguments {
  @Option(help: "How many tasks are in work at once, 1 to 1000; the others wait in PENDING.")
  var slots = NodeLimits().slots

  @Option(help: "How many tasks may wait, 1 to 1000000.")
  var maxWaiting = NodeLimits().waiting

  @Option(help: "How many sessions may be open, 1 to 1000000.")
  var maxSessions = NodeLimits().sessions

  @Option(help: "Bytes of a prompt, 1024 to 268435456.")
  var maxPromptBytes = NodeLimits().promptBytes

  @Option(help: "Bytes of a context as JSON, 1024 to 268435456.")
  var maxContextBytes = NodeLimits().contextBytes

  @Option(help: "Bytes of a result as JSON, 1024 to 268435456; a longer one is cut, and says so.")
  var maxResultBytes = NodeLimits().resultBytes

  var limits: NodeLimits {
    NodeLimits(
      slots: slots, waiting: maxWaiting, sessions: maxSessions, promptBytes: maxPromptBytes,
      contextBytes: maxContextBytes, resultBytes: maxResultBytes)
  }

  func validate() throws {
    try check(slots, 1...1000, "--slots")
    try check(maxWaiting, 1...1_000_000, "--max-waiting")
    try check(maxSessions, 1...1_000_000, "--max-sessions")
    for (bytes, flag) in [
      (maxPromptBytes, "--max-prompt-bytes"), (maxContextBytes, "--max-context-bytes"),
      (maxResultBytes, "--max-result-bytes"),
    ] {
      try check(bytes, 1024...268_435_456, flag)
    }
  }

  private func check(_ value: Int, _ range: ClosedRange<Int>, _ flag: String) throws {
    guard !range.contains(value) else { return }
    throw ValidationError(
      "\(flag): \(value) is out of range: give \(range.lowerBound) to \(range.upperBound).")
  }
}
