import ClawLink
import ClawStorage
import GRDB
import TestSupport
import Testing

@testable import ClawNode

/// A store that cannot be written for a while, as on a full disk.
@Suite(.timeLimit(.minutes(1)))
struct FailingStoreTests {
  private let store: NodeStore
  private let clock = ManualClock()

  init() throws {
    store = try NodeStore()
  }

  private func fill() throws {
    try store.database.write {
      try $0.execute(
        sql: """
          CREATE TRIGGER full BEFORE INSERT ON event BEGIN
            SELECT RAISE(ABORT, 'database or disk is full');
          END
          """)
    }
  }

  private func free() throws {
    try store.database.write { try $0.execute(sql: "DROP TRIGGER full") }
  }

  @Test func `what cannot be stored is refused and was not done`() async throws {
    let agent = PatientAgent()
    let engine = try TaskEngine(agents: [agent], store: store, clock: clock)
    let task = try await engine.submit("patient").id
    try await agent.clock.waitForSleepers(1)
    try fill()
    let refusal = try #require(
      await #expect(throws: Refusal.self) { try await engine.submit("patient") })
    #expect(refusal.status == 507)
    #expect(refusal.sentence.contains("database or disk is full"))
    await #expect(throws: Refusal.self) { try await engine.cancel(task) }
    await #expect(throws: Refusal.self) { try await engine.openSession(userID: nil) }
    #expect(try await engine.state(of: task).status == .running)
    #expect(engine.health().counts?["running"] == 1)
    #expect(engine.health().counts?["pending"] == 0)
    try free()
    #expect(try await engine.cancel(task))
  }

  @Test func `a result waits until it can be stored`() async throws {
    let agent = PatientAgent()
    let engine = try TaskEngine(agents: [agent], store: store, clock: clock)
    let task = try await engine.submit("patient", "the result").id
    try await agent.clock.waitForSleepers(1)
    try fill()
    agent.clock.advance(by: .seconds(1))
    try await clock.waitForSleepers(1)
    #expect(try await engine.state(of: task).status == .running)
    try free()
    clock.advance(by: .seconds(1))
    #expect(try await engine.finalState(of: task).result?.raw == "the result")
  }

  @Test func `no work begins that is not stored`() async throws {
    let agent = PatientAgent()
    let engine = try TaskEngine(
      agents: [agent, QuickAgent()], store: store, limits: NodeLimits(slots: 1), clock: clock)
    let first = try await engine.submit("patient").id
    let second = try await engine.submit("patient").id
    try await agent.clock.waitForSleepers(1)
    #expect(try store.unfinishedTasks().map(\.status) == [.running, .pending])
    try fill()
    agent.clock.advance(by: .seconds(1))
    try await clock.waitForSleepers(1)
    #expect(try await engine.state(of: first).status == .running)
    #expect(try await engine.state(of: second).status == .pending)
    try free()
    clock.advance(by: .seconds(1))
    try await agent.started.reaches(2)
    #expect(try await engine.state(of: second).status == .running)
    await engine.shutDown()
  }
}
