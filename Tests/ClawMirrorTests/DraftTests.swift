import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// Drafts outlive their boards.
struct DraftTests {
  private func draft(_ text: String) -> Draft {
    Draft(
      node: NodeName("n"),
      request: TaskSubmitRequest(agentId: "demo", description: "T", input: text))
  }

  /// A board that writes this and is gone.
  private func write(_ texts: String?..., with keeper: DraftKeeper) async {
    for text in texts { keeper.keep(text.map { [draft($0)] } ?? []) }
    keeper.finish()
    await keeper.run()
  }

  private func folder(_ body: (Ledger) async throws -> Void) async throws {
    try await TemporaryFolder.use { folder in
      try await body(try Ledger(path: folder.path + "/ledger.sqlite"))
    }
  }

  @Test func `what a board leaves the next one takes up, once`() async throws {
    try await folder { ledger in
      await write("a", "b\nc", with: DraftKeeper(ledger))
      let next = DraftKeeper(ledger)
      #expect(await next.takeUp(for: ["n"]) == [draft("b\nc")])
      #expect(await DraftKeeper(ledger).takeUp(for: ["n"]).isEmpty)
      await write(nil, with: next)
      #expect(await DraftKeeper(ledger).takeUp(for: ["n"]).isEmpty)
    }
  }

  @Test func `the draft of a board that is open stays its own`() async throws {
    try await folder { ledger in
      let open = DraftKeeper(ledger)
      try await open.store([draft("mine")])
      #expect(await DraftKeeper(ledger).takeUp(for: ["n"]).isEmpty)
      open.finish()
      await open.run()
      #expect(await DraftKeeper(ledger).takeUp(for: ["n"]) == [draft("mine")])
    }
  }

  @Test func `all that two boards leave is taken up, the newest first, and stays apart`()
    async throws
  {
    try await folder { ledger in
      let one = DraftKeeper(ledger)
      one.keep([draft("a"), draft("b")])
      one.finish()
      await one.run()
      await write("c", with: DraftKeeper(ledger))
      let next = DraftKeeper(ledger)
      #expect(await next.takeUp(for: ["n"]) == [draft("c"), draft("a"), draft("b")])
      // As they are, they are its own now.
      #expect(await DraftKeeper(ledger).takeUp(for: ["n"]).isEmpty)
      try await next.store([draft("b")])
      next.finish()
      await next.run()
      #expect(await DraftKeeper(ledger).takeUp(for: ["n"]) == [draft("b")])
    }
  }

  @Test func `what belongs to a task comes back with it`() async throws {
    try await folder { ledger in
      let written = Draft(
        node: NodeName("n"), request: TaskSubmitRequest(input: "x"), metadata: "half=\"",
        retryOf: TaskID("7f3a"), wasSent: true)
      let keeper = DraftKeeper(ledger)
      keeper.keep([written])
      keeper.finish()
      await keeper.run()
      #expect(await DraftKeeper(ledger).takeUp(for: ["n"]) == [written])
    }
  }

  @Test func `nothing of it lies about afterwards`() async throws {
    try await TemporaryFolder.use { folder in
      let ledger = try Ledger(path: folder.path + "/ledger.sqlite")
      await write("a", with: DraftKeeper(ledger))
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(!files.contains { $0.contains(".draft-") })
    }
  }

  @Test func `what was written for another node waits for a board that has it`() async throws {
    try await folder { ledger in
      await write("a", with: DraftKeeper(ledger))
      #expect(await DraftKeeper(ledger).takeUp(for: ["other"]).isEmpty)
      #expect(await DraftKeeper(ledger).takeUp(for: ["n", "other"]) == [draft("a")])
    }
  }
}
