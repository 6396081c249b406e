import ArgumentParser
import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawBoardCLI

/// Tasks as lines of JSON.
struct BatchFileTests {
  private func lines(
    _ text: String, _ flags: [String] = [], once: String? = nil
  ) async throws -> [SubmitLine] {
    try await TemporaryFolder.use { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      let path = folder.path + "/tonight.ndjson"
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      return try BatchFile(path: path).lines(standard: TaskOptions.parse(flags), once: once)
    }
  }

  @Test func `what a line says counts before the flags`() async throws {
    let lines = try await lines(
      """
      {"prompt": "one", "agent": "claude", "thinking": "high", "metadata": {"n": 1, "x": true}}

      {"prompt": "two", "description": "Two", "node": "prod", "once": "mine"}
      """, ["--agent", "demo", "--metadata", "batch=b", "--metadata", "n=0"], once: "k")
    #expect(lines.map(\.request.input) == ["one", "two"])
    #expect(lines.map(\.request.agentId) == ["claude", "demo"])
    #expect(lines[0].request.metadata == ["n": 1, "x": true, "batch": "b"])
    #expect(lines[1].request.metadata == ["n": "0", "batch": "b"])
    #expect(lines[0].request.thinking == .high)
    #expect(lines.map(\.once) == ["k#1", "mine"])
    #expect(lines[1].node == "prod")
    #expect(lines[1].request.description == "Two")
  }

  @Test(arguments: [
    (
      "{\"prompt\": \"a\"}\n{\"promt\": \"b\"}",
      ":2: there is no key 'promt': do you mean 'prompt'?"
    ),
    ("{\"agent\": \"demo\"}", ":1: it has no prompt"),
    ("{\"prompt\": 7}", ":1: prompt is of the wrong kind"),
    ("{\"prompt\": \"a\", \"metadata\": []}", ":1: metadata is of the wrong kind"),
    ("{\"prompt\": \"a\"\n", ":1: not a JSON object in one line"),
    ("[\"a\"]", ":1: not a JSON object in one line"),
    ("{\"prompt\": \"a\", \"thinking\": \"deep\"}", ":1: thinking"),
    ("\n \n", "holds no task"),
  ])
  func `a bad line is named, before anything is sent`(text: String, words: String) async {
    await #expect {
      _ = try await lines(text)
    } throws: { error in
      guard let failure = error as? CommandFailure else { return false }
      return failure.status == .usage && failure.message.contains(words)
        && failure.message.contains("tonight.ndjson") && !failure.message.contains("\n")
    }
  }

  @Test(arguments: ["nothing", "=x", ""])
  func `metadata is written with its key`(pair: String) throws {
    let options = try TaskOptions.parse(["--metadata", pair])
    #expect(throws: CommandFailure.self) { _ = try options.request(prompt: "p") }
  }

  @Test func `metadata may hold an equals sign, and stands once`() throws {
    let options = try TaskOptions.parse(["--metadata", "a=b=c"])
    #expect(try options.request(prompt: "p").metadata == ["a": "b=c"])
    let twice = try TaskOptions.parse(["--metadata", "a=b", "--metadata", "a=c"])
    #expect(throws: CommandFailure.self) { _ = try twice.request(prompt: "p") }
  }
}
