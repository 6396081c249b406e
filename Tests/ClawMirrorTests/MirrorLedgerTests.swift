import ClawLink
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ClawMirror

/// Mirrors on a ledger.
@Suite(.timeLimit(.minutes(1)))
struct MirrorLedgerTests {
  private let adapter = ScriptedAdapter()
  private let date = ManualDate()

  private func mirror(_ ledger: Ledger) -> NodeMirror {
    let date = date
    return NodeMirror(
      node: NodeRecord(name: NodeName("n"), url: "http://n"), adapter: adapter, ledger: ledger,
      now: { date.now })
  }

  private func submitted(_ id: String, _ status: TaskStatus = .pending) async {
    await adapter.script {
      $0.submitAnswer = .success(TaskState(id: TaskID(id), status: status))
    }
  }

  private var request: TaskSubmitRequest {
    TaskSubmitRequest(agentId: "ollama", description: "Title", input: "the prompt")
  }

  @Test func `the next mirror begins with what the last one knew`() async throws {
    let ledger = try Ledger()
    await submitted("t")
    let record = try await mirror(ledger).submit(request)
    let next = mirror(ledger)
    #expect(await next.snapshot.tasks == [record])
    #expect(record.prompt?.raw == "the prompt")
    guard case .snapshot(let snapshot)? = await next.events.first(where: { _ in true }) else {
      Issue.record("no snapshot")
      return
    }
    #expect(snapshot.tasks == [record])
  }

  @Test func `what is told was stored before`() async throws {
    let ledger = try Ledger()
    let mirror = mirror(ledger)
    await adapter.hold("t", .running, at: date.now)
    await mirror.pollOnce()
    let told = await mirror.snapshot.tasks
    #expect(told.map(\.status) == [.running])
    #expect(try ledger.beginning(of: .n).tasks == told)
  }

  @Test
  func `a submission whose answer is lost stands in the ledger, one that was refused does not`()
    async throws
  {
    let ledger = try Ledger()
    let mirror = mirror(ledger)
    await adapter.script { $0.submitAnswer = .failure(MirrorScene.unconfirmed) }
    await #expect(throws: ClawLinkError.self) { try await mirror.submit(request) }
    let pending = try ledger.pendingSubmissions(to: .n)
    #expect(pending.map(\.request.input) == ["the prompt"])
    #expect(pending.map(\.sentAt) == [date.now])
    await adapter.script {
      $0.submitAnswer = .failure(.notPermitted(node: "n", permission: NodeText("p")))
    }
    await #expect(throws: ClawLinkError.self) { try await mirror.submit(request) }
    #expect(try ledger.pendingSubmissions(to: .n) == pending)
  }

  @Test func `a task and the end of its submission are stored together or not at all`() async throws
  {
    let ledger = try Ledger()
    let mirror = mirror(ledger)
    try ledger.write {
      try $0.execute(
        sql: """
          CREATE TRIGGER dies BEFORE DELETE ON submission BEGIN SELECT RAISE(ABORT, 'killed'); END
          """)
    }
    await submitted("t")
    _ = try await mirror.submit(request)
    #expect(try ledger.beginning(of: .n).tasks.isEmpty)
    #expect(try ledger.pendingSubmissions(to: .n).count == 1)
    try ledger.write { try $0.execute(sql: "DROP TRIGGER dies") }
    await mirror.takePart()
    #expect(try ledger.beginning(of: .n).tasks.count == 1)
    #expect(try ledger.pendingSubmissions(to: .n).isEmpty)
    #expect(await mirror.snapshot.node.ledgerFault == nil)
  }

  @Test func `what cannot be stored is told all the same, with the fault, and stored later`()
    async throws
  {
    let ledger = try Ledger()
    let mirror = mirror(ledger)
    try ledger.write {
      try $0.execute(
        sql: """
          CREATE TRIGGER full BEFORE INSERT ON task BEGIN
            SELECT RAISE(ABORT, 'database or disk is full');
          END
          """)
    }
    await adapter.hold("t", .running, at: date.now)
    await mirror.pollOnce()
    #expect(await mirror.snapshot.tasks.map(\.status) == [.running])
    #expect(await mirror.snapshot.node.ledgerFault != nil)
    try ledger.write { try $0.execute(sql: "DROP TRIGGER full") }
    date.advance(by: 1)
    await adapter.set("t", .completed)
    await mirror.pollOnce()
    #expect(await mirror.snapshot.node.ledgerFault == nil)
    let stored = try ledger.beginning(of: .n).tasks
    #expect(stored == (await mirror.snapshot.tasks))
    let events = stored.first?.history.map(\.event) ?? []
    #expect(events.contains(.moved(from: .running, to: .completed)))
  }

  @Test func `three failures are three in the ledger too, and told once`() async throws {
    let ledger = try Ledger()
    let mirror = mirror(ledger)
    await adapter.hold("t", .pending, at: date.now)
    await mirror.pollOnce()
    let fault = ClawLinkError.nodeFault(node: "n", operation: "read a task's state", status: 500)
    for round in 1...2 {
      await adapter.script { $0.states["t"] = .failure(fault) }
      for _ in 1...round + 1 { await poll(mirror) }
      #expect(await mirror.snapshot.tasks.map(\.isUnreadable) == [round == 2])
      guard round == 1 else { break }
      // One that can be read in between begins the count anew.
      await adapter.set("t", .pending)
      await poll(mirror)
    }
    let stored = try ledger.beginning(of: .n).tasks
    #expect(stored.map(\.isUnreadable) == [true])
    #expect(stored.map { $0.history.map(\.event) } == [[.submitted, .unreadable]])
    await mirror.finish()
    let told = await mirror.events.reduce(into: 0) { $0 += $1.changedTasks == ["t"] ? 1 : 0 }
    #expect(told == 2)
  }

  private func poll(_ mirror: NodeMirror) async {
    date.advance(by: 1)
    await mirror.pollOnce()
  }
}
