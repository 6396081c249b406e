import ClawLink
import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard
@testable import ClawBoardCLI
@testable import ClawMirror

/// The user's command for what is to be told.
struct AlertCommandTests {
  private func alert(_ id: String, title: String = "A title") -> Alert {
    var record = TaskRecord(
      key: TaskKey(node: NodeName("prod"), id: TaskID(id)), agent: NodeText("claude"),
      submitter: .us, submittedAt: Date())
    record.claim(
      TaskSubmitRequest(agentId: "claude", description: title, input: "x"), by: nil)
    let state = TaskState(id: TaskID(id), status: .failed)
    _ = record.take(.state(state), askedAt: Date(), at: Date())
    return Alert(record)
  }

  @Test func `it is told by variables what has happened, and has no terminal`() async throws {
    let folder = try TemporaryFolder(named: "alert")
    defer { folder.remove() }
    let script = """
      (printf '%s|' "$CLAWBOARD_TASK" "$CLAWBOARD_NODE" "$CLAWBOARD_AGENT" "$CLAWBOARD_STATE" \
      "$CLAWBOARD_TITLE" "$CLAWBOARD_COUNT"
      [ -t 0 ] || [ -t 1 ] || (: < /dev/tty) 2> /dev/null || printf alone) > \(folder.path)/said
      """
    let fault = await AlertCommand().run(script, for: alert("7f3a", title: "$(id); `id` 'x'"))
    #expect(fault == nil)
    #expect(
      try String(contentsOfFile: folder.path + "/said", encoding: .utf8)
        == "7f3a|prod|claude|failed|$(id); `id` 'x'|1|alone")
  }

  @Test func `one that fails is said, with the way out`() async {
    let fault = await AlertCommand().run("exit 3", for: alert("7f3a"))
    #expect(fault == "notifyCommand ended with status 3: try it in a shell")
  }

  @Test func `of many at once a few run, and the others are one`() async throws {
    let folder = try TemporaryFolder(named: "alert")
    defer { folder.remove() }
    let command = AlertCommand()
    let alerts = (0..<20).map { alert("\($0)") }
    // Each waits until the gate is open, so that all are there at one time.
    let script = """
      echo $CLAWBOARD_COUNT >> \(folder.path)/said
      while [ ! -e \(folder.path)/open ]; do sleep 0.01; done
      """
    await withTaskGroup(of: Void.self) { group in
      for alert in alerts { group.addTask { _ = await command.run(script, for: alert) } }
      // All but the few that run have been taken.
      for _ in 0..<16 { await group.next() }
      _ = FileManager.default.createFile(atPath: folder.path + "/open", contents: nil)
    }
    let said = try String(contentsOfFile: folder.path + "/said", encoding: .utf8)
    #expect(said.split(separator: "\n").sorted() == ["1", "1", "1", "1", "16"])
  }
}
