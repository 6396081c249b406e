import Foundation
import TestSupport
import Testing

/// Text of a node that would act on a terminal: titles, results, errors, names.
@Suite(.serialized)
struct CommandHostileTests {
  private let id = "aaaa1111-0000-4000-8000-000000000001"
  private let hostile = "\u{1B}]52;c;eA==\u{7}\u{9B}31m\u{202E}\u{2066}\u{7F}\r\t\n\u{1B}[2J"

  /// A node on which everything is hostile.
  private func behaviour(_ state: String) throws -> NodeBehaviour {
    let text = String(decoding: try JSONEncoder().encode(hostile), as: UTF8.self)
    let usual = try NodeBehaviour.recorded("health", "skills")
    return NodeBehaviour.answers { request in
      switch request.path.split(separator: "/").last {
      case "events":
        .json(
          """
          [{"event_id": "e", "event_type": "task.submitted", \
          "timestamp": "2026-01-01T00:00:00.000001", "user_id": \(text), "session_id": null, \
          "resource_type": "task", "resource_id": "\(id)", "action": \(text), \
          "status": \(text), "details": {"agent_type": \(text)}}]
          """)
      case "agents":
        .json(
          """
          [{"agent_type": \(text), "name": \(text), "description": \(text), "available": true, \
          "capabilities": [\(text)], "metadata": null}]
          """)
      case "state":
        .json(
          """
          {"task_id": "\(id)", "execution_uuid": "\(id)", "state": "\(state)", \
          "success": \(state == "completed"), "result": \(text), "error": \(text), \
          "execution_time": 1, "metadata": {}}
          """)
      default: usual.reply(to: request)
      }
    }.afterOpeningSessions
  }

  private func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\n" && scalar != "\t"
      && [.control, .format].contains(scalar.properties.generalCategory)
  }

  @Test(arguments: ["completed", "failed", hostileState])
  func `nothing of it acts on a terminal, and tables keep their rows`(state: String) async throws {
    try await MisbehavingNode.running(behaviour(state)) { node in
      let scene = CommandScene(url: node.url)
      let commands = [
        ["ls"], ["ls", "--json"], ["show", id], ["show", id, "--result"], ["show", id, "--json"],
        ["agents"], ["agents", "--json"], ["audit"], ["audit", "--json"], ["status"], ["stats"],
        ["status", "--json"], ["stats", "--json"], ["wait", id, "--timeout", "0s"],
        ["cancel", id, "--yes"], ["retry", id], ["nodes"],
      ]
      for command in commands {
        let outcome = try await scene.begin(command).outcome()
        let text = outcome.output + outcome.complaint
        #expect(!text.unicodeScalars.contains { isHostile($0) }, "\(command): \(text)")
        if ["ls", "agents", "audit"].contains(command.last) {
          #expect(outcome.output.lines.count == 1, "\(outcome)")
        }
      }
    }
  }

  private static let hostileState = "r\\u001b[31mun\\u202e"

  @Test func `--raw gives what the agent wrote, byte for byte`() async throws {
    try await MisbehavingNode.running(behaviour("completed")) { node in
      let outcome = try await CommandScene(url: node.url).run("show", id, "--result", "--raw")
      expect(outcome, status: 0, prints: hostile)
    }
  }
}
