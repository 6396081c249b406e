import Foundation
import TestSupport
import Testing

/// The JSON of commands on our own node, whole: with progress, results and a queue.
@Suite(.serialized)
struct OwnNodeJSONTests {
  @Test func `ls of one that has ended and one that waits for a slot`() async throws {
    try await CommandScene.onOurs(slots: 1) { scene, _ in
      _ = try await scene.submit("Mend the login, for 1s", "--description", "Login", "--wait")
      _ = try await scene.submit("for 600s")
      _ = try await scene.submit("Next, for 600s")
      let outcome = try await scene.run("ls", "--json", "--state", "completed,pending")
      #expect(
        outcome.steadyOutput == """
          [
            {
              "agent" : "demo",
              "asOf" : "TIME",
              "executionTime" : 0,
              "id" : "ID-1",
              "lost" : false,
              "marks" : [

              ],
              "mine" : true,
              "node" : "NODE",
              "result" : "The demo agent has worked through 7 steps and changed nothing.\\n\\nThe prompt was:\\nMend the login, for 1s",
              "since" : "TIME",
              "state" : "completed",
              "submittedAt" : "TIME",
              "title" : "Login"
            },
            {
              "agent" : "demo",
              "asOf" : "TIME",
              "id" : "ID-2",
              "lost" : false,
              "marks" : [

              ],
              "mine" : true,
              "node" : "NODE",
              "since" : "TIME",
              "state" : "pending",
              "submittedAt" : "TIME"
            }
          ]

          """)
    }
  }

  @Test func `show of one that was cancelled before its turn`() async throws {
    try await CommandScene.onOurs(slots: 1) { scene, _ in
      _ = try await scene.submit("for 600s")
      let id = try await scene.submit("Next, for 600s", "--metadata", "job=night")
      let cancelled = try await scene.run("cancel", id, "--yes", "--json")
      #expect(
        cancelled.steadyOutput == """
          [
            {
              "id" : "ID-1",
              "message" : "cancelled",
              "node" : "NODE",
              "outcome" : "cancelled",
              "stopsAgents" : true
            }
          ]

          """)
      let outcome = try await scene.run("show", id, "--json")
      #expect(
        outcome.steadyOutput == """
          {
            "agent" : "demo",
            "asOf" : "TIME",
            "context" : {
              "job" : "night"
            },
            "error" : "Task cancelled by user",
            "history" : [
              {
                "event" : "submitted",
                "time" : "TIME"
              },
              {
                "event" : "cancel-asked",
                "time" : "TIME"
              },
              {
                "event" : "moved",
                "from" : "pending",
                "state" : "cancelled",
                "time" : "TIME"
              }
            ],
            "id" : "ID-1",
            "lost" : false,
            "marks" : [

            ],
            "mine" : true,
            "node" : "NODE",
            "prompt" : "Next, for 600s",
            "since" : "TIME",
            "state" : "cancelled",
            "submittedAt" : "TIME"
          }

          """)
    }
  }

  @Test func `agent, with what came of the turn`() async throws {
    try await CommandScene.onOurs { scene, _ in
      let outcome = try await scene.run("agent", "--json", "--message", "for 1s")
      #expect(
        outcome.steadyOutput == """
          {
            "agent" : "demo",
            "executionTime" : 0,
            "id" : "ID-1",
            "node" : "http://NODE",
            "result" : "The demo agent has worked through 7 steps and changed nothing.\\n\\nThe prompt was:\\nfor 1s",
            "state" : "completed"
          }

          """)
    }
  }

  @Test func `watch, line by line`() async throws {
    try await CommandScene.onOurs(slots: 1) { scene, _ in
      _ = try await scene.submit("for 600s")
      let id = try await scene.submit("Next, for 600s", "--description", "Next")
      let watch = try scene.begin("watch", "--filter", "id:\(id)")
      let outcome = await watch.outcome { text in
        let isAnswered = text.contains("\"auditLog\":\"working\"")
        if isAnswered, text.contains("\"state\":\"pending\"") { watch.signal(SIGTERM) }
      }
      let lines = outcome.steadyOutput.lines
      #expect(
        lines.contains(
          """
          {"seq":0,"task":{"agent":"demo","asOf":"TIME","id":"ID-1","lost":false,"marks":[],\
          "mine":true,"node":"NODE","since":"TIME","state":"pending","submittedAt":"TIME",\
          "title":"Next"},"time":"TIME","type":"task","version":1}
          """))
      #expect(
        lines.contains(
          """
          {"node":{"address":"http://NODE","auditLog":"working","health":"answering",\
          "latencyMs":0,"logReadAnonymously":false,"name":"NODE","showsProgress":true,\
          "unconfirmed":0},"seq":0,\
          "time":"TIME","type":"node","version":1}
          """))
    }
  }
}
