import Foundation
import TestSupport
import Testing

/// Three nodes, and settings that name them prod, stage and lab.
struct ThreeNodes {
  let prod: RunningNode
  let stage: RunningNode
  let lab: RunningNode
  /// The file.
  let settings: String

  /// Runs `body` with three nodes and ends them.
  ///
  /// - Parameters:
  ///   - extra: more lines for the entry of a node, by its name.
  ///   - more: more lines for the settings.
  static func run(
    extra: [String: String] = [:], more: String = "", _ body: (ThreeNodes) async throws -> Void
  ) async throws {
    try await RunningNode.run { prod in
      try await RunningNode.run { stage in
        try await RunningNode.run { lab in
          try await TemporaryFolder.use { folder in
            let path = folder.path + "/config.yaml"
            try FileManager.default.createDirectory(
              atPath: folder.path, withIntermediateDirectories: true)
            let nodes = [("prod", prod), ("stage", stage), ("lab", lab)].map { name, node in
              "- name: \(name)\n  baseUrl: \(node.url)\n  pollIntervalMs: 200\n"
                + (extra[name] ?? "")
            }
            try ("nodes:\n" + nodes.joined() + more).write(
              toFile: path, atomically: false, encoding: .utf8)
            try await body(ThreeNodes(prod: prod, stage: stage, lab: lab, settings: path))
          }
        }
      }
    }
  }

  /// Runs a command with these settings.
  func run(_ arguments: String...) async throws -> Program.Outcome {
    try await Program.run(arguments + ["--config", settings])
  }

  /// - Returns: the whole id.
  func submit(_ prompt: String, to node: String) async throws -> String {
    let outcome = try await run("submit", "--node", node, "--agent", "demo", prompt)
    try #require(outcome.status == 0, "\(outcome.complaint)")
    return outcome.output.trimmingCharacters(in: .newlines)
  }
}
