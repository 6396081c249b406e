import Foundation
import TestSupport
import Testing

/// `wait`: for all or for one, through outages.
@Suite(.serialized)
struct WaitCommandTests {
  @Test func `each is printed as it ends, and the worst counts`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let ids = [played.submit(), played.submit(), played.submit()]
      played.end(ids[0])
      let wait = try scene.begin(["wait"] + ids)
      let outcome = await wait.outcome { text in
        if text.contains(ids[0]) { played.end(ids[2], as: "failed") }
        if text.contains(ids[2]) { played.end(ids[1]) }
      }
      #expect(outcome.status == 1)
      let rows = outcome.output.lines.map { $0.components(separatedBy: "\t") }
      #expect(rows.map { $0[0] } == [ids[0], ids[2], ids[1]])
      #expect(rows.map { $0[1] } == ["COMPLETED", "FAILED", "COMPLETED"])
    }
  }

  @Test func `one is enough with --any; the others go on`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let ids = [played.submit(), played.submit()]
      played.end(ids[1])
      let outcome = try await scene.run("wait", "--any", "--filter", "agent:ollama")
      #expect(outcome.status == 0)
      #expect(outcome.output.lines.map { $0.prefix(36) } == [ids[1][...]])
      #expect(played.lives[ids[0]] == ["pending"])
    }
  }

  @Test func `a filter means the tasks that match when the waiting begins`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let first = played.submit(agent: "goose")
      let early = played.submit(agent: "goose")
      played.end(early)
      let wait = try scene.begin("wait", "--filter", "agent:goose")
      let outcome = await wait.outcome { _ in
        played.submit(agent: "goose")
        played.end(first)
      }
      #expect(outcome.status == 0)
      #expect(outcome.output.lines.map { $0.prefix(36) } == [early[...], first[...]])
    }
  }

  @Test func `a task that the node has forgotten is waited for no more`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let ids = [played.submit(), played.submit()]
      played.end(ids[0])
      let wait = try scene.begin(["wait"] + ids)
      let outcome = await wait.outcome { _ in played.restart() }
      #expect(outcome.status == 6)
      #expect(outcome.output.lines.last?.hasPrefix("\(ids[1])\tLOST\t") == true)
    }
  }

  @Test func `an outage is said and waited through`() async throws {
    try await CommandScene.onReal { scene, played, node in
      let id = played.submit()
      let command = scene.line(["wait", id, "--timeout-ms", "300"])
      try await TmuxTerminal.run(Program.start(command, state: scene.state)) { terminal in
        // The look for the task is over.
        try await node.waitForStates(of: id, 3)
        node.freeze()
        try await terminal.waitFor("trying again until ^c")
        played.end(id)
        node.thaw()
        try await terminal.waitFor("answers again")
        #expect(try await terminal.exitStatus() == 0)
      }
    }
  }

  @Test func `when the time is over it says what goes on`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let ids = [played.submit(), played.submit()]
      let late = try await scene.begin(["wait", "--timeout", "1s"] + ids).outcome()
      let names = ids.map { $0.prefix(8) }.joined(separator: ", ")
      expect(late, status: 7, says: "after 1s 2 tasks go on: \(names)\n", prints: "")
      played.end(ids[0], as: "failed")
      let json = try await scene.begin(["wait", "--timeout", "1s", "--json"] + ids).outcome()
      // That a task still runs leaves more unsaid than that another failed.
      #expect(json.status == 7)
      let states = JSONTree(Data(json.output.utf8))?.array?.map { $0["state"]?.text }
      #expect(states == ["failed", "pending"])
    }
  }

  @Test func `what is not known does not keep it from waiting for the rest`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let id = played.submit()
      played.end(id)
      let outcome = try await scene.run("wait", "zzzz", id, id, "abc")
      expect(outcome, status: 64, says: "abc: 'abc' is too short for an id")
      #expect(outcome.complaint.contains("zzzz: no task 'zzzz' on"))
      #expect(outcome.output.lines.count == 1)
    }
  }
}
