import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// In whose name things are changed, and answers to what tasks ask.
@Suite(.timeLimit(.minutes(1)))
struct SenderTests {
  private let ours = ScriptedAdapter()
  private let nobodys = ScriptedAdapter()
  private let ledger: Ledger
  private let mirror: NodeMirror

  init() throws {
    ledger = try Ledger()
    mirror = NodeMirror(
      node: NodeRecord(name: NodeName("n"), url: "http://n", userId: "ann"), adapter: ours,
      nobody: nobodys, ledger: ledger)
  }

  private let request = TaskSubmitRequest(agentId: "ollama", input: "the prompt")

  private func willTake(_ id: String, _ adapter: ScriptedAdapter) async {
    await adapter.script {
      $0.submitAnswer = .success(TaskState(id: TaskID(id), status: .pending))
      $0.states[id] = .success(TaskState(id: TaskID(id), status: .pending))
    }
  }

  @Test func `as nobody a task goes without our user, and is ours all the same`() async throws {
    await willTake("t", nobodys)
    let record = try await mirror.submit(request, as: .nobody)
    #expect(record.submitter == .us)
    #expect(record.ownUser == nil)
    #expect(await ours.takeCalls().filter { $0 == .submit("the prompt") }.isEmpty)
    await willTake("u", ours)
    let own = try await mirror.submit(request)
    #expect(own.ownUser?.raw == "ann")
  }

  @Test func `a cancel and another try go in the same name`() async throws {
    await willTake("t", nobodys)
    _ = try await mirror.cancel(TaskID("t"), as: .nobody)
    let cancels = await nobodys.takeCalls().filter { $0 == .cancel("t") }
    #expect(cancels.count == 1)
    #expect(await ours.takeCalls().filter { $0 == .cancel("t") }.isEmpty)
    let outcome = try await mirror.retry(TaskID("o"), with: request, as: .nobody)
    guard case .submitted(let record) = outcome else {
      Issue.record("not sent: \(outcome)")
      return
    }
    #expect(record.retryOf == TaskID("o"))
    #expect(record.ownUser == nil)
  }

  @Test func `what was sent as nobody and never answered is looked for as that`() async throws {
    await nobodys.script { $0.submitAnswer = .failure(MirrorScene.unconfirmed) }
    await #expect(throws: MirrorScene.unconfirmed) {
      _ = try await mirror.submit(request, as: .nobody)
    }
    let pending = try ledger.pendingSubmissions(to: LedgerNode.ann)
    #expect(pending.map(\.userId) == [nil])
  }

  // MARK: Answers

  private func waiting(_ question: String?) -> TaskState {
    TaskState(
      id: TaskID("t"), status: .waiting, metadata: question.map { ["question": .string($0)] })
  }

  @Test func `what a task asks is known, kept, and gone once it goes on`() async throws {
    await ours.script { [waiting = waiting("Which one?")] in
      $0.states["t"] = .success(waiting)
    }
    let asked = try await mirror.look(at: TaskID("t"))
    #expect(asked?.question?.raw == "Which one?")
    #expect(asked?.history.last?.event == .said(NodeText("Which one?"), progress: nil))
    let stored = try ledger.beginning(of: LedgerNode.ann).tasks
    #expect(stored.map(\.question?.raw) == ["Which one?"])

    await ours.script { $0.states["t"] = .success(TaskState(id: TaskID("t"), status: .running)) }
    try await mirror.answer(TaskID("t"), with: "This one")
    #expect(await ours.takeCalls().contains(.input("t", "This one")))
    let after = await mirror.snapshot.tasks.first
    #expect(after?.status == .running)
    #expect(after?.question == nil)
  }

  @Test func `an answer goes in the name that is wanted, and a refusal is told`() async throws {
    try await mirror.answer(TaskID("t"), with: "x", as: .nobody)
    #expect(await nobodys.takeCalls().contains(.input("t", "x")))
    await ours.script { $0.outage = MirrorScene.lost }
    await #expect(throws: MirrorScene.lost) {
      try await mirror.answer(TaskID("t"), with: "x")
    }
  }
}

extension LedgerNode {
  fileprivate static let ann = LedgerNode(name: NodeName("n"), url: "http://n", userId: "ann")
}
