import ClawLink
import Foundation
import Testing

@testable import ClawMirror

/// In which order the tasks are asked for that are due at a tick.
struct PollOrderTests {
  private let start = Date(timeIntervalSince1970: 1_767_225_600)

  private func moment(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

  /// A task that is running, long submitted unless said otherwise.
  private func running(
    _ id: String, askedAt: TimeInterval?, submittedAt: TimeInterval = -1000
  ) -> TaskRecord {
    var record = TaskRecord(
      key: TaskKey(node: NodeName("n"), id: TaskID(id)), agent: NodeText("ollama"),
      submitter: .us, submittedAt: moment(submittedAt))
    if let askedAt {
      let state = TaskState(id: TaskID(id), status: .running)
      _ = record.take(.state(state), askedAt: moment(askedAt), at: moment(askedAt))
    }
    return record
  }

  private func due(
    _ records: [TaskRecord], at seconds: TimeInterval, budget: Int = 25,
    selected: String? = nil, visible: [String] = []
  ) -> [String] {
    var plan = PollPlan(
      node: NodeRecord(name: NodeName("n"), url: "http://n"), now: moment(seconds), budget: budget)
    plan.focus = Focus(
      selected: selected.map { TaskID($0) }, visible: Set(visible.map { TaskID($0) }))
    plan.minimumAge = Cadence(interval: 1, perSecond: 100).dueAge
    return plan.due(records).map(\.text.raw)
  }

  @Test(arguments: [(0.25, false), (0.5, false), (0.75, false), (0.99, true), (1, true), (9, true)])
  func `a task is due once an interval, and a tick that comes early does not put it off`(
    age: TimeInterval, isDue: Bool
  ) {
    #expect(due([running("t", askedAt: 0)], at: age) == (isDue ? ["t"] : []))
    #expect(due([running("t", askedAt: 0)], at: age, visible: ["t"]) == (isDue ? ["t"] : []))
  }

  @Test(arguments: [0.25, 0.5, 0.75, 1])
  func `the selected task is due at every tick`(age: TimeInterval) {
    #expect(due([running("t", askedAt: 0)], at: age, selected: "t") == ["t"])
  }

  @Test(arguments: [(9.9, true), (10, false)])
  func `for ten seconds a submitted task is due at every tick`(
    age: TimeInterval, isDue: Bool
  ) {
    let record = running("t", askedAt: age - 0.25, submittedAt: 0)
    #expect(due([record], at: age).isEmpty == !isDue)
  }

  @Test func `selected, then just submitted, then visible, then the oldest knowledge`() {
    let records = [
      running("hidden, new", askedAt: 2), running("hidden, old", askedAt: 1),
      running("hidden, never", askedAt: nil), running("visible, new", askedAt: 4),
      running("visible, old", askedAt: 3), running("fresh", askedAt: 8, submittedAt: 5),
      running("selected", askedAt: 9),
    ]
    let order = [
      "selected", "fresh", "visible, old", "visible, new", "hidden, never", "hidden, old",
      "hidden, new",
    ]
    let visible = ["selected", "visible, old", "visible, new"]
    #expect(due(records, at: 10, selected: "selected", visible: visible) == order)
    #expect(due(records.reversed(), at: 10, selected: "selected", visible: visible) == order)
    #expect(
      due(records, at: 10, budget: 4, selected: "selected", visible: visible)
        == ["selected", "fresh", "visible, old", "hidden, never"])
  }

  @Test func `a stream of new tasks leaves a quarter to the oldest knowledge`() {
    let fresh = (1...100).map { running("fresh \($0)", askedAt: 9, submittedAt: 9) }
    let old = (1...100).map { running("old \($0)", askedAt: Double($0) / 100) }
    let ids = due(fresh + old, at: 10, budget: 24)
    #expect(ids.count == 24)
    #expect(ids.suffix(6) == ["old 1", "old 2", "old 3", "old 4", "old 5", "old 6"])
    #expect(ids.prefix(18).allSatisfy { $0.hasPrefix("fresh") })
  }

  @Test(arguments: 1...3)
  func `a budget too small for ranks goes by age alone`(budget: Int) {
    let records =
      [running("old", askedAt: 1)] + (2...9).map { running("\($0)", askedAt: Double($0)) }
    let ids = due(records, at: 20, budget: budget, selected: "9", visible: ["8", "9"])
    #expect(ids == Array(["old", "2", "3"].prefix(budget)))
  }

  @Test func `a clock that was set back puts nothing off`() {
    #expect(due([running("t", askedAt: 3600)], at: 0) == ["t"])
  }

  @Test func `a selected task that cannot be read is still asked for slowly`() {
    var record = running("t", askedAt: 0)
    for _ in 1...TaskRecord.faultLimit {
      _ = record.take(.fault, askedAt: moment(0), at: moment(0))
    }
    #expect(due([record], at: 9.9, selected: "t").isEmpty)
    #expect(due([record], at: 10, selected: "t") == ["t"])
  }
}
