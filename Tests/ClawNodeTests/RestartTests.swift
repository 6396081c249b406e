import ClawLink
import ClawStorage
import Foundation
import TestSupport
import Testing

@testable import ClawNode

/// What a store brings over from one engine to the next.
@Suite(.timeLimit(.minutes(1)))
struct RestartTests {
  /// Runs one engine on a store, ends it, and another one on the same store.
  private func restarting(
    agents: [any Agent], at date: ManualDate = ManualDate(),
    first: (TaskEngine) async throws -> Void, then second: (TaskEngine) async throws -> Void
  ) async throws {
    try await TemporaryFolder.use { folder in
      func engine() throws -> TaskEngine {
        try TaskEngine(
          agents: agents, store: NodeStore(folder: folder.path), limits: NodeLimits(slots: 1),
          now: { date.now })
      }
      let one = try engine()
      await one.resume()
      try await first(one)
      await one.shutDown()
      let two = try engine()
      await two.resume()
      try await second(two)
      await two.shutDown()
    }
  }

  @Test func `a task that has ended stays as it ended, to the byte`() async throws {
    let prompt = "a\u{0}b\u{1b}[31m é😀\n"
    var before: [TaskState] = []
    try await restarting(agents: [QuickAgent(), QuickAgent(type: "bad", fails: true)]) { engine in
      for agent in ["quick", "bad"] {
        let id = try await engine.submit(agent, prompt).id
        before.append(try await engine.finalState(of: id))
      }
      before.append(try await engine.state(of: engine.submitAndCancel("quick")))
    } then: { engine in
      #expect(before.map(\.status) == [.completed, .failed, .cancelled])
      #expect(before[0].result?.raw == prompt)
      for state in before {
        let now = try await engine.state(of: state.id)
        #expect(now == state)
      }
    }
  }

  @Test func `what was in work has failed, what waited goes on in its order`() async throws {
    let date = ManualDate()
    let agent = PatientAgent()
    var ids: [TaskID] = []
    try await restarting(agents: [agent], at: date) { engine in
      for number in 1...3 { ids.append(try await engine.submit("patient", "\(number)").id) }
      try await agent.clock.waitForSleepers(1)
      date.advance(by: 5)
    } then: { engine in
      let interrupted = try await engine.state(of: ids[0])
      #expect(interrupted.startedAt != nil)
      #expect(interrupted.status == .failed)
      #expect(interrupted.error?.raw == "interrupted by a restart of the node")
      #expect(interrupted.executionTime == 5)
      #expect(!interrupted.isUnknownToNode)
      for (id, prompt) in zip(ids.dropFirst(), ["2", "3"]) {
        try await agent.clock.waitForSleepers(1)
        agent.clock.advance(by: .seconds(1))
        #expect(try await engine.finalState(of: id).result?.raw == prompt)
      }
    }
  }

  @Test func `a context comes back as deep as it was`() async throws {
    let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    let context = try #require(
      try JSONReader.value(of: Data(#"{"deep":\#(deep),"nul":"\u0000"}"#.utf8)).object)
    let job = AgentJob(prompt: NodeText("p"), context: context)
    let store = try NodeStore()
    let task = NodeTask(
      id: TaskID("t"), agentType: NodeText("a"), job: job, submittedAt: Date(stored: 0))
    try store.commit([.added(task)])
    #expect(try store.unfinishedTasks().first?.job == job)
  }

  @Test func `sessions, the audit log and the instance survive, the boot does not`() async throws {
    let date = ManualDate()
    var session: SessionInfo?
    var health: NodeHealth?
    try await restarting(agents: [], at: date) { engine in
      session = try await engine.openSession(userID: NodeText("zoë\u{0}"))
      health = engine.health()
      date.advance(by: 30)
      _ = try await engine.session(Caller(sessionID: session?.id))
    } then: { engine in
      let again = try #require(try await engine.session(Caller(sessionID: session?.id)))
      #expect(again.userId == session?.userId)
      #expect(again.createdAt == session?.createdAt)
      let now = engine.health()
      #expect(now.instance == health?.instance)
      #expect(now.boot != health?.boot)
      let reader = Caller(sessionID: try await engine.openSession(userID: nil).id)
      let events = try await engine.auditEvents(
        AuditFilter(userId: "zoë\u{0}"), caller: reader)
      #expect(events.map(\.type.raw) == ["session.created"])
    }
  }

  @Test func `a session's last use is stored when a node ends`() async throws {
    let date = ManualDate()
    var id = ""
    try await restarting(agents: [], at: date) { engine in
      id = try await engine.openSession(userID: nil).id
      date.advance(by: 10)
      _ = try await engine.session(Caller(sessionID: id))
    } then: { engine in
      date.advance(by: SessionStore.lifetime - 5)
      #expect(try await engine.session(Caller(sessionID: id)) != nil)
      date.advance(by: SessionStore.lifetime)
      await #expect(throws: Refusal.sessionUnknown) {
        try await engine.session(Caller(sessionID: id))
      }
      let reader = Caller(sessionID: try await engine.openSession(userID: nil).id)
      let ended = try await engine.auditEvents(AuditFilter(type: .sessionDeleted), caller: reader)
      #expect(ended.map(\.sessionId?.raw) == [String(id.prefix(8))])
    }
  }

  @Test func `a second node on the same store is refused, and a look at it is not`() async throws {
    try await TemporaryFolder.use { folder in
      let first = try NodeStore(folder: folder.path)
      #expect(throws: NodeStore.Failure.inUse(folder: folder.path)) {
        try NodeStore(folder: folder.path)
      }
      let look = try NodeStore(folder: folder.path, isForNode: false)
      try look.setRole(.viewer, of: NodeText("ann"))
      #expect(try first.accessList().role(of: NodeText("ann")) == .viewer)
    }
  }

  @Test func `nobody else can read what is stored`() async throws {
    try await TemporaryFolder.use { folder in
      let store = try NodeStore(folder: folder.path)
      try store.prepareOwner(NodeText("me"))
      try store.announce("http://127.0.0.1:8000")
      let files = FileManager.default
      for name in try files.contentsOfDirectory(atPath: folder.path) + ["."] {
        let mode = try files.attributesOfItem(atPath: folder.path + "/" + name)[.posixPermissions]
        #expect((mode as? Int).map { $0 & 0o077 } == 0, "\(name)")
      }
    }
  }

  @Test func `the log keeps the newest 10,000 events`() async throws {
    let store = try NodeStore()
    func append(_ count: Int) throws {
      try store.commit(
        (0..<count).map { _ in
          .event(.of(.taskSubmitted, task: TaskID("t"), at: Date(stored: 0)))
        })
    }
    try store.commit([.event(.of(.taskFailed, task: TaskID("first"), at: Date(stored: 0)))])
    try append(NodeStore.auditCapacity - 1)
    #expect(try await store.events(AuditFilter(type: .taskFailed)).count == 1)
    try append(1)
    #expect(try await store.events(AuditFilter(type: .taskFailed)).isEmpty)
    #expect(try await store.events(AuditFilter(limit: 1000)).count == 1000)
  }
}
