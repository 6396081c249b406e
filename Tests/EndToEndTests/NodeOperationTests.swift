import Foundation
import TestSupport
import Testing

/// A node as its operator sees it.
struct NodeOperationTests {
  private func submit(
    to node: RunningNode, state: String = Program.newState, _ options: String...
  ) async throws -> Program.Outcome {
    try await Program.run(
      ["submit", "--url", node.url, "--agent", "demo", "for 600s"] + options, state: state)
  }

  @Test func `a role holds from the next request on, and is kept`() async throws {
    let node = try await RunningNode()
    #expect(try await submit(to: node, "--user-id", "ann").status == 0)
    for (role, status) in [("viewer", Int32(5)), ("developer", 0), ("guest", 5)] {
      let grant = try await Program.run(
        "node", "role", "grant", "ann", role, "--store", node.store)
      #expect(grant.output == "ann is a \(role)\n")
      #expect(grant.complaint.contains("ann has no token"))
      #expect(try await submit(to: node, "--user-id", "ann").status == status)
    }
    #expect(try await node.stop(keepsStore: true) == 130)

    let again = try await RunningNode(port: node.port, store: node.store)
    #expect(try await submit(to: again, "--user-id", "ann").status == 5)
    _ = try await Program.run("node", "role", "revoke", "ann", "--store", node.store)
    #expect(try await submit(to: again, "--user-id", "ann").status == 0)
    let list = try await Program.run("node", "role", "list", "--store", node.store)
    #expect(list.output == "\(NSUserName())\tadmin\n")
    _ = try await again.stop()
  }

  @Test func `who has a token is known by it alone`() async throws {
    try await RunningNode.run { node in
      let token = try await Program.run("node", "token", "add", "ann", "--store", node.store)
      let file = node.store + "/ann.token"
      try token.output.write(toFile: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      let named = try await submit(to: node, "--user-id", "ann")
      #expect(named.status == 5)
      #expect(named.complaint.contains("User 'ann' needs a token here"))
      #expect(try await submit(to: node, "--token-file", file).status == 0)
      let list = try await Program.run("node", "token", "list", "--store", node.store)
      #expect(list.output.contains("ann\t1\n"))
      _ = try await Program.run("node", "token", "remove", "ann", "--store", node.store)
      #expect(try await submit(to: node, "--token-file", file).status == 5)
    }
  }

  @Test func `clients of the same user find the node's token while it runs`() async throws {
    try await TemporaryFolder.use { folder in
      let store = folder.path + "/clawboard/node"
      let node = try await RunningNode(store: store, options: "--anonymous", "none")
      #expect(try await submit(to: node, state: folder.path).status == 0)
      let stranger = try await submit(to: node)
      #expect(stranger.status == 5)
      #expect(stranger.complaint.contains("A user's token is needed here"))
      _ = try await node.stop(keepsStore: true)
      // Somebody else may have the port now: the token does not go there.
      let other = try await RunningNode(port: node.port)
      // With that token it would refuse.
      #expect(try await submit(to: other, state: folder.path).status == 0)
      _ = try await other.stop()
    }
  }

  @Test func `a second node on a store is refused in one line`() async throws {
    try await RunningNode.run { node in
      let second = try await Program.run("node", "--port", "0", "--store", node.store)
      #expect(second.status == 2)
      #expect(second.output.isEmpty)
      #expect(second.complaint.contains("another node works on the store \(node.store)"))
      #expect(second.complaint.split(separator: "\n").count == 1)
    }
  }

  @Test func `a store that is none is named`() async throws {
    try await TemporaryFolder.use { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      try "no database, but long enough to look at".write(
        toFile: folder.path + "/node.sqlite", atomically: true, encoding: .utf8)
      for store in [folder.path, "/dev/null/none"] {
        let outcome = try await Program.run("node", "--port", "0", "--store", store)
        #expect(outcome.status == 70)
        #expect(outcome.complaint.contains("the store \(store) cannot be opened"))
        #expect(outcome.complaint.split(separator: "\n").count == 1)
      }
    }
  }

  @Test func `tasks survive a restart: what waited goes on, what was in work has failed`()
    async throws
  {
    let node = try await RunningNode(options: "--slots", "1")
    let prompts = ["for 1s", "for 3600s", "for 1s"]
    var ids: [String] = []
    for prompt in prompts {
      let task = try await Program.run(
        "submit", "--url", node.url, "--agent", "demo", prompt)
      ids.append(task.output.trimmingCharacters(in: .newlines))
    }
    #expect(ids.count == 3)
    _ = try await node.stop(keepsStore: true)
    let again = try await RunningNode(port: node.port, store: node.store, options: "--slots", "9")
    let board = Program.start("--url", again.url, "--poll-interval-ms", "200")
    try await TmuxTerminal.run(board) { terminal in
      // The third one, at the latest, had not begun.
      try await terminal.waitFor("✓ \(ids[2].prefix(4))")
      let screen = try await terminal.screen()
      #expect(!screen.contains("LOST"))
    }
    _ = try await again.stop()
  }
}
