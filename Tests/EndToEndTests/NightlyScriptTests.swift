import Foundation
import TestSupport
import Testing

/// The nightly script of the README, as it stands there.
@Suite(.timeLimit(.minutes(3)))
struct NightlyScriptTests {
  private let state = Program.newState

  private var script: String {
    get throws {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      let readme = try String(
        contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
      let script = try #require(readme.components(separatedBy: "```sh\n#!/bin/sh\n").last)
      return try #require(script.components(separatedBy: "\n```\n").first)
    }
  }

  private func run(_ batch: String, on url: String) async throws -> Program.Outcome {
    try await TemporaryFolder.use { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      try batch.write(
        toFile: folder.path + "/tonight.ndjson", atomically: false, encoding: .utf8)
      return try await RunningProgram(
        script: script, in: folder.path, state: state,
        variables: ["CLAWBOARD_BASE_URL": url, "CLAWBOARD_POLL_INTERVAL_MS": "50"]
      ).outcome()
    }
  }

  @Test func `it prints why a task failed, and run again it hands nothing over twice`()
    async throws
  {
    try await RunningNode.run { node in
      let batch = """
        {"prompt": "one, for 1s", "agent": "demo"}
        {"prompt": "fail, for 1s", "agent": "demo", "description": "The bad one"}
        """
      let first = try await run(batch, on: node.url)
      #expect(first.status == 1, "\(first)")
      let ids = first.output.split(separator: "\n").prefix(2).map(String.init)
      #expect(first.output.contains("== \(ids[1])\nThe tests fail, as the prompt asked for"))
      #expect(!first.output.contains("== \(ids[0])"))

      let second = try await run(batch, on: node.url)
      #expect(second.status == 1, "\(second)")
      #expect(second.output.split(separator: "\n").prefix(2).map(String.init) == ids)
      let listed = try await Program.run("ls", "--url", node.url, "--json", state: state)
      #expect(JSONTree(Data(listed.output.utf8))?.array?.count == 2)
    }
  }

  @Test func `what the node forgets in the night is tried again, once`() async throws {
    let played = try RealNode()
    let submissions = AwaitedCount()
    let behaviour = NodeBehaviour.answers { request in
      defer { if request.path.hasSuffix("/submit") { submissions.change(by: 1) } }
      return played.reply(to: request)
    }
    try await MisbehavingNode.running(behaviour) { node in
      async let night = run(
        """
        {"prompt": "one", "agent": "ollama"}
        {"prompt": "two", "agent": "ollama"}
        """, on: node.url)
      try await submissions.reaches(2)
      let first = Set(played.lives.keys)
      played.restart()
      try await submissions.reaches(4)
      for id in played.lives.keys where !first.contains(id) { played.end(id) }
      let outcome = try await night
      #expect(outcome.status == 0, "\(outcome)")
      #expect(played.lives.count == 4)

      let again = try await run("{\"prompt\": \"one\", \"agent\": \"ollama\"}", on: node.url)
      #expect(again.status == 0, "\(again)")
      #expect(played.lives.count == 4)
    }
  }

  @Test func `a batch with a bad line sends nothing`() async throws {
    let played = try RealNode()
    try await MisbehavingNode.running(played.behaviour) { node in
      let outcome = try await run("{\"prompt\": \"one\"}\n{\"promt\": \"two\"}", on: node.url)
      #expect(outcome.status == 64)
      #expect(outcome.complaint.contains("tonight.ndjson:2: there is no key 'promt'"))
      #expect(played.lives.isEmpty)
    }
  }
}
