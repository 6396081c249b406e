import Foundation
import TestSupport
import Testing

/// `submit`: one task or many, once or whenever.
@Suite(.serialized)
struct SubmitCommandTests {
  private func submissions(_ node: MisbehavingNode) -> Int {
    node.requests(for: "/api/runtime/tasks/submit").count
  }

  /// Lines of JSON with these prompts.
  private func batch(_ prompts: String...) -> String {
    prompts.map { "{\"prompt\": \"\($0)\"}\n" }.joined()
  }

  @Test func `a batch goes line by line, each with what it says and the rest from the flags`()
    async throws
  {
    try await CommandScene.onOurs { scene, _ in
      let lines = """
        {"prompt": "One, for 600s", "description": "First", "metadata": {"n": 1}}

        {"prompt": "Two, for 600s", "agent": "demo", "model": "m", "thinking": "low"}
        """
      let sent = try await scene.run(
        "submit", "--batch", "-", "--metadata", "job=night", "--metadata", "n=0", input: lines)
      #expect(sent.status == 0)
      #expect(try await scene.ids("ls") == sent.output.lines)
      let first = try await scene.run("show", sent.output.lines[0], "--json")
      let second = try await scene.run("show", sent.output.lines[1], "--json")
      let contexts = [first, second].map { JSONTree(Data($0.output.utf8))?["context"] }
      #expect(contexts[0] == .object(["job": .text("night"), "n": .number(1)]))
      #expect(
        contexts[1]
          == .object([
            "job": .text("night"), "n": .text("0"), "model": .text("m"), "thinking": .text("low"),
          ]))
      #expect(JSONTree(Data(first.output.utf8))?["title"] == .text("First"))
    }
  }

  @Test(arguments: [
    ("{\"promt\": \"c\"}", "there is no key 'promt': do you mean 'prompt'?"),
    ("[1]", "not a JSON object in one line"), ("{\"agent\": \"ollama\"}", "it has no prompt"),
    ("{\"prompt\": null}", "prompt is null"), ("{\"prompt\": 7}", "prompt is of the wrong kind"),
    ("{\"prompt\": \" \"}", "the prompt is empty"),
    ("{\"prompt\": \"c\", \"thinking\": \"deep\"}", "'deep' is no level"),
    ("{\"prompt\": \"c\", \"agent\": \"nope\"}", "--agent: 'nope' is no agent of"),
    ("{\"prompt\": \"c\", \"node\": \"prod\"}", "there is no node 'prod'"),
    ("{\"prompt\": \"c\", \"once\": \"k#1\"}", "the key 'k#1' stands at standard input:1 already"),
  ])
  func `nothing is sent of a batch whose third line is bad`(line: String, problem: String)
    async throws
  {
    try await CommandScene.onReal { scene, _, node in
      let outcome = try await scene.run(
        "submit", "--batch", "-", "--once", "k", input: batch("a", "b") + line)
      expect(outcome, status: 64, says: "standard input:3: ", prints: "")
      #expect(outcome.complaint.contains(problem))
      #expect(submissions(node) == 0)
    }
  }

  @Test func `a batch of another system has its own ends of lines`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let text = "\u{FEFF}" + batch("a", "b").replacing("\n", with: "\r\n")
      let outcome = try await scene.run("submit", "--batch", "-", input: text)
      #expect(outcome.status == 0)
      #expect(Set(outcome.output.lines) == Set(played.lives.keys))
    }
  }

  @Test func `under a key a task goes once, also from two processes at the same time`()
    async throws
  {
    try await CommandScene.onReal { scene, played, _ in
      let command = ["submit", "Tonight", "--once", "night"]
      let both = try [scene.begin(command), scene.begin(command)]
      let outcomes = [await both[0].outcome(), await both[1].outcome()]
      #expect(outcomes.map(\.status) == [0, 0])
      #expect(Set(outcomes.map(\.output)).count == 1)
      let again = try await scene.run("submit", "Something else", "--once", "night")
      expect(
        again, status: 0, says: "not sent again: under 'night' it is", prints: outcomes[0].output)
      let other = try await scene.run("submit", "Something else", "--once", "next night")
      #expect(other.status == 0)
      #expect(played.lives.count == 2)
    }
  }

  @Test func `a batch that was broken off goes on where it was`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let command = ["submit", "--batch", "-", "--once", "night"]
      let first = try await scene.begin(command, input: batch("a")).outcome()
      let all = try await scene.begin(command, input: batch("a", "b")).outcome()
      #expect(all.status == 0)
      #expect(all.output.hasPrefix(first.output))
      #expect(all.output.lines.count == 2)
      #expect(played.lives.count == 2)
    }
  }

  @Test func `what may be at work already is not sent again under its key`() async throws {
    let lost = NodeReply.json("{}").delivered(.nothing, thenCloses: true)
    try await MisbehavingNode.running(HeldTasks().behaviour(submission: lost)) { node in
      let scene = CommandScene(url: node.url)
      let sent = try await scene.run("submit", "Tonight", "--once", "night")
      expect(sent, status: 8, prints: "")
      let again = try await scene.run("submit", "Tonight", "--once", "night")
      expect(again, status: 8, says: "and never answered; clawboard ls says", prints: "")
      #expect(submissions(node) == 1)
    }
  }

  @Test func `what is to go once does not go where nobody can tell`() async throws {
    try await CommandScene.onReal { scene, _, node in
      let outcome = try await Program.run(
        scene.line(["submit", "Tonight", "--once", "night"]), state: "/dev/null/none")
      #expect(outcome.status == 70)
      #expect(submissions(node) == 0)
    }
  }

  @Test(arguments: [
    ("submit - $on <&-", "standard input cannot be read"),
    ("submit --file / $on", "'/' cannot be read"),
    ("submit --file /none $on", "'/none' cannot be read: No such file"),
    ("submit --batch / $on", "'/' cannot be read"),
    ("submit - $on </dev/null", "the prompt is empty"),
    ("submit --batch - $on </dev/null", "standard input holds no task"),
    ("printf '\\377' | clawboard submit - $on", "standard input is not UTF-8"),
  ])
  func `half a prompt is none`(script: String, problem: String) async throws {
    try await CommandScene.onReal { scene, _, node in
      let outcome = try await scene.shell(
        script.hasPrefix("submit") ? "clawboard " + script : script)
      expect(outcome, status: 64, says: problem, prints: "")
      #expect(submissions(node) == 0)
    }
  }

  @Test func `with --follow the result is the output, and what happened stands beside`()
    async throws
  {
    try await CommandScene.onOurs { scene, _ in
      let outcome = try await scene.run("submit", "Follow me, for 1s", "--follow")
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("The prompt was:\nFollow me, for 1s\n"))
      #expect(!outcome.output.contains("pending"))
      for event in ["submitted\n", "-> completed\n"] {
        #expect(outcome.complaint.contains(event))
      }
      let failed = try await scene.run("submit", "fail, for 1s", "--wait")
      expect(failed, status: 1, says: "1 of 12 tests failed")
      #expect(failed.output.lines.count == 1)
      let late = try await scene.run("submit", "for 600s", "--wait", "--timeout", "1s")
      expect(late, status: 7, says: "after 1s a task goes on: \(late.output.prefix(8))\n")
    }
  }
}
