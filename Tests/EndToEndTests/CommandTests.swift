import Foundation
import TestSupport
import Testing

/// The commands without a screen.
struct CommandTests {
  private struct Listed: Decodable {
    let id: String
    let state: String
    let agent: String
    let lost: Bool
  }

  @Test func `what is submitted is listed`() async throws {
    try await RunningNode.run { node in
      let submitted = try await Program.run(
        "submit", "--url", node.url, "--agent", "demo", "--description", "A title", "for 600s")
      #expect(submitted.status == 0)
      let id = submitted.output.trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(UUID(uuidString: id) != nil)

      let listed = try await Program.run("ls", "--url", node.url, "--json")
      #expect(listed.status == 0)
      let tasks = try JSONDecoder().decode([Listed].self, from: Data(listed.output.utf8))
      #expect(tasks.map(\.id) == [id])
      #expect(tasks.map(\.agent) == ["demo"])
      #expect(["pending", "planning"].contains(tasks.first?.state))
      #expect(tasks.map(\.lost) == [false])
    }
  }

  @Test func `a session with a user lists its own, and is told what to do`() async throws {
    try await RunningNode.run { node in
      let outcome = try await Program.run("ls", "--url", node.url, "--user-id", "ann")
      #expect(outcome.status == 0)
      #expect(outcome.complaint.contains("only own tasks are known; anonymousDiscovery: true"))
    }
  }

  @Test func `an unknown agent, an empty prompt, a port in use`() async throws {
    try await RunningNode.run { node in
      let agent = try await Program.run("submit", "--url", node.url, "--agent", "nope", "Hi")
      expect(
        agent, status: 64, says: "--agent: 'nope' is no agent of 127.0.0.1:\(node.port): use demo")

      let prompt = try await Program.run("submit", "--url", node.url, "--agent", "demo", " ")
      expect(prompt, status: 64, says: "the prompt is empty: say what the agent should do")

      let port = try await Program.run(
        "node", "--port", String(node.port), "--store", TemporaryFolder().path)
      expect(port, status: 2, says: "port \(node.port) on 127.0.0.1 is in use")
    }
  }

  @Test(arguments: ["foo", "ftp://host", "http://", "http://host:99999"])
  func `an unusable address`(url: String) async throws {
    for command in ["board", "ls"] {
      let outcome = try await Program.run(command, "--url", url)
      expect(outcome, status: 64, says: "--url: '\(url)'")
    }
  }

  @Test func `a board without a terminal`() async throws {
    expect(try await Program.run(), status: 64, says: "needs a terminal")
    expect(try await Program.run("demo"), status: 64, says: "needs a terminal")
  }

  @Test func `a node that is not there`() async throws {
    let node = try await RunningNode()
    _ = try await node.stop()
    for arguments in [["ls"], ["submit", "--agent", "demo", "Hi"]] {
      let outcome = try await Program.run(arguments + ["--url", node.url])
      expect(outcome, status: 4, says: "no answer from \(node.url) (connection refused)")
    }
  }

  /// One line that says it, and the status.
  private func expect(_ outcome: Program.Outcome, status: Int32, says words: String) {
    #expect(outcome.status == status)
    #expect(outcome.complaint.contains(words))
    #expect(outcome.complaint.split(separator: "\n").count == 1)
    #expect(outcome.output.isEmpty)
  }
}
