import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawNode

@Suite(.timeLimit(.minutes(1)))
struct TaskAnswerTests {
  @Test func `an answer follows its task through every change`() async throws {
    let clock = ManualClock()
    let engine = try TaskEngine(agents: [DemoAgent(clock: clock)])
    let task = try await engine.submit("demo", "wait")
    var seen: [TaskStatus] = []
    try await clock.advance {
      let answer = try await engine.stateAnswer(of: task.id, caller: Caller())
      let status = try JSONDecoder().decode(TaskState.self, from: answer.body).status
      if status != seen.last { seen.append(status) }
      return status.isFinal
    }
    // It may have begun before the first look.
    #expect(seen.drop { $0 == .pending } == [.planning, .running, .waiting, .running, .completed])
  }

  @Test func `an answer that was given before is not for everybody`() async throws {
    let engine = try TaskEngine(agents: [PatientAgent()])
    let task = try await engine.submit("patient")
    _ = try await engine.stateAnswer(of: task.id, caller: Caller())
    await #expect(throws: Refusal.sessionUnknown) {
      try await engine.stateAnswer(of: task.id, caller: Caller(sessionID: "unknown"))
    }
    await engine.shutDown()
  }
}
