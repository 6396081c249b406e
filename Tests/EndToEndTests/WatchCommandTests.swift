import Foundation
import TestSupport
import Testing

/// `watch`: every change as a line of JSON.
@Suite(.serialized)
struct WatchCommandTests {
  private func lines(_ text: String) -> [JSONTree] {
    text.lines.compactMap { JSONTree(Data($0.utf8)) }
  }

  /// What it says of tasks: the type, the id and the state.
  private func tasks(_ text: String) -> [[String]] {
    lines(text).compactMap { line in
      line["task"].map { task in
        [line["type"], task["id"], task["state"]].compactMap { $0?.text }
      }
    }
  }

  @Test func `at first what there is, then every change, numbered from one on`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let id = played.submit()
      let watch = try scene.begin("watch")
      let outcome = await watch.outcome { text in
        let seen = tasks(text)
        if seen.contains(["task", id, "pending"]) { played.end(id) }
        if seen.contains(["task", id, "completed"]) { watch.signal(SIGTERM) }
      }
      #expect(outcome.status == 143)
      let lines = lines(outcome.output)
      #expect(lines.count == outcome.output.lines.count)
      #expect(lines.map { $0["seq"] } == (1...lines.count).map { .number(Double($0)) })
      #expect(lines.allSatisfy { $0["version"] == .number(1) && $0["time"]?.text != nil })
      #expect(lines.first?["type"] == .text("node"))
      #expect(tasks(outcome.output).last == ["task", id, "completed"])
    }
  }

  @Test func `what matches no more is gone, and what never did is not said`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let (wanted, other) = (played.submit(agent: "goose"), played.submit())
      let watch = try scene.begin("watch", "--filter", "agent:goose state:live")
      let outcome = await watch.outcome { text in
        if tasks(text).contains(["task", wanted, "pending"]) { played.end(wanted) }
        if tasks(text).contains(["gone", wanted]) { watch.signal(SIGINT) }
      }
      #expect(outcome.status == 130)
      #expect(tasks(outcome.output).last == ["gone", wanted])
      #expect(!outcome.output.contains(other))
    }
  }

  @Test func `a restart is a line, and the task is lost`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let ids = (1...3).map { _ in played.submit() }
      let watch = try scene.begin("watch")
      let outcome = await watch.outcome { text in
        let seen = tasks(text)
        if ids.allSatisfy({ seen.contains(["task", $0, "pending"]) }) { played.restart() }
        let isSaid = lines(text).contains { $0["type"] == .text("restarted") }
        let lost = lines(text).filter { $0["task"]?["lost"] == .bool(true) }
        if isSaid, lost.count >= 3 { watch.signal(SIGHUP) }
      }
      #expect(outcome.status == 129)
    }
  }

  @Test func `time alone makes a task match`() async throws {
    try await CommandScene.onOurs { scene, _ in
      let id = try await scene.submit("for 600s")
      let watch = try scene.begin("watch", "--filter", "age>2s")
      let outcome = await watch.outcome { text in
        if text.contains(id) { watch.signal(SIGTERM) }
      }
      #expect(outcome.status == 143)
    }
  }

  @Test func `an outage is a line of the node, and it goes on`() async throws {
    try await CommandScene.onReal { scene, played, node in
      played.submit()
      let watch = try scene.begin("watch", "--timeout-ms", "300")
      func health(_ text: String) -> [String] {
        lines(text).compactMap { $0["node"]?["health"]?.text }
      }
      let outcome = await watch.outcome { text in
        switch health(text).last {
        case "answering" where health(text).contains("silent"): watch.signal(SIGTERM)
        case "answering": node.freeze()
        case "silent": node.thaw()
        default: break
        }
      }
      #expect(outcome.status == 143)
    }
  }
}
