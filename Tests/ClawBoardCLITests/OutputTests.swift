import ArgumentParser
import ClawLink
import Foundation
import Testing

@testable import ClawBoardCLI
@testable import ClawMirror

struct OutputTests {
  private let now = Date(timeIntervalSince1970: 1_795_269_720)
  private let node = NodeRecord(name: NodeName("prod"), url: "http://prod:8000")

  private func record(_ state: TaskState) -> TaskRecord {
    var record = TaskRecord(
      key: TaskKey(node: node.name, id: state.id), agent: NodeText("demo"),
      submitter: .other(user: NodeText("alice")), submittedAt: now.addingTimeInterval(-90))
    _ = record.take(.state(state), askedAt: now, at: now)
    return record
  }

  @Test func `a task's fields are those that are documented`() throws {
    let state = TaskState(
      id: TaskID("7f3a"), status: .completed, result: NodeText("Done."), executionTime: 1.5)
    let json = try JSONOutput.text([ListedTask(record(state), on: node)])
    #expect(
      json == """
        [
          {
            "agent" : "demo",
            "executionTime" : 1.5,
            "id" : "7f3a",
            "lost" : false,
            "marks" : [

            ],
            "mine" : false,
            "node" : "prod",
            "result" : "Done.",
            "since" : "2026-11-21T14:00:31Z",
            "state" : "completed",
            "submittedAt" : "2026-11-21T14:00:30Z",
            "user" : "alice"
          }
        ]
        """)
  }

  @Test func `JSON holds what was sent, and nothing that acts on a terminal`() throws {
    let hostile = "\u{1B}]0;x\u{7}\u{9B}31m\u{202E}\u{2028}\u{7F}\u{85} é日"
    let json = try JSONOutput.text([hostile])
    let isSafe = json.unicodeScalars.allSatisfy { scalar in
      scalar == "\n"
        || ![.control, .format, .lineSeparator].contains(scalar.properties.generalCategory)
    }
    #expect(isSafe)
    #expect(json.contains("é日"))
    #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [hostile])
  }

  @Test func `a line for people is one safe line`() {
    let state = TaskState(
      id: TaskID("7f3a"), status: .failed, error: NodeText("two\nlines\u{1B}[2J"), executionTime: 1)
    let view = TaskView(record: record(state), node: node, asOf: nil)
    #expect(
      TaskTable.line(view)
        == "7f3a\tFAILED\tdemo\tprod\t2026-11-21T14:00:30Z\t\ttwo lines^[[2J")
  }

  @Test(
    arguments: [
      (ClawLinkError.unreachable(node: "n", reason: "r"), 4),
      (.timedOut(node: "n", operation: "o", afterMs: 1), 4),
      (.notPermitted(node: "n", permission: NodeText("p")), 5),
      (.sessionRefused(node: "n"), 5),
      (
        .submitUnconfirmed(
          UnconfirmedSubmission(
            node: "n", reason: "r", agentId: "a", sentAt: .distantPast, sessionId: nil)), 8
      ),
      (.taskUnknown(node: "n", id: TaskID("t")), 6),
      (.configuration(key: "k", problem: "p"), 64),
      (.refused(node: "n", status: 400, detail: NodeText("d")), 2),
      (.cancelled, 130),
    ] as [(ClawLinkError, Int32)])
  func `every error has its exit status`(error: ClawLinkError, status: Int32) {
    #expect(ExitStatus(error).rawValue == status)
  }

  @Test func `a board that is left while sending says what became of the task`() {
    #expect {
      try ExitStatus.unconfirmed.endBoard(whileSending: "look for it")
    } throws: { error in
      let failure = error as? CommandFailure
      return failure?.status == .unconfirmed
        && failure?.message == "left while sending: look for it"
    }
  }

  @Test(arguments: [ClawBoardCLI.ExitStatus.done, .hangUp, .interrupted, .terminated, .ownFault])
  func `a board that is left otherwise says nothing`(status: ClawBoardCLI.ExitStatus) {
    #expect(throws: ExitCode(status.rawValue)) { try status.endBoard(whileSending: "look") }
  }
}
