import Foundation
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

  @Test func `its owner is who nobody else was said to be`() async throws {
    try await TemporaryFolder.use { folder in
      let node = try await RunningNode(store: folder.path + "/clawboard/node")
      let options = ["config", "--url", node.url]
      let owner = try await Program.run(options, state: folder.path)
      #expect(owner.output.contains("\ttoken\tpresent\tthe node that runs here\n"))
      #expect(owner.output.contains("\tuserId\t\(NSUserName())\tthe node that runs here\n"))
      for user in ["ann", ""] {
        let other = try await Program.run(options + ["--user-id", user], state: folder.path)
        #expect(other.output.contains("\ttoken\tabsent\tdefault\n"))
        #expect(other.output.contains("\tuserId\t\(user)\t--user-id\n"))
      }
      #expect(try await node.stop() == 130)
    }
  }
}
