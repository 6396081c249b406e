import Foundation
import TestSupport
import Testing

/// One filter language: the same filter means the same tasks in every command.
@Suite(.serialized)
struct CommandFilterTests {
  private static let filters = [
    "agent:goose", "agent:g* state:live", "state:ended", "!state:ended", "mark:may-still-run",
    "mark:working", "who:me", "!who:me", "who:anonymous", "meta.job:night", "age>30s", "age<1h",
    "login", "\"the login\" state:live", "node:prod", "!agent:ollama !state:failed",
    "state:pending,cancelled agent:ollama,goose",
  ]

  @Test func `the same filter gives the same tasks in ls, watch, wait and cancel`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      try await TemporaryFolder.use { folder in
        let count = try await tasks(in: scene, played).count
        // Nothing changes there, and cancel names all that it would ask for.
        let readOnly = ["--config", try settings(for: scene, in: folder)]
        func ids(_ command: String..., filter: String) async throws -> Set<String> {
          let line = command + ["--json", "--filter", filter] + readOnly
          let outcome = try await scene.begin(line).outcome()
          let tasks = try #require(JSONTree(Data(outcome.output.utf8))?.array, "\(outcome)")
          return Set(tasks.compactMap { $0["id"]?.text })
        }
        for filter in Self.filters {
          let listed = try await ids("ls", filter: filter)
          #expect(!listed.isEmpty, "\(filter)")
          #expect(try await ids("wait", "--timeout", "0s", filter: filter) == listed, "\(filter)")
          #expect(try await ids("cancel", "--yes", filter: filter) == listed, "\(filter)")
          let watch = ["watch", "--filter", filter] + readOnly
          #expect(try await watched(watch, listed.count, in: scene) == listed, "\(filter)")
        }
        #expect(played.lives.count == count)
      }
    }
  }

  private func settings(for scene: CommandScene, in folder: TemporaryFolder) throws -> String {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let path = folder.path + "/config.yaml"
    try "nodes:\n- name: prod\n  baseUrl: \(scene.url)\n  readOnly: true\n".write(
      toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  /// Some of every kind.
  private func tasks(in scene: CommandScene, _ played: RealNode) async throws -> [String] {
    let ours = [
      try await scene.submit("Mend the login", "--agent", "goose", "--metadata", "job=night"),
      try await scene.submit("Login of the shop"), try await scene.submit("Write docs"),
    ]
    let others = [played.submit(), played.submit(agent: "goose"), played.submit()]
    played.end(ours[1], as: "failed")
    played.end(others[0])
    played.cancel(others[1])
    return ours + others
  }

  /// What `watch` names until it has named so many and the node answers.
  private func watched(
    _ command: [String], _ count: Int, in scene: CommandScene
  ) async throws -> Set<String> {
    let watch = try scene.begin(command)
    var seen: Set<String> = []
    _ = await watch.outcome { text in
      let lines = text.lines.compactMap { JSONTree(Data($0.utf8)) }
      seen = Set(lines.compactMap { $0["task"]?["id"]?.text })
      let isUp = lines.contains { $0["node"]?["health"]?.text == "answering" }
      if isUp, seen.count >= count { watch.signal(SIGTERM) }
    }
    return seen
  }
}
