import ClawLink
import Foundation
import Testing

@testable import ClawMirror

/// Which tasks are asked for, how long a node is left alone, how its speed is told.
struct PollingTests {
  private let start = Date(timeIntervalSince1970: 1_767_225_600)

  private func moment(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

  private func node(showsProgress: Bool = false) -> NodeRecord {
    var node = NodeRecord(name: NodeName("n"), url: "http://n")
    node.showsProgress = showsProgress
    return node
  }

  private func record(
    _ id: String, _ answer: TaskAnswer? = nil, askedAt: TimeInterval = 0,
    submittedAt: TimeInterval = 0
  ) -> TaskRecord {
    var record = TaskRecord(
      key: TaskKey(node: NodeName("n"), id: TaskID(id)), agent: NodeText("ollama"),
      submitter: .us, submittedAt: moment(submittedAt))
    if let answer {
      _ = record.take(answer, askedAt: moment(askedAt), at: moment(askedAt))
    }
    return record
  }

  private func answer(_ status: TaskStatus) -> TaskAnswer {
    .state(TaskState(id: TaskID("t"), status: status))
  }

  private func due(
    _ records: [TaskRecord], at seconds: TimeInterval, budget: Int = 100,
    showsProgress: Bool = false
  ) -> [String] {
    PollPlan(node: node(showsProgress: showsProgress), now: moment(seconds), budget: budget)
      .due(records).map(\.text.raw)
  }

  @Test(arguments: [
    (TaskStatus.pending, true), (.planning, true), (.running, true), (.waiting, true),
    (.completed, false), (.failed, false), (.unknown(NodeText("paused")), true),
  ])
  func `live tasks are asked for at every poll, final ones never`(
    status: TaskStatus, isDue: Bool
  ) {
    #expect(due([record("t", answer(status))], at: 1).isEmpty == !isDue)
    #expect(due([record("t", answer(status))], at: 1000).isEmpty == !isDue)
  }

  @Test func `what was never asked for comes first, the newest of it at the front`() {
    let records = [
      record("old knowledge", answer(.running), askedAt: 1),
      record("new knowledge", answer(.running), askedAt: 2),
      record("never, older", submittedAt: 1), record("never, newer", submittedAt: 2),
    ]
    let order = ["never, newer", "never, older", "old knowledge", "new knowledge"]
    #expect(due(records, at: 5) == order)
    #expect(due(records.reversed(), at: 5) == order)
    #expect(due(records, at: 5, budget: 3) == Array(order.prefix(3)))
    #expect(due(records, at: 5, budget: 0).isEmpty)
  }

  @Test func `an unreadable task is asked for slowly`() {
    var record = record("t", .fault)
    #expect(due([record], at: 1) == ["t"])
    for _ in 1..<TaskRecord.faultLimit {
      _ = record.take(.fault, askedAt: moment(0), at: moment(0))
    }
    #expect(due([record], at: 9.9).isEmpty)
    #expect(due([record], at: 10) == ["t"])
  }

  @Test(arguments: [
    (5.0, false, false), (10, false, true), (299, false, true), (301, false, false),
    (10, true, false),
  ])
  func `a cancelled task is asked for slowly while its agent may go on`(
    seconds: TimeInterval, showsProgress: Bool, isDue: Bool
  ) {
    let ids = due(
      [record("t", answer(.cancelled))], at: seconds, showsProgress: showsProgress)
    #expect(ids.isEmpty == !isDue)
  }

  @Test func `a failing node is left alone longer and longer`() {
    var backoff = Backoff()
    let pauses = (1...6).map { _ in backoff.failed(jitter: 0) }
    #expect(pauses == [1, 2, 4, 8, 10, 10])
    backoff.succeeded()
    let again = [backoff.failed(jitter: 0), backoff.failed(jitter: 1)]
    #expect(again == [1, 2.4])
  }

  @Test func `boards do not come back in step`() {
    for _ in 1...100 {
      var backoff = Backoff()
      let pause = backoff.failed()
      #expect((1...1.2).contains(pause))
    }
  }

  @Test(arguments: [
    (0.0, Latency.fast), (49.9, .fast), (50, .ms50), (99, .ms50), (100, .ms100), (199, .ms100),
    (200, .ms200), (500, .ms500), (999, .ms500), (1000, .s1), (2500, .s2), (5000, .s5),
    (1e9, .s5), (-5, .fast),
  ])
  func `latency is told in steps`(ms: Double, latency: Latency) {
    #expect(Latency(ms: ms) == latency)
  }

  @Test func `latencies have an order`() {
    #expect(Latency.fast < .ms50)
    #expect(Latency.s2 < .s5)
  }
}
