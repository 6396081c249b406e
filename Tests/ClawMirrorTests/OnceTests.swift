import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// What is handed over once at most, by however many processes.
@Suite(.timeLimit(.minutes(1)))
struct OnceTests {
  private let ledger: Ledger
  private let one: MirrorScene
  private let request = TaskSubmitRequest(agentId: "ollama", input: "the prompt")

  init() throws {
    ledger = try Ledger()
    one = MirrorScene(ledger: ledger)
  }

  /// Another process on the same ledger and node.
  private func other() -> MirrorScene {
    MirrorScene(ledger: ledger, adapter: one.adapter, date: one.date)
  }

  private func answer(_ id: String, _ status: TaskStatus = .pending) async {
    await one.adapter.script {
      $0.submitAnswer = .success(TaskState(id: TaskID(id), status: status))
    }
  }

  private var submissions: Int {
    get async {
      await one.adapter.takeCalls().count { if case .submit = $0 { true } else { false } }
    }
  }

  @Test func `under one key one task is sent, by whatever process`() async throws {
    await answer("t")
    guard case .submitted(let record) = try await one.mirror.submit(request, once: "k") else {
      Issue.record("not sent")
      return
    }
    await answer("u")
    guard case .known(let id) = try await other().mirror.submit(request, once: "k") else {
      Issue.record("sent again")
      return
    }
    #expect(id == record.key.id)
    #expect(await submissions == 1)
    _ = try await other().mirror.submit(request, once: "another")
    #expect(await submissions == 1)
  }

  @Test func `what was refused frees its key`() async throws {
    await one.adapter.script { $0.submitAnswer = .failure(MirrorScene.lost) }
    await #expect(throws: MirrorScene.lost) {
      _ = try await one.mirror.submit(request, once: "k")
    }
    await answer("t")
    guard case .submitted = try await other().mirror.submit(request, once: "k") else {
      Issue.record("not sent")
      return
    }
  }

  @Test func `what never went out frees its key`() async throws {
    // As when a session is opened, or the agents are asked for.
    let late = ClawLinkError.timedOut(node: "http://n", operation: "open a session", afterMs: 1)
    await one.adapter.script { $0.submitAnswer = .failure(late) }
    await #expect(throws: late) { _ = try await one.mirror.submit(request, once: "k") }
    await answer("t")
    guard case .submitted = try await other().mirror.submit(request, once: "k") else {
      Issue.record("not sent")
      return
    }
  }

  @Test func `what was never answered is not sent again, until it is settled`() async throws {
    let lost = MirrorScene.unconfirmed
    await one.adapter.script { $0.submitAnswer = .failure(lost) }
    await #expect(throws: lost) { _ = try await one.mirror.submit(request, once: "k") }
    await answer("t")
    let next = other()
    guard case .underWay(let submission) = try await next.mirror.submit(request, once: "k") else {
      Issue.record("sent again")
      return
    }
    let unconfirmed = await next.mirror.sweep(.ledger, budget: 0).node.unconfirmed
    #expect(unconfirmed.map(\.submission) == [submission])

    try await next.mirror.settle(#require(unconfirmed.first), as: nil)
    guard case .submitted = try await other().mirror.submit(request, once: "k") else {
      Issue.record("not sent")
      return
    }
  }

  @Test func `another try is linked to its original, and is the only one`() async throws {
    await answer("t")
    _ = try await one.mirror.submit(request, once: "k")
    await answer("t2")
    let original = TaskID("t")
    guard case .submitted(let retry) = try await one.mirror.retry(original, with: request) else {
      Issue.record("not sent")
      return
    }
    #expect(retry.retryOf == original)
    #expect(await one.record("t")?.retriedAs == TaskID("t2"))
    #expect(await one.marks("t")?.contains(.retried) == true)

    let next = other()
    #expect(await next.record("t")?.retriedAs == TaskID("t2"))
    #expect(await next.record("t2")?.retryOf == original)
    await answer("t3")
    guard case .known(let id) = try await next.mirror.retry(original, with: request),
      case .known(let newest) = try await next.mirror.submit(request, once: "k")
    else {
      Issue.record("sent again")
      return
    }
    // Who comes with the key gets the newest try.
    #expect([id, newest] == [TaskID("t2"), TaskID("t2")])
  }

  @Test func `a sender that is gone is known at once`() async throws {
    try await TemporaryFolder.use { folder in
      let ledger = try Ledger(path: folder.path + "/ledger.sqlite")
      let submission = PendingSubmission(
        id: "s", node: NodeName("n"), userId: nil, request: request, sentAt: one.date.now,
        answerBy: one.date.now + 120)
      var lock = ledger.lock(sendingOf: submission.id)
      #expect(lock != nil)
      try ledger.began(submission, on: .n)
      let scene = MirrorScene(ledger: ledger, adapter: one.adapter, date: one.date)
      #expect(await scene.mirror.sweep(.ledger, budget: 0).node.unconfirmed.isEmpty)
      // As the system does when the process ends.
      lock = nil
      for _ in 1...2 {
        #expect(await scene.mirror.sweep(.ledger, budget: 0).node.unconfirmed.count == 1)
      }
    }
  }

  @Test func `without a ledger nothing is sent`() async throws {
    let alone = MirrorScene(adapter: one.adapter)
    guard case .notKept = try await alone.mirror.submit(request, once: "k") else {
      Issue.record("sent")
      return
    }
    #expect(await submissions == 0)
  }
}
