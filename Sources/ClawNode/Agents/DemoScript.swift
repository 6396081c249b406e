import ClawLink

/// What the demo agent does for a prompt: a list of steps, each after a delay, and an end.
///
/// Words in the prompt steer it: `fail` ends badly, `wait` spends a while in WAITING, `ask`
/// waits there for an answer, `for 30s` (1 to 3600) sets how long the whole takes without that; 10 s
/// otherwise.
struct DemoScript: Sendable, Equatable {
  struct Beat: Sendable, Equatable {
    let delay: Duration
    let steps: [AgentStep]
    /// What it asks then; it goes on when it is answered.
    var question: NodeText?
  }

  let beats: [Beat]
  /// From the last beat to the end.
  let end: Duration
  let fails: Bool

  private static let work = [
    "reading the code", "writing the change", "running the tests", "reading the test report",
    "writing the summary",
  ]

  init(prompt: NodeText) {
    let words = prompt.raw.lowercased().split { !$0.isLetter && !$0.isNumber }
    let total = Duration.seconds(Self.seconds(in: words) ?? 10)
    fails = words.contains { ["fail", "fails", "failing"].contains($0) }
    let waits = words.contains { ["wait", "waits", "waiting"].contains($0) }
    let asks = words.contains { ["ask", "asks", "asking"].contains($0) }

    var beats = [
      Beat(delay: total * 0.15, steps: [.planning, .message(NodeText("reading the prompt"))]),
      Beat(delay: total * 0.1, steps: [.message(NodeText("making a plan"))]),
    ]
    for (index, message) in Self.work.enumerated() {
      if waits, index == 2 {
        beats.append(
          Beat(
            delay: total * 0.1,
            steps: [.waiting, .message(NodeText("waiting for a free test machine"))]))
      }
      if asks, index == 2 {
        beats.append(
          Beat(
            delay: total * 0.1, steps: [.message(NodeText("a decision is needed"))],
            question: NodeText("Keep the old interface beside the new one?")))
      }
      let percent = index * 100 / Self.work.count
      beats.append(
        Beat(
          delay: total * 0.15,
          steps: [.running, .progress(percent), .message(NodeText(message))]))
      if fails, index == 3 { break }
    }
    // What is left out or put in does not change how long the whole takes.
    let end = total * 0.15
    let stretch = total / beats.reduce(end) { $0 + $1.delay }
    self.beats = beats.map {
      Beat(delay: $0.delay * stretch, steps: $0.steps, question: $0.question)
    }
    self.end = end * stretch
  }

  /// `30` out of `… for 30s …` or `… for 30 s …`, 120 out of `… for 2m …`.
  private static func seconds(in words: [Substring]) -> Int? {
    for (word, next) in zip(words, words.dropFirst()) where word == "for" {
      let number = next.prefix { $0.isNumber }
      guard let count = Int(number) else { continue }
      let seconds = next.dropFirst(number.count).hasPrefix("m") ? count.multipliedBy60 : count
      if (1...3600).contains(seconds) { return seconds }
    }
    return nil
  }
}

extension Int {
  /// Without an overflow: what is too much stays too much.
  fileprivate var multipliedBy60: Int { Swift.min(self, 1_000_000) * 60 }
}
