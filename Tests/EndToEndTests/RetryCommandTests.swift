import Foundation
import TestSupport
import Testing

/// `retry` and `purge`: what is done with tasks that have ended or are lost.
@Suite(.serialized)
struct RetryCommandTests {
  @Test func `what is lost goes once more, and once`() async throws {
    try await CommandScene.onReal { scene, played, node in
      let ids = [
        try await scene.submit("First", "--once", "k", "--metadata", "job=night"),
        try await scene.submit("Second"),
      ]
      played.restart()
      let sent = try await scene.run("retry", "--mark", "lost", "--yes")
      #expect(sent.status == 0)
      #expect(sent.output.lines.count == 2)
      #expect(played.lives.count == 4)
      let bodies = node.requests(for: "/api/runtime/tasks/submit").compactMap { JSONTree($0.body) }
      #expect(bodies.map { $0["prompt"]?.text } == ["First", "Second", "First", "Second"])
      #expect(bodies[2]["context"] == bodies[0]["context"])

      let again = try await scene.run("retry", "--mark", "lost", "--yes")
      expect(again, status: 0, says: "nothing to try again", prints: "")
      let byName = try await scene.run("retry", ids[0])
      expect(byName, status: 0, says: "tried again already", prints: sent.output.lines[0] + "\n")
      let once = try await scene.run("submit", "First", "--once", "k")
      expect(once, status: 0, prints: sent.output.lines[0] + "\n")
      #expect(played.lives.count == 4)

      let newest = try await scene.run("show", sent.output.lines[0])
      #expect(newest.output.contains("another try of \(ids[0])"))
      let original = try await scene.run("show", ids[0])
      expect(original, status: 6)
      #expect(original.output.contains("tried again as \(sent.output.lines[0])"))
    }
  }

  @Test func `two processes at once hand over one other try`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let id = try await scene.submit("First")
      played.end(id, as: "failed")
      let both = try [scene.begin("retry", id), scene.begin("retry", id)]
      let outcomes = [await both[0].outcome(), await both[1].outcome()]
      #expect(outcomes.map(\.status) == [0, 0], "\(outcomes)")
      #expect(outcomes[0].output == outcomes[1].output)
      #expect(played.lives.count == 2)
    }
  }

  @Test func `what goes on or is not ours is refused by name and skipped by a filter`() async throws
  {
    try await CommandScene.onReal { scene, played, _ in
      let foreign = played.submit()
      played.end(foreign, as: "failed")
      let live = try await scene.submit("First")
      expect(try await scene.run("retry", live), status: 2, says: "it goes on: cancel it first")
      let refused = try await scene.run("retry", foreign)
      expect(refused, status: 2, says: "not submitted from here: its prompt is not known")
      let filter = try await scene.run("retry", "--state", "live", "--yes")
      expect(filter, status: 0, says: "nothing to try again", prints: "")
      expect(try await scene.run("retry", "--state", "live"), status: 64, says: "--yes")
      #expect(played.lives.count == 2)
    }
  }

  @Test func `purge takes what has ended, leaves what is live, and the node as it is`() async throws
  {
    try await CommandScene.onReal { scene, played, node in
      let ids = [played.submit(), played.submit(), played.submit()]
      played.end(ids[0])
      played.end(ids[1], as: "failed")
      #expect(try await Set(scene.ids("ls")) == Set(ids))
      expect(try await scene.run("purge", "--older-than", "0s"), status: 64, says: "--yes")
      let requests = node.requests.count
      let young = try await scene.run("purge", "--older-than", "1d", "--yes")
      expect(young, status: 0, prints: "purged 0\n")
      let failed = try await scene.run("purge", "--state", "failed,pending", "--yes")
      expect(failed, status: 0, prints: "purged 1\n")
      let rest = try await scene.run("purge", "--older-than", "0s", "--yes", "--json")
      expect(rest, status: 0, prints: "{\"purged\":1}\n")
      #expect(try await scene.ids("ls", "--cached") == [ids[2]])
      #expect(node.requests.count == requests)
      // What the log names again is not news.
      #expect(try await scene.ids("ls") == [ids[2]])
    }
  }
}
