import ClawLink
import Foundation
import Testing

@testable import ClawMirror

/// What a record makes of answers.
struct TaskRecordTests {
  private let start = Date(timeIntervalSince1970: 1_767_225_600)

  private func moment(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

  private func record() -> TaskRecord {
    TaskRecord(
      key: TaskKey(node: NodeName("n"), id: TaskID("t")), agent: NodeText("ollama"),
      submitter: .us, submittedAt: start)
  }

  private func state(
    _ status: TaskStatus, result: String? = nil, metadata: [String: JSONValue]? = [:]
  ) -> TaskAnswer {
    .state(
      TaskState(
        id: TaskID("t"), status: status, result: result.map { NodeText($0) }, metadata: metadata))
  }

  /// A record that took these answers, one a second.
  private func record(after answers: TaskAnswer...) -> TaskRecord {
    var record = record()
    for (index, answer) in answers.enumerated() {
      let time = moment(Double(index + 1))
      _ = record.take(answer, askedAt: time, at: time)
    }
    return record
  }

  @Test(arguments: TaskStatus.known)
  func `a task that the node forgot keeps its last good state`(status: TaskStatus) {
    let lost = record(after: state(status, result: "kept"), .unknownToNode)
    #expect(lost.isLost)
    #expect(lost.status == status)
    #expect(lost.result == NodeText("kept"))
    #expect(!lost.isLive)
    #expect(lost.history.last?.event == .lost)
  }

  @Test func `a task that is found again goes on`() {
    let found = record(
      after: state(.pending), state(.running), .unknownToNode, state(.completed, result: "r"))
    #expect(!found.isLost)
    #expect(found.status == .completed)
    #expect(
      found.history.map(\.event) == [
        .submitted, .moved(from: .pending, to: .running), .lost, .foundAgain,
        .moved(from: .running, to: .completed),
      ])
  }

  @Test(arguments: TaskStatus.known, TaskStatus.known)
  func `any jump that a node makes is taken`(from: TaskStatus, to: TaskStatus) {
    let moved = record(after: state(from), state(to))
    #expect(moved.status == to)
  }

  @Test func `an answer to an older question changes nothing`() {
    var record = record()
    let changed = record.take(state(.completed, result: "r"), askedAt: moment(2), at: moment(3))
    #expect(changed)
    let before = record
    for late in [state(.pending), .unknownToNode, .fault] {
      let changed = record.take(late, askedAt: moment(1), at: moment(4))
      #expect(!changed)
    }
    #expect(record == before)
  }

  @Test func `the same answer again is no change`() {
    let answer = state(.running, metadata: ["progress": 5, "message": "m"])
    var record = record(after: answer)
    for seconds in 2...3 {
      let time = moment(Double(seconds))
      let changed = record.take(answer, askedAt: time, at: time)
      #expect(!changed)
    }
    #expect(record.history.count == 3)
  }

  @Test func `what the agent says becomes history`() {
    let record = record(
      after: state(.running, metadata: ["progress": 5, "message": "one"]),
      state(.running, metadata: ["progress": 50, "message": "two"]))
    #expect(record.progress == 50)
    #expect(record.message == NodeText("two"))
    #expect(
      record.history.map(\.event).suffix(1) == [.said(NodeText("two"), progress: 50)])
  }

  @Test func `the end keeps what the agent last said`() {
    let record = record(
      after: state(.running, metadata: ["progress": 50, "message": "two"]),
      state(.completed, result: "r", metadata: nil))
    #expect(record.message == NodeText("two"))
    #expect(record.result == NodeText("r"))
  }

  @Test func `a failing answer is unreadable until one can be read`() {
    var record = record(after: state(.running))
    for second in [5.0, 6] {
      let changed = record.take(.fault, askedAt: moment(second), at: moment(second))
      #expect(!changed)
    }
    #expect(!record.isUnreadable)
    for (second, isNews) in [(7.0, true), (8, false)] {
      let changed = record.take(.fault, askedAt: moment(second), at: moment(second))
      #expect(changed == isNews)
    }
    #expect(record.isUnreadable)
    #expect(record.status == .running)
    #expect(record.history.filter { $0.event == .unreadable }.count == 1)
    _ = record.take(state(.running), askedAt: moment(9), at: moment(9))
    #expect(!record.isUnreadable)
  }

  @Test(arguments: [
    ("2026-01-01T00:00:04", 4.0), ("2026-01-01T00:01:00", 5), ("2025-12-31T23:59:59", 5),
    ("nonsense", 5),
  ])
  func `the end is dated as the node says, unless its clock cannot be right`(
    completedAt: String, seconds: TimeInterval
  ) {
    var record = record(after: state(.pending))
    let answer = state(.completed, metadata: ["completed_at": .string(completedAt)])
    _ = record.take(answer, askedAt: moment(5), at: moment(5))
    #expect(record.statusSince == moment(seconds))
    #expect(record.history.last?.time == moment(seconds))
  }

  @Test func `the begin of the work dates the first state of it alone`() {
    var record = record(after: state(.pending))
    let started: JSONValue = "2026-01-01T00:00:02"
    for (status, seconds) in [(TaskStatus.planning, 5.0), (.running, 9)] {
      let answer = state(status, metadata: ["started_at": started])
      _ = record.take(answer, askedAt: moment(seconds), at: moment(seconds))
    }
    #expect(record.history.map(\.time).suffix(2) == [moment(2), moment(9)])
    #expect(record.statusSince == moment(9))
  }

  @Test func `what was there at the first look is found, not seen to move`() {
    var record = record()
    let answer = TaskState(id: TaskID("t"), status: .completed, executionTime: 3)
    _ = record.take(.state(answer), askedAt: moment(9000), at: moment(9000))
    #expect(record.history.map(\.event) == [.submitted, .found(.completed)])
    #expect(record.statusSince == moment(3))
  }

  @Test func `history is limited and its count is not`() {
    var record = record()
    for number in 1...1200 {
      let answer = state(.running, metadata: ["message": .string("\(number)")])
      _ = record.take(answer, askedAt: moment(Double(number)), at: moment(Double(number)))
    }
    #expect(record.history.count <= TaskRecord.historyLimit)
    #expect(record.historyCount == 1202)
    #expect(record.history.last?.event == .said(NodeText("1200"), progress: nil))
  }

  @Test func `a claim makes a task ours, with prompt and title`() {
    var record = TaskRecord(
      key: TaskKey(node: NodeName("n"), id: TaskID("t")), agent: NodeText("ollama"),
      submitter: .other(user: nil), submittedAt: start)
    record.claim(
      TaskSubmitRequest(agentId: "ollama", description: "Title", input: "Prompt"), by: nil)
    #expect(record.submitter == .us)
    #expect(record.title == NodeText("Title"))
    #expect(record.prompt == NodeText("Prompt"))
  }
}
