import TestSupport
import Testing

/// The node of the same user, which is reached by another address and with a token while it runs.
struct OwnNodeTests {
  @Test func `what was known of it is printed when it has ended`() async throws {
    try await TemporaryFolder.use { folder in
      let node = try await RunningNode(store: folder.path + "/clawboard/node")
      let options = ["--url", "http://localhost:\(node.port)"]
      let sent = try await Program.run(
        ["submit", "--agent", "demo", "for 600s"] + options, state: folder.path)
      try #require(sent.status == 0, "\(sent.complaint)")
      let id = sent.output.prefix { !$0.isNewline }
      #expect(try await node.stop(keepsStore: true) == 130)

      let listed = try await Program.run(["ls"] + options, state: folder.path)
      #expect(listed.status == 4)
      #expect(listed.output.hasPrefix(id))
      let cached = try await Program.run(["ls", "--cached"] + options, state: folder.path)
      #expect(cached.status == 0)
      #expect(cached.output.hasPrefix(id))
    }
  }
}
