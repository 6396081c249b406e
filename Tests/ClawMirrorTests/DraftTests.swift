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
    for text in texts { keeper.keep(text.map { draft($0) }) }
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
      #expect(await next.takeUp() == draft("b\nc"))
      #expect(await DraftKeeper(ledger).takeUp() == nil)
      await write(nil, with: next)
      #expect(await DraftKeeper(ledger).takeUp() == nil)
    }
  }

  @Test func `the draft of a board that is open stays its own`() async throws {
    try await folder { ledger in
      let open = DraftKeeper(ledger)
      try await open.store(draft("mine"))
      #expect(await DraftKeeper(ledger).takeUp() == nil)
      open.finish()
      await open.run()
      #expect(await DraftKeeper(ledger).takeUp() == draft("mine"))
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
}
