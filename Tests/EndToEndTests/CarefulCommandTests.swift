import Foundation
import TestSupport
import Testing

/// What a slip in a script must not do.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct CarefulCommandTests {
  @Test(arguments: [
    ["cancel", "--filter", "", "--yes"], ["purge", "--filter", " ", "--yes"],
    ["retry", "--filter", "", "--yes"], ["wait", "--filter", ""],
    ["cancel", "--filter", "id:", "--yes"], ["cancel", "--filter", "id:7f3a,", "--yes"],
    ["submit", "--once", "", "prompt"], ["settle", "", "--drop"], ["settle", "abc", "--drop"],
  ])
  func `an empty word in a script means nothing`(arguments: [String]) async throws {
    let tasks = HeldTasks(["aaaa1111": "running"])
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      let outcome = try await Program.run(arguments + ["--url", node.url])
      #expect(outcome.status == 64, "\(outcome)")
      #expect(node.requests(for: "/api/runtime/tasks/submit").isEmpty)
      #expect(node.requests.allSatisfy { !$0.path.hasSuffix("/cancel") })
    }
  }

  @Test func `what may still run is not tried again`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let id = try await scene.submit("One")
      #expect(try await scene.run("cancel", id, "--yes").status == 0)
      let named = try await scene.run("retry", id)
      #expect(named.status == 2)
      #expect(named.complaint.contains("it may still run"))
      #expect(try await scene.run("retry", "--state", "cancelled", "--yes").status == 0)
      #expect(played.lives.count == 1)
      played.end(id)
      #expect(try await scene.run("retry", id).status == 0)
      #expect(played.lives.count == 2)
    }
  }

  @Test func `a node that hangs does not hold up the time-out`() async throws {
    try await CommandScene.onReal { scene, _, node in
      let id = try await scene.submit("One")
      node.freeze()
      let outcome = try await scene.run("wait", id, "--timeout", "1s")
      node.thaw()
      #expect(outcome.status == 7, "\(outcome)")
    }
  }

  @Test func `what is known as one submission is not another one`() async throws {
    try await CommandScene.onReal { scene, played, node in
      let id = try await scene.submit("Mine")
      node.behave(
        .answers { request in
          request.path.hasSuffix("/submit") ? .refusal(503, "busy") : played.reply(to: request)
        })
      let lost = try await scene.run("submit", "--once", "k", "Lost")
      #expect(lost.status == 8, "\(lost)")
      let listed = try await scene.run("ls")
      let words = listed.complaint.components(separatedBy: "clawboard settle ")
      let submission = String(try #require(words.last).prefix(8))
      let taken = try await scene.run("settle", submission, "--as", id)
      #expect(taken.status == 2, "\(taken)")
      #expect(try await scene.run("show", id, "--prompt").output == "Mine\n")
    }
  }

  @Test func `one of nothing is not waited for`() async throws {
    try await CommandScene.onReal { scene, _, _ in
      let none = try await scene.run("wait", "--filter", "meta.batch:none", "--any")
      #expect(none.status == 0)
      #expect(none.complaint.contains("nothing to wait for"))
      #expect(try await scene.run("wait", "ffffffff-0000", "--any").status == 6)
    }
  }

  @Test func `a key stands once on a node, by whatever name the node goes`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let file = NSTemporaryDirectory() + UUID().uuidString
      defer { try? FileManager.default.removeItem(atPath: file) }
      let name = scene.url.replacingOccurrences(of: "http://", with: "")
      let batch = """
        {"prompt": "A", "once": "q", "agent": "ollama"}
        {"prompt": "B", "once": "q", "agent": "ollama", "node": "\(name)"}
        """
      try batch.write(toFile: file, atomically: false, encoding: .utf8)
      let outcome = try await scene.run("submit", "--batch", file)
      #expect(outcome.status == 64, "\(outcome)")
      #expect(outcome.complaint.contains(":2: the key 'q' stands at"))
      #expect(played.lives.isEmpty)
    }
  }
}
