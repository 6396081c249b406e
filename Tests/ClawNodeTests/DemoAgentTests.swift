import ClawLink
import TestSupport
import Testing

@testable import ClawNode

struct DemoScriptTests {
  private func script(_ prompt: String) -> DemoScript { DemoScript(prompt: NodeText(prompt)) }

  /// From the first moment to the end.
  private func length(of prompt: String) -> Duration {
    let script = script(prompt)
    return script.beats.reduce(script.end) { $0 + $1.delay }
  }

  private func states(of prompt: String) -> [AgentStep] {
    script(prompt).beats.flatMap(\.steps).filter {
      [.planning, .running, .waiting].contains($0)
    }
  }

  @Test(arguments: [
    ("write a login component", 10), ("work for 30s", 30), ("work for 30 s", 30),
    ("for 1s", 1), ("FOR 3600s", 3600), ("look for bugs for 20s", 20), ("fail for 40s", 40),
    ("wait for 40s", 40), ("wait for 40s and fail", 40),
    ("for 0s", 10), ("for 3601s", 10), ("for ever", 10), ("what is it for", 10), ("", 10),
  ])
  func `the whole takes as long as the prompt says`(prompt: String, seconds: Int) {
    let difference = length(of: prompt) - .seconds(seconds)
    #expect(difference < .milliseconds(1) && difference > .milliseconds(-1))
  }

  @Test func `work goes through planning to running`() {
    #expect(states(of: "go on").first == .planning)
    #expect(states(of: "go on").last == .running)
    #expect(!states(of: "go on").contains(.waiting))
  }

  @Test(arguments: ["wait", "it waits", "Waiting, please"])
  func `a prompt that speaks of waiting waits once and goes on`(prompt: String) throws {
    let states = states(of: prompt)
    let waits = states.indices.filter { states[$0] == .waiting }
    #expect(waits.count == 1)
    #expect(states.last == .running)
  }

  @Test func `a prompt that speaks of asking asks once, in the middle`() throws {
    let beats = script("ask me for 20s").beats
    let asking = try #require(beats.firstIndex { $0.question != nil })
    #expect(beats.filter { $0.question != nil }.count == 1)
    #expect(beats[asking...].contains { $0.steps.contains(.running) })
    #expect(script("go on").beats.allSatisfy { $0.question == nil })
  }

  @Test(arguments: [
    ("fail", true), ("this fails", true), ("a FAILING test", true), ("do not failover", false),
    ("succeed", false),
  ])
  func `a prompt that speaks of failing fails`(prompt: String, fails: Bool) {
    #expect(script(prompt).fails == fails)
  }

  @Test func `progress never goes back and stays below the end`() {
    let percents = script("go on").beats.flatMap(\.steps).compactMap { step in
      if case .progress(let percent) = step { percent } else { nil }
    }
    #expect(percents == percents.sorted())
    #expect(percents.first == 0)
    #expect(percents.allSatisfy { $0 < 100 })
  }
}

@Suite(.timeLimit(.minutes(1)))
struct DemoAgentTests {
  /// Answers every question alike.
  private struct TalkingClient: AgentClient {
    let taskID = TaskID("1")
    var answer = ""

    func take(_ step: AgentStep) async {}
    func ask(_ question: NodeText) async throws -> NodeText { NodeText(answer) }
  }

  private func work(_ prompt: String, answer: String = "") async throws -> NodeText {
    let clock = ManualClock()
    let ended = AwaitedCount()
    let call = Task {
      defer { ended.change(by: 1) }
      return try await DemoAgent(clock: clock).work(
        on: AgentJob(prompt: NodeText(prompt)), for: TalkingClient(answer: answer)
      ).text
    }
    try await clock.advance { ended.value > 0 }
    return try #require(try await call.value)
  }

  @Test func `a result says what was asked`() async throws {
    let result = try await work("write\na login component")
    #expect(result.raw.hasSuffix("The prompt was:\nwrite\na login component"))
  }

  @Test func `a result says what was answered`() async throws {
    let result = try await work("ask whatever you like", answer: "do as you please")
    #expect(result.raw.contains("The answer was:\ndo as you please\n"))
  }

  @Test func `a failure says why`() async throws {
    let failure = try #require(
      await #expect(throws: AgentFailure.self) { try await work("fail please") })
    #expect(failure.message.raw.hasPrefix("The tests fail, as the prompt asked for"))
  }

  @Test func `a cancelled agent stops at once`() async throws {
    let clock = ManualClock()
    let call = Task {
      try await DemoAgent(clock: clock).work(
        on: AgentJob(prompt: NodeText("go on")), for: TalkingClient())
    }
    try await clock.waitForSleepers(1)
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    #expect(clock.sleeperCount == 0)
  }
}
