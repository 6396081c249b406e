import Foundation
import TestSupport
import Testing

/// The JSON of commands about tasks on the real node as it is played, whole.
@Suite(.serialized)
struct TaskJSONTests {
  /// Runs `body` with a task of ours that has failed, one of somebody else that is at work, and one
  /// that was cancelled.
  private func onReal(_ body: (CommandScene, [String]) async throws -> Void) async throws {
    try await CommandScene.onReal { scene, played, _ in
      let ours = try await scene.submit(
        "Mend the login", "--agent", "goose", "--description", "Login", "--metadata", "job=night")
      let others = [played.submit(), played.submit(agent: "claude")]
      played.end(ours, as: "failed")
      played.cancel(others[1])
      try await body(scene, [ours] + others)
    }
  }

  @Test func `ls as JSON`() async throws {
    try await onReal { scene, ids in
      let outcome = try await scene.run("ls", "--json")
      #expect(outcome.status == 0)
      #expect(
        outcome.steadyOutput == """
          [
            {
              "agent" : "goose",
              "asOf" : "TIME",
              "error" : "Ollama HTTP error: Server error '500 Internal Server Error' for url 'http://NODE/api/generate'\\nFor more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/500",
              "executionTime" : 0,
              "id" : "ID-1",
              "lost" : false,
              "marks" : [

              ],
              "mine" : true,
              "node" : "NODE",
              "since" : "TIME",
              "state" : "failed",
              "submittedAt" : "TIME",
              "title" : "Login"
            },
            {
              "agent" : "ollama",
              "asOf" : "TIME",
              "id" : "ID-2",
              "lost" : false,
              "marks" : [
                "working"
              ],
              "mine" : false,
              "node" : "NODE",
              "since" : "TIME",
              "state" : "pending",
              "submittedAt" : "TIME"
            },
            {
              "agent" : "claude",
              "asOf" : "TIME",
              "error" : "Task cancelled by user",
              "id" : "ID-3",
              "lost" : false,
              "marks" : [
                "may-still-run"
              ],
              "mine" : false,
              "node" : "NODE",
              "since" : "TIME",
              "state" : "cancelled",
              "submittedAt" : "TIME"
            }
          ]

          """)
    }
  }

  @Test func `show as JSON`() async throws {
    try await onReal { scene, ids in
      let outcome = try await scene.run("show", ids[0], "--json")
      #expect(outcome.status == 0)
      #expect(
        outcome.steadyOutput == """
          {
            "agent" : "goose",
            "asOf" : "TIME",
            "context" : {
              "job" : "night"
            },
            "error" : "Ollama HTTP error: Server error '500 Internal Server Error' for url 'http://NODE/api/generate'\\nFor more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/500",
            "executionTime" : 0,
            "history" : [
              {
                "event" : "submitted",
                "time" : "TIME"
              },
              {
                "event" : "moved",
                "from" : "pending",
                "state" : "failed",
                "time" : "TIME"
              }
            ],
            "id" : "ID-1",
            "lost" : false,
            "marks" : [

            ],
            "mine" : true,
            "node" : "NODE",
            "prompt" : "Mend the login",
            "since" : "TIME",
            "state" : "failed",
            "submittedAt" : "TIME",
            "title" : "Login"
          }

          """)
    }
  }

  @Test func `cancel as JSON`() async throws {
    try await onReal { scene, ids in
      let outcome = try await scene.run("cancel", ids[1], ids[0], "--yes", "--json")
      #expect(outcome.status == 2)
      #expect(
        outcome.steadyOutput == """
          [
            {
              "id" : "ID-1",
              "message" : "cancelled, may still run",
              "node" : "NODE",
              "outcome" : "cancelled",
              "stopsAgents" : false
            },
            {
              "id" : "ID-2",
              "message" : "nothing to cancel, it is failed",
              "node" : "NODE",
              "outcome" : "already-final",
              "stopsAgents" : false
            }
          ]

          """)
    }
  }

  @Test func `retry as JSON`() async throws {
    try await onReal { scene, ids in
      let outcome = try await scene.run("retry", ids[0], ids[1], "--json")
      #expect(outcome.status == 2)
      #expect(
        outcome.steadyOutput == """
          [
            {
              "id" : "ID-1",
              "message" : "tried again as ID-1",
              "node" : "NODE",
              "outcome" : "sent",
              "retryOf" : "ID-2"
            },
            {
              "message" : "it goes on: cancel it first",
              "node" : "NODE",
              "outcome" : "live",
              "retryOf" : "ID-3"
            }
          ]

          """)
    }
  }

  @Test func `submit as JSON`() async throws {
    try await onReal { scene, ids in
      let outcome = try await scene.run("submit", "--json", "Again")
      #expect(outcome.status == 0)
      #expect(
        outcome.steadyOutput == """
          {
            "agent" : "ollama",
            "asOf" : "TIME",
            "id" : "ID-1",
            "lost" : false,
            "marks" : [
              "working"
            ],
            "mine" : true,
            "node" : "NODE",
            "since" : "TIME",
            "state" : "pending",
            "submittedAt" : "TIME"
          }

          """)
    }
  }

  @Test func `stats as JSON`() async throws {
    try await onReal { scene, ids in
      _ = try await scene.run("ls")
      let outcome = try await scene.run("stats", "--json")
      #expect(outcome.status == 0)
      #expect(
        outcome.steadyOutput == """
          [
            {
              "agent" : "claude",
              "cancelled" : 1,
              "completed" : 0,
              "failed" : 0,
              "inputTokens" : 0,
              "live" : 0,
              "lost" : 0,
              "node" : "NODE",
              "outputTokens" : 0,
              "submitted" : 1
            },
            {
              "agent" : "goose",
              "cancelled" : 0,
              "completed" : 0,
              "failed" : 1,
              "inputTokens" : 0,
              "live" : 0,
              "lost" : 0,
              "node" : "NODE",
              "outputTokens" : 0,
              "submitted" : 1
            },
            {
              "agent" : "ollama",
              "cancelled" : 0,
              "completed" : 0,
              "failed" : 0,
              "inputTokens" : 0,
              "live" : 1,
              "lost" : 0,
              "node" : "NODE",
              "outputTokens" : 0,
              "submitted" : 1
            }
          ]

          """)
    }
  }
}
