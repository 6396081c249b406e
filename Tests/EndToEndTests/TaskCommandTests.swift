import Foundation
import TestSupport
import Testing

/// `ls`, `show` and `cancel` over several nodes.
struct TaskCommandTests {
  private struct Task: Decodable {
    struct Event: Decodable {
      let time: String
      let event: String
    }

    let node: String
    let id: String
    let state: String
    let history: [Event]?
  }

  private func tasks(_ outcome: Program.Outcome) throws -> [Task] {
    try JSONDecoder().decode([Task].self, from: Data(outcome.output.utf8))
  }

  @Test func `ls is one list, and a node that does not answer counts in the status`() async throws {
    try await ThreeNodes.run { scene in
      let first = try await scene.submit("for 600s", to: "lab")
      let second = try await scene.submit("for 600s", to: "prod")
      let all = try await scene.run("ls", "--json")
      #expect(all.status == 0)
      #expect(try tasks(all).map(\.id) == [first, second])
      #expect(try tasks(all).map(\.node) == ["lab", "prod"])
      #expect(try await scene.run("ls").output.hasPrefix("\(first)\t"))
      let one = try await scene.run("ls", "--json", "--node", "prod")
      #expect(try tasks(one).map(\.id) == [second])

      scene.stage.freeze()
      defer { scene.stage.thaw() }
      let frozen = try await scene.run("ls", "--json", "--timeout-ms", "500")
      #expect(frozen.status == 4)
      #expect(frozen.complaint.contains("\(scene.stage.url) did not answer within"))
      #expect(try tasks(frozen).map(\.id) == [first, second])
    }
  }

  @Test func `show finds a task by the start of its id, on whatever node it is`() async throws {
    try await ThreeNodes.run { scene in
      let id = try await scene.submit("for 600s", to: "stage")
      let shown = try await scene.run("show", String(id.prefix(8)), "--json")
      #expect(shown.status == 0)
      let task = try JSONDecoder().decode(Task.self, from: Data(shown.output.utf8))
      #expect(task.id == id)
      #expect(task.node == "stage")
      #expect(task.history?.first?.event == "submitted")
      let text = try await scene.run("show", id)
      #expect(text.output.hasPrefix("\(id)  "))
      #expect(text.output.contains("demo on stage, submitted 20"))

      let short = try await scene.run("show", "abc")
      expect(short, status: 64, says: "'abc' is too short for an id: give 4 characters or more")
      let unknown = try await scene.run("show", "zzzz-none")
      expect(unknown, status: 6, says: "no task 'zzzz-none' on prod, stage, lab")
    }
  }

  @Test func `cancel says of each task how it ended, and the worst counts`() async throws {
    try await ThreeNodes.run { scene in
      let one = try await scene.submit("for 600s", to: "prod")
      let two = try await scene.submit("for 600s", to: "lab")
      let asked = try await scene.run("cancel", one)
      expect(asked, status: 64, says: "--yes does it without")

      let both = try await scene.run("cancel", String(one.prefix(10)), two, one, "--yes")
      #expect(both.status == 0)
      #expect(both.output == "\(one) on prod: cancelled\n\(two) on lab: cancelled\n")
      let again = try await scene.run("cancel", one, "--yes")
      expect(again, status: 2, says: "\(one) on prod: nothing to cancel, it is cancelled")
      let none = try await scene.run("cancel", one, "zzzz-none", "--yes")
      #expect(none.status == 6)
    }
  }

  @Test func `cancel asks at a terminal`() async throws {
    try await RunningNode.run { node in
      let submitted = try await Program.run(
        "submit", "--url", node.url, "--agent", "demo", "for 600s")
      let id = submitted.output.trimmingCharacters(in: .newlines)
      for (answer, words, status) in [("n", "nothing was cancelled", 2), ("y", ": cancelled", 0)] {
        try await TmuxTerminal.run(Program.start("cancel", "--url", node.url, id)) { terminal in
          try await terminal.waitFor("Cancel this task? [y/N]")
          try await terminal.send(answer, "Enter")
          try await terminal.waitFor(words)
          #expect(try await terminal.exitStatus() == status)
        }
      }
    }
  }

  @Test func `nothing is changed on a read-only node`() async throws {
    try await ThreeNodes.run(extra: ["stage": "  readOnly: true\n"]) { scene in
      let there = try await Program.run(
        "submit", "--url", scene.stage.url, "--agent", "demo", "for 600s")
      let id = there.output.trimmingCharacters(in: .newlines)
      let words = "stage is read-only: its entry in the settings says readOnly: true"
      let submit = try await scene.run("submit", "--node", "stage", "--agent", "demo", "Hi")
      expect(submit, status: 2, says: words)
      // By its address it is the same node.
      let agent = try await scene.run("agent", "--url", scene.stage.url, "--message", "Hi")
      expect(agent, status: 2, says: words)
      expect(try await scene.run("cancel", id, "--yes"), status: 2, says: words)
      let listed = try await scene.run("ls", "--json")
      #expect(try tasks(listed).map(\.id) == [id])
      #expect(try tasks(listed).allSatisfy { $0.state != "cancelled" })
    }
  }

  /// One line that says it, and the status.
  private func expect(_ outcome: Program.Outcome, status: Int32, says words: String) {
    #expect(outcome.status == status)
    #expect(outcome.complaint.contains(words))
    #expect(outcome.complaint.split(separator: "\n").count == 1)
    #expect(outcome.output.isEmpty)
  }
}
