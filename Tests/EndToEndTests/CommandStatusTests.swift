import Foundation
import TestSupport
import Testing

/// What every command ends with: the exit statuses of the design, one by one.
@Suite(.serialized)
struct CommandStatusTests {
  /// Command lines by their status. A word in capitals stands for the id of such a task.
  private typealias Statuses = [(status: Int32, commands: [String])]

  private func expect(
    _ statuses: Statuses, in scene: CommandScene, ids: [String: String] = [:]
  ) async throws {
    for (status, commands) in statuses {
      for command in commands {
        let words = command.split(separator: " ").map { ids[String($0)] ?? String($0) }
        let outcome = try await scene.begin(words).outcome()
        #expect(outcome.status == status, "\(command): \(outcome)")
        // What is not as wanted is said; of a filter that matches nothing as well.
        if status != 0 { #expect(!outcome.complaint.isEmpty || command.hasPrefix("wait")) }
      }
    }
  }

  private let onAnyNode: Statuses = [
    (
      0,
      [
        "ls", "show DONE", "show DONE --result", "show DONE --prompt", "wait DONE",
        "wait --any LIVE DONE", "follow DONE", "status", "status --line", "stats", "nodes",
        "agents", "skills", "audit --limit 3", "purge --older-than 4w --yes",
        "wait --filter agent:nobody", "cancel --filter agent:nobody --yes",
        "cancel --state ended --yes", "retry --state live --yes", "submit --once k Once",
        "submit --once k Once",
      ]
    ),
    (1, ["wait FAILED", "wait DONE FAILED CANCELLED", "follow FAILED"]),
    (
      2,
      [
        "cancel DONE --yes", "cancel FAILED DONE --yes", "retry LIVE", "show LIVE --result",
        "answer LIVE yes", "answer DONE yes",
        "show DONE --error",
      ]
    ),
    (3, ["wait CANCELLED", "wait DONE CANCELLED", "follow CANCELLED"]),
    (
      6,
      [
        "show zzzz", "wait zzzz", "follow zzzz", "cancel zzzz --yes", "retry zzzz",
        "wait DONE zzzz", "settle zzzz --drop", "answer zzzz yes",
      ]
    ),
    (7, ["wait LIVE --timeout 0s", "wait FAILED LIVE --timeout 0s"]),
    (
      64,
      [
        "show", "show abc", "show DONE --raw", "show DONE --json --result", "wait",
        "wait DONE --filter agent:x", "wait DONE --timeout 5", "cancel LIVE", "cancel --yes",
        "cancel --filter state:liv --yes", "retry", "retry --state failed", "purge",
        "purge --older-than 1d", "submit", "submit a --batch b", "submit a --timeout 1s",
        "submit a --agent nobody", "submit a --metadata b", "submit a --thinking deep",
        "answer LIVE", "answer LIVE yes --file f",
        "settle zzzz", "audit --limit 0", "audit --type nothing", "status --line --json",
        "status --since 1d", "stats --since 1", "ls --filter age:3", "ls --nothing", "nothing",
        "agent", "agent --message",
      ]
    ),
    (70, ["ls --ledger /dev/null/none", "stats --ledger /dev/null/none"]),
  ]

  @Test func `on our node`() async throws {
    try await CommandScene.onOurs { scene, _ in
      let ids = [
        "DONE": try await scene.submit("for 1s", "--wait"),
        "FAILED": try await scene.submit("fail, for 1s", "--wait"),
        "CANCELLED": try await scene.submit("for 600s"),
        "LIVE": try await scene.submit("for 600s"),
      ]
      let cancelled = try await scene.run("cancel", ids["CANCELLED"] ?? "", "--yes")
      #expect(cancelled.status == 0)
      try await expect(onAnyNode, in: scene, ids: ids)
      let turns: Statuses = [
        (0, ["agent --message for-1s"]), (1, ["agent --message fail,for-1s"]),
        (5, ["audit --user-id ann"]),
      ]
      try await expect(turns, in: scene)
    }
  }

  @Test func `on the real node, as it is played`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      var ids: [String: String] = [:]
      for name in ["DONE", "FAILED", "CANCELLED", "LIVE"] {
        ids[name] = try await scene.submit(name, "--agent", "ollama")
      }
      played.end(ids["DONE"] ?? "")
      played.end(ids["FAILED"] ?? "", as: "failed")
      played.cancel(ids["CANCELLED"] ?? "")
      try await expect(onAnyNode, in: scene, ids: ids)
      // That it knew its tasks is all that is left of them.
      played.restart()
      let afterRestart: Statuses = [
        (0, ["ls", "show DONE", "wait DONE", "stats"]), (1, ["wait FAILED"]),
        (6, ["show LIVE", "wait LIVE", "wait DONE LIVE", "follow LIVE", "wait CANCELLED"]),
        (6, ["cancel LIVE --yes", "cancel DONE --yes"]),
      ]
      try await expect(afterRestart, in: scene, ids: ids)
    }
  }

  @Test func `without a node`() async throws {
    try await MisbehavingNode.running(.wellBehaved()) { node in
      let scene = CommandScene(url: node.url)
      let id = try await scene.submit("Hi")
      try await node.stop()
      let statuses: Statuses = [
        (0, ["ls --cached", "show ID --cached", "stats", "status --line", "nodes --cached"]),
        (0, ["agents --cached", "skills --cached", "purge --older-than 4w --yes"]),
        (
          4,
          [
            "ls", "status", "nodes", "agents", "skills", "audit", "submit Hi", "agent --message Hi",
            "cancel ID --yes", "cancel --state live --yes", "wait zzzz", "show zzzz",
          ]
        ),
        (7, ["wait ID --timeout 0s"]),
      ]
      try await expect(statuses, in: scene, ids: ["ID": id])
    }
  }

  @Test func `when an answer is lost`() async throws {
    let usual = try NodeBehaviour.wellBehaved()
    let lost = NodeReply.json("{}").delivered(.nothing, thenCloses: true)
    let pending = try NodeReply.recorded(.named("state-pending-while-running"))
    let behaviour = NodeBehaviour.answers { request in
      if request.path.hasSuffix("/state") { return pending }
      let acts = ["/submit", "/cancel"].contains { request.path.hasSuffix($0) }
      return acts ? lost : usual.reply(to: request)
    }
    try await MisbehavingNode.running(behaviour) { node in
      let scene = CommandScene(url: node.url)
      let id = try #require(try await scene.ids("ls").first)
      let statuses: Statuses = [
        (8, ["submit Hi", "submit Hi --once k", "submit Hi --once k", "agent --message Hi"]),
        (8, ["cancel \(id) --yes", "cancel --state live --yes"]),
      ]
      try await expect(statuses, in: scene)
      #expect(node.requests(for: "/api/runtime/tasks/submit").count == 3)
    }
  }

  @Test func `when the node does not permit it`() async throws {
    let usual = try NodeBehaviour.wellBehaved()
    let pending = try NodeReply.recorded(.named("state-pending-while-running"))
    let denials = [
      "submit": "task:submit", "cancel": "task:cancel", "events": "Admin permission required",
    ]
    let behaviour = NodeBehaviour.answers { request in
      let last = request.path.split(separator: "/").last.map(String.init) ?? ""
      if last == "state" { return pending }
      return denials[last].map { .refusal(403, "Permission denied: \($0)") }
        ?? usual.reply(to: request)
    }
    try await MisbehavingNode.running(behaviour) { node in
      let statuses: Statuses = [
        (0, ["status", "show TASK", "agents"]),
        (5, ["submit Hi", "agent --message Hi", "cancel TASK --yes", "audit"]),
      ]
      let id = "7f3a91c2-5e0b-4a52-9d5e-0d9f1c9b2a11"
      try await expect(statuses, in: CommandScene(url: node.url), ids: ["TASK": id])
    }
  }

  @Test func `of several the worst counts`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let ids = [played.submit(), played.submit()]
      played.end(ids[1])
      let statuses: Statuses = [
        (2, ["cancel \(ids[0]) \(ids[1]) --yes"]), (6, ["cancel \(ids[0]) zzzz --yes"]),
        (64, ["wait \(ids[1]) zzzz abc"]),
      ]
      try await expect(statuses, in: scene)
    }
  }
}
