import Foundation
import TestSupport
import Testing

/// The JSON of commands about nodes, on the real one as it is played, whole.
@Suite(.serialized)
struct NodeJSONTests {
  private func onReal(_ body: (CommandScene) async throws -> Void) async throws {
    try await CommandScene.onReal { scene, played, _ in
      played.cancel(played.submit(agent: "claude"))
      try await body(scene)
    }
  }

  @Test func `status as JSON`() async throws {
    try await onReal { scene in
      let outcome = try await scene.run("status", "--json")
      #expect(outcome.status == 0)
      #expect(
        outcome.steadyOutput == """
          [
            {
              "counts" : {
                "cancelled" : 1,
                "completed" : 0,
                "failed" : 0,
                "pending" : 0,
                "planning" : 0,
                "running" : 0,
                "waiting" : 0
              },
              "lost" : 0,
              "node" : {
                "address" : "http://NODE",
                "auditLog" : "working",
                "health" : "answering",
                "lastAnswer" : "TIME",
                "latencyMs" : 0,
                "logReadAnonymously" : false,
                "name" : "NODE",
                "showsProgress" : false,
                "unconfirmed" : 0
              }
            }
          ]

          """)
    }
  }

  @Test func `nodes as JSON`() async throws {
    try await onReal { scene in
      let outcome = try await scene.run("nodes", "--json")
      #expect(outcome.status == 0)
      #expect(
        outcome.steadyOutput == """
          [
            {
              "address" : "http://NODE",
              "auditLog" : "working",
              "health" : "answering",
              "lastAnswer" : "TIME",
              "latencyMs" : 0,
              "logReadAnonymously" : false,
              "name" : "NODE",
              "showsProgress" : false,
              "unconfirmed" : 0
            }
          ]

          """)
    }
  }

  @Test func `agents as JSON`() async throws {
    try await onReal { scene in
      let outcome = try await scene.run("agents", "--json")
      #expect(outcome.status == 0)
      #expect(
        outcome.steadyOutput == """
          [
            {
              "agent" : "claude",
              "capabilities" : [
                "code_generation",
                "analysis",
                "conversation"
              ],
              "configured" : false,
              "description" : "Anthropic Claude AI assistant",
              "name" : "Claude",
              "node" : "NODE"
            },
            {
              "agent" : "auggie",
              "capabilities" : [
                "code_generation",
                "analysis",
                "conversation"
              ],
              "configured" : false,
              "description" : "OpenAI-powered assistant",
              "name" : "Auggie",
              "node" : "NODE"
            },
            {
              "agent" : "ollama",
              "capabilities" : [
                "code_generation",
                "conversation"
              ],
              "configured" : true,
              "description" : "Local LLM via Ollama",
              "name" : "Ollama",
              "node" : "NODE"
            },
            {
              "agent" : "opendevin",
              "capabilities" : [
                "code_generation",
                "system_automation"
              ],
              "configured" : true,
              "description" : "OpenDevin agent",
              "name" : "OpenDevin",
              "node" : "NODE"
            },
            {
              "agent" : "goose",
              "capabilities" : [
                "code_generation",
                "system_automation"
              ],
              "configured" : true,
              "description" : "Goose agent",
              "name" : "Goose",
              "node" : "NODE"
            }
          ]

          """)
    }
  }

  @Test func `skills as JSON`() async throws {
    try await onReal { scene in
      let outcome = try await scene.run("skills", "--json")
      #expect(outcome.status == 0)
      #expect(
        outcome.steadyOutput == """
          [
            {
              "description" : "Generate code based on prompts",
              "name" : "Code Generation",
              "node" : "NODE",
              "requiredPermissions" : [
                "write"
              ],
              "skill" : "code_generation"
            },
            {
              "description" : "Analyze code and provide insights",
              "name" : "Code Analysis",
              "node" : "NODE",
              "requiredPermissions" : [
                "read"
              ],
              "skill" : "code_analysis"
            },
            {
              "description" : "Generate or update documentation",
              "name" : "Documentation",
              "node" : "NODE",
              "requiredPermissions" : [
                "write"
              ],
              "skill" : "documentation"
            }
          ]

          """)
    }
  }

  @Test func `audit as JSON`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      // Before: it opens a session, which stands in the log as well.
      _ = try await scene.run("audit")
      played.cancel(played.submit(agent: "claude"))
      let outcome = try await scene.run("audit", "--json", "--limit", "2")
      #expect(outcome.status == 0)
      #expect(
        outcome.steadyOutput == """
          [
            {
              "details" : {
                "agent_type" : "claude"
              },
              "id" : "ID-1",
              "node" : "NODE",
              "resource" : "ID-2",
              "resourceType" : "task",
              "status" : "success",
              "time" : "TIME",
              "type" : "task.submitted"
            },
            {
              "details" : {

              },
              "id" : "ID-3",
              "node" : "NODE",
              "resource" : "ID-2",
              "resourceType" : "task",
              "status" : "success",
              "time" : "TIME",
              "type" : "task.cancelled"
            }
          ]

          """)
    }
  }
}
