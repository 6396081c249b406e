import ClawLink
import Foundation
import Testing

@testable import ClawMirror

/// Which tasks somebody should look at.
struct AttentionTests {
  private let now = Date(timeIntervalSince1970: 1_795_269_720)
  private let node = NodeRecord(name: NodeName("n"), url: "http://n")

  private func record(_ changes: [TaskChange]) -> TaskRecord {
    var record = TaskRecord(
      key: TaskKey(node: node.name, id: TaskID("1")), agent: NodeText("demo"), submitter: .us,
      submittedAt: now - 60)
    for change in changes { record.apply(change) }
    return record
  }

  private func state(_ status: TaskStatus, _ ago: Double = 10) -> TaskChange {
    .answer(
      .state(TaskState(id: TaskID("1"), status: status)), askedAt: now - ago, at: now - ago)
  }

  private func needsAttention(_ changes: TaskChange...) -> Bool {
    record(changes).needsAttention(on: node, at: now)
  }

  private var faults: [TaskChange] {
    (1...3).map { .answer(.fault, askedAt: now - 4 + Double($0), at: now) }
  }
  private var lost: TaskChange { .answer(.unknownToNode, askedAt: now - 5, at: now) }
  private let retried = TaskChange.retried(as: TaskID("2"))

  @Test func `what waits, failed, is lost or cannot be read needs somebody`() {
    #expect(needsAttention(state(.waiting)))
    #expect(needsAttention(state(.failed)))
    #expect(needsAttention(state(.running), lost))
    #expect(record([state(.running)] + faults).needsAttention(on: node, at: now))
    #expect(record(faults).needsAttention(on: node, at: now))
  }

  @Test func `what ended although it was cancelled does as well`() {
    #expect(needsAttention(state(.running), .cancelAsked(at: now - 9), state(.completed, 8)))
    #expect(needsAttention(state(.cancelled), state(.completed, 8)))
  }

  @Test func `what goes on, went well, or may still run does not`() {
    #expect(!needsAttention())
    for status in [TaskStatus.pending, .planning, .running, .completed, .cancelled] {
      #expect(!needsAttention(state(status)))
    }
    #expect(record([state(.cancelled)]).marks(on: node, at: now) == [.mayStillRun])
    #expect(!needsAttention(state(.running), .cancelAsked(at: now)))
  }

  @Test func `what was tried again does not, unless it goes on`() {
    #expect(!needsAttention(state(.failed), retried))
    #expect(!needsAttention(state(.running), lost, retried))
    #expect(!needsAttention(state(.cancelled), state(.completed, 8), retried))
    #expect(needsAttention(state(.waiting), retried))
  }

  @Test func `a lost task neither lives nor has ended`() throws {
    let lost = record([state(.completed), lost])
    #expect(try !TaskFilter("is:live,ended").matches(lost, on: node, at: now))
    #expect(try TaskFilter("is:attention !is:live").matches(lost, on: node, at: now))
  }

  @Test func `what our user submitted elsewhere is our own`() throws {
    let node = NodeRecord(name: NodeName("n"), url: "http://n", userId: "ann")
    for (user, isOwn) in [("ann", true), ("bob", false)] {
      let other = TaskRecord(
        key: TaskKey(node: node.name, id: TaskID("o")), agent: NodeText("claude"),
        submitter: .other(user: NodeText(user)), submittedAt: now)
      #expect(try TaskFilter("is:own").matches(other, on: node, at: now) == isOwn)
    }
  }
}
