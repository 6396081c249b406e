import ClawLink
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ClawMirror

/// A ledger that is to keep no prompts.
@Suite(.timeLimit(.minutes(1)))
struct UnkeptPromptTests {
  private let adapter = ScriptedAdapter()
  private let date = ManualDate()

  private func mirror(_ ledger: Ledger) -> NodeMirror {
    let date = date
    return NodeMirror(
      node: NodeRecord(name: NodeName("n"), url: "http://n"), adapter: adapter, ledger: ledger,
      now: { date.now })
  }

  /// Every text of it is looked for in the file.
  private var request: TaskSubmitRequest {
    TaskSubmitRequest(
      agentId: "ollama", description: "Title", input: "s3cr3t prompt", model: "s3cr3t-model",
      thinking: .high, metadata: ["k": "s3cr3t metadata"])
  }

  private func submitted(_ id: String) async {
    await adapter.script {
      $0.submitAnswer = .success(TaskState(id: TaskID(id), status: .pending))
      $0.set(id, .running)
    }
  }

  /// Runs `body` with a ledger, and then looks for what is to be kept secret in all of its files.
  private func expectNoPrompt(_ body: (Ledger) async throws -> Void) async throws {
    try await TemporaryFolder.use { folder in
      let path = folder.path + "/ledger.sqlite"
      try await body(try Ledger(path: path, keepsPrompts: false))
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      #expect(files.contains("ledger.sqlite"))
      for file in files {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + file))
        #expect(bytes.range(of: Data("s3cr3t".utf8)) == nil, "\(file)")
      }
    }
  }

  @Test func `a task stands there with its title alone`() async throws {
    try await expectNoPrompt { ledger in
      let mirror = mirror(ledger)
      await submitted("t")
      let record = try await mirror.submit(request)
      // Who sent it knows it on.
      #expect(record.prompt?.raw == "s3cr3t prompt")
      await mirror.pollOnce()
      await mirror.takePart()
      #expect(await mirror.snapshot.tasks.map(\.prompt?.raw) == ["s3cr3t prompt"])
      #expect(await mirror.snapshot.tasks.map(\.context?["model"]) == ["s3cr3t-model"])
      #expect(await mirror.snapshot.tasks.map(\.status) == [.running])

      let stored = try #require(try ledger.task(TaskID("t"), of: .n))
      #expect(stored.title?.raw == "Title")
      #expect(stored.prompt == nil && stored.context == nil)
      #expect(stored.status == .running)
      #expect(stored.submitter == .us)
    }
  }

  @Test func `what another process learns of it does not take the prompt from who sent it`()
    async throws
  {
    let ledger = try Ledger(keepsPrompts: false)
    let (one, two) = (mirror(ledger), mirror(ledger))
    await submitted("t")
    _ = try await one.submit(request)
    await adapter.set("t", .completed)
    date.advance(by: 2)
    await two.takePart()
    await two.pollOnce()
    #expect(await two.snapshot.tasks.map(\.prompt) == [nil])
    date.advance(by: 2)
    await one.takePart()
    #expect(await one.snapshot.tasks.map(\.status) == [.completed])
    #expect(await one.snapshot.tasks.map(\.prompt?.raw) == ["s3cr3t prompt"])
  }

  @Test func `a submission whose answer is lost is known by agent and title`() async throws {
    try await expectNoPrompt { ledger in
      let mirror = mirror(ledger)
      await adapter.script {
        $0.submitAnswer = .failure(MirrorScene.unconfirmed)
      }
      await #expect(throws: ClawLinkError.self) { try await mirror.submit(request) }
      let waiting = await mirror.sweep(.ledger, budget: 0).node.unconfirmed
      let lost = try #require(waiting.first)
      #expect(
        lost.submission.request
          == TaskSubmitRequest(agentId: "ollama", description: "Title", input: ""))
      await adapter.set("t", .running)
      try await mirror.settle(lost, as: TaskID("t"))
      let settled = try #require(try ledger.task(TaskID("t"), of: .n))
      #expect(settled.title?.raw == "Title")
      #expect(settled.submitter == .us)
      #expect(settled.prompt == nil)
    }
  }

  @Test func `a draft is kept nowhere`() async throws {
    try await expectNoPrompt { ledger in
      let keeper = DraftKeeper(ledger)
      keeper.keep([Draft(node: NodeName("n"), request: request)])
      keeper.finish()
      await keeper.run()
      #expect(await DraftKeeper(ledger).takeUp(for: ["n"]).isEmpty)
    }
  }

  @Test func `what was kept before stays, whatever is learned of the task`() async throws {
    try await TemporaryFolder.use { folder in
      let path = folder.path + "/ledger.sqlite"
      await submitted("t")
      _ = try await mirror(try Ledger(path: path)).submit(request)
      let ledger = try Ledger(path: path, keepsPrompts: false)
      let mirror = mirror(ledger)
      date.advance(by: 2)
      await mirror.pollOnce()
      let stored = try #require(try ledger.task(TaskID("t"), of: .n))
      #expect(stored.status == .running)
      #expect(stored.prompt?.raw == "s3cr3t prompt")
      #expect(stored.context?["model"] == "s3cr3t-model")
    }
  }
}
