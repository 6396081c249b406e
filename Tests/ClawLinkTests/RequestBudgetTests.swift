import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ClawLink

@Suite(.timeLimit(.minutes(1)))
struct RequestBudgetTests {
  @Test func `a second's worth goes at once, the rest one after the other`() async throws {
    let clock = ManualClock()
    let budget = RequestBudget(perSecond: 10, clock: clock)
    for _ in 1...10 { try await budget.spend() }
    #expect(clock.sleeperCount == 0)
    let passed = AwaitedCount()
    let waiting = (1...5).map { _ in
      Task {
        try await budget.spend()
        passed.change(by: 1)
      }
    }
    try await clock.waitForSleepers(5)
    for number in 1...5 {
      #expect(passed.value == number - 1)
      clock.advance(by: .milliseconds(100))
      try await passed.reaches(number)
    }
    for task in waiting { try await task.value }
  }

  @Test func `a rest fills the budget up to a second's worth and no further`() async throws {
    let clock = ManualClock()
    let budget = RequestBudget(perSecond: 10, clock: clock)
    for _ in 1...10 { try await budget.spend() }
    clock.advance(by: .seconds(60))
    for _ in 1...10 { try await budget.spend() }
    let next = Task { try await budget.spend() }
    try await clock.waitForSleepers(1)
    clock.advance(by: .milliseconds(100))
    try await next.value
  }

  @Test func `who gives up leaves its turn to others`() async throws {
    let clock = ManualClock()
    let budget = RequestBudget(perSecond: 1, clock: clock)
    try await budget.spend()
    let impatient = Task { try await budget.spend() }
    try await clock.waitForSleepers(1)
    impatient.cancel()
    await #expect(throws: ClawLinkError.cancelled) { try await impatient.value }
    let next = Task { try await budget.spend() }
    try await clock.waitForSleepers(1)
    clock.advance(by: .seconds(1))
    try await next.value
  }

  @Test func `looks at tasks wait for it, and what a user does never`() async throws {
    let clock = ManualClock()
    try await MisbehavingNode.running(.wellBehaved()) { node in
      let adapter = ClawLinkTransportAdapter(
        try ClawLinkConfiguration(baseUrl: node.url, requestsPerSecond: 1), clock: clock)
      _ = try await adapter.queryTaskState(TaskID("t"))
      let waiting = Task { try await adapter.queryTaskState(TaskID("t")) }
      try await clock.waitForSleepers(1)
      for operation in Operation.allCases where operation != .state {
        try await operation.run(on: adapter)
      }
      #expect(node.requests(for: "/api/runtime/tasks/t/state").count == 1)
      clock.advance(by: .seconds(1))
      let state = try await waiting.value
      #expect(state?.status == .completed)
      await adapter.close()
    }
  }
}
