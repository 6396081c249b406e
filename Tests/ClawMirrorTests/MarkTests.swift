import ClawLink
import Foundation
import Testing

@testable import ClawMirror

/// What is said of a task beside its state.
struct MarkTests {
  private let start = Date(timeIntervalSince1970: 1_767_225_600)

  private func moment(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

  private func node(showsProgress: Bool = false, silentSince: TimeInterval? = nil) -> NodeRecord {
    var node = NodeRecord(name: NodeName("n"), url: "http://n", pollIntervalMs: 1000)
    node.showsProgress = showsProgress
    if let silentSince {
      node.health = .silent(
        since: moment(silentSince), lastAnswer: moment(silentSince), reason: .closed)
    } else {
      node.health = .answering(.fast)
    }
    return node
  }

  /// A record that took these answers in the first seconds.
  private func record(_ answers: [TaskAnswer], agent: String = "ollama") -> TaskRecord {
    var record = TaskRecord(
      key: TaskKey(node: NodeName("n"), id: TaskID("t")), agent: NodeText(agent),
      submitter: .us, submittedAt: start)
    for (index, answer) in answers.enumerated() {
      let time = moment(Double(index + 1))
      _ = record.take(answer, askedAt: time, at: time)
    }
    return record
  }

  private func record(_ states: TaskStatus..., agent: String = "ollama") -> TaskRecord {
    record(states.map { .state(TaskState(id: TaskID("t"), status: $0)) }, agent: agent)
  }

  @Test(arguments: [(9.0, []), (10, []), (11, [Mark.working]), (3600, [.working])])
  func `pending for long where no progress shows is work`(seconds: TimeInterval, marks: [Mark]) {
    #expect(record(.pending).marks(on: node(), at: moment(seconds)) == marks)
  }

  @Test func `pending where progress shows is pending`() {
    #expect(record(.pending).marks(on: node(showsProgress: true), at: moment(3600)).isEmpty)
  }

  @Test(arguments: [TaskStatus.planning, .running, .waiting, .completed, .failed])
  func `other states speak for themselves`(status: TaskStatus) {
    #expect(record(status).marks(on: node(), at: moment(3600)).isEmpty)
  }

  @Test(arguments: [(102.0, false), (103, false), (104, true), (1000, true)])
  func `a live task on a silent node is stale after three intervals`(
    seconds: TimeInterval, isStale: Bool
  ) {
    let marks = record(.running).marks(on: node(silentSince: 100), at: moment(seconds))
    #expect(marks == (isStale ? [.stale(since: moment(100))] : []))
  }

  @Test func `a final task is never stale`() {
    #expect(record(.completed).marks(on: node(silentSince: 100), at: moment(500)).isEmpty)
  }

  @Test func `a node that never answered makes nothing stale`() {
    var silent = node()
    silent.health = .silent(since: start, lastAnswer: nil, reason: .closed)
    #expect(record(.running).marks(on: silent, at: moment(500)).isEmpty)
  }

  @Test(arguments: TaskStatus.known, [false, true])
  func `of a lost task nothing else is said`(status: TaskStatus, showsProgress: Bool) {
    var lost = record([.state(TaskState(id: TaskID("t"), status: status)), .fault, .unknownToNode])
    lost.askCancel(at: moment(4))
    let silent = node(showsProgress: showsProgress, silentSince: 5)
    #expect(lost.marks(on: silent, at: moment(500)) == [.lost])
    #expect(lost.status == status)
  }

  @Test(arguments: [(2, 9.0, []), (3, 9, [Mark.unreadable]), (90, 99, [.unreadable])])
  func `a task at which the node fails again and again is unreadable`(
    faults: Int, seconds: TimeInterval, marks: [Mark]
  ) {
    let pending = TaskAnswer.state(TaskState(id: TaskID("t"), status: .pending))
    let record = record([pending] + Array(repeating: .fault, count: faults))
    #expect(record.marks(on: node(), at: moment(seconds)) == marks)
    #expect(record.status == .pending)
  }

  @Test(arguments: [
    ([], false, [Mark.unseen]),
    ([TaskAnswer.fault, .fault, .fault], false, [.unreadable]),
    ([.state(TaskState(id: TaskID("t"), status: .pending))], false, [.working]),
    ([.state(TaskState(id: TaskID("t"), status: .waiting))], false, []),
    ([.state(TaskState(id: TaskID("t"), status: .pending))], true, [.cancelling]),
  ])
  func `that it is stale goes before what else is said of a live task`(
    answers: [TaskAnswer], isCancelAsked: Bool, marks: [Mark]
  ) {
    var record = record(answers)
    if isCancelAsked { record.askCancel(at: moment(5)) }
    #expect(record.marks(on: node(), at: moment(200)) == marks)
    let stale = Mark.stale(since: moment(100))
    #expect(record.marks(on: node(silentSince: 100), at: moment(200)) == [stale] + marks)
  }

  @Test(arguments: [(119.9, 0), (120, 1), (86_400, 1)])
  func `a submission is unconfirmed once nobody waits for its answer`(
    seconds: TimeInterval, count: Int
  ) throws {
    let ledger = try Ledger()
    try ledger.began(
      PendingSubmission(
        id: "s", node: NodeName("n"), userId: nil,
        request: TaskSubmitRequest(agentId: "ollama", input: "p"),
        sentAt: start, answerBy: moment(120)), on: .n)
    #expect(try ledger.unconfirmed(on: node(), at: moment(seconds)).count == count)
    try ledger.ended(submission: "s")
    #expect(try ledger.unconfirmed(on: node(), at: moment(seconds)).isEmpty)
  }

  @Test func `a task whose state the node has not said yet is not called pending`() {
    #expect(record([]).marks(on: node(), at: moment(60)) == [.unseen])
  }

  @Test(arguments: [TaskStatus.pending, .planning, .running, .waiting])
  func `a cancel that was asked shows until it is confirmed`(status: TaskStatus) {
    var record = record(status)
    record.askCancel(at: moment(2))
    #expect(record.marks(on: node(), at: moment(60)) == [.cancelling])
    #expect(record.history.last?.event == .cancelAsked)
  }

  @Test(arguments: [
    ("ollama", 100.0, [Mark.mayStillRun]), ("ollama", 301, [.mayStillRun]),
    ("ollama", 302, [.outcomeUnknown]), ("claude", 302, [.mayStillRun]),
    ("auggie", 1901, [.mayStillRun]), ("claude", 1902, [.outcomeUnknown]),
  ])
  func `a cancelled task may still run until its agent's limit`(
    agent: String, seconds: TimeInterval, marks: [Mark]
  ) {
    let cancelledByOthers = record(.pending, .cancelled, agent: agent)
    #expect(cancelledByOthers.marks(on: node(), at: moment(seconds)) == marks)
    var cancelledByUs = cancelledByOthers
    cancelledByUs.askCancel(at: moment(1))
    #expect(cancelledByUs.marks(on: node(), at: moment(seconds)) == marks)
  }

  @Test func `the time at which a mark will change is known`() {
    #expect(record(.pending).nextMarkChange(on: node(), at: moment(5)) == moment(10.001))
    #expect(record(.pending).nextMarkChange(on: node(), at: moment(11)) == nil)
    let cancelled = record(.pending, .cancelled)
    #expect(cancelled.nextMarkChange(on: node(), at: moment(5)) == moment(302.001))
    #expect(cancelled.nextMarkChange(on: node(showsProgress: true), at: moment(5)) == nil)
  }

  @Test func `where agents are stopped, cancelled is cancelled`() {
    var record = record(.cancelled)
    record.askCancel(at: moment(1))
    #expect(record.marks(on: node(showsProgress: true), at: moment(5)).isEmpty)
  }

  @Test(arguments: [TaskStatus.completed, .failed])
  func `a task that ended after its cancel says so, whoever cancelled it`(status: TaskStatus) {
    #expect(
      record(.cancelled, status).marks(on: node(), at: moment(9)) == [.finishedAfterCancel])
    var asked = record(.pending)
    asked.askCancel(at: moment(2))
    let end = TaskState(id: TaskID("t"), status: status)
    _ = asked.take(.state(end), askedAt: moment(3), at: moment(3))
    #expect(asked.marks(on: node(), at: moment(9)) == [.finishedAfterCancel])
  }
}
