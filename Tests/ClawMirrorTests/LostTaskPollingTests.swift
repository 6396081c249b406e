import ClawLink
import Foundation
import Testing

@testable import ClawMirror

/// Which tasks a poll looks at, and which it leaves alone for good.
struct LostTaskPollingTests {
  private let start = Date(timeIntervalSince1970: 1_767_225_600)

  private func moment(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

  private func record(_ id: String, _ answers: TaskAnswer...) -> TaskRecord {
    var record = TaskRecord(
      key: TaskKey(node: NodeName("n"), id: TaskID(id)), agent: NodeText("ollama"),
      submitter: .us, submittedAt: start)
    for answer in answers { _ = record.take(answer, askedAt: start, at: start) }
    return record
  }

  private func answer(_ status: TaskStatus) -> TaskAnswer {
    .state(TaskState(id: TaskID("t"), status: status))
  }

  private func plan(at seconds: TimeInterval, restartedAt: TimeInterval? = nil) -> PollPlan {
    var plan = PollPlan(
      node: NodeRecord(name: NodeName("n"), url: "http://n"), now: moment(seconds), budget: 25)
    plan.restartedAt = restartedAt.map { moment($0) }
    return plan
  }

  @Test(arguments: [(1.0, false), (9.9, false), (10, true)])
  func `a lost task is asked for slowly while no restart is certain`(
    seconds: TimeInterval, isDue: Bool
  ) {
    let lost = record("t", answer(.running), .unknownToNode)
    #expect(plan(at: seconds).due([lost]).isEmpty == !isDue)
    #expect(plan(at: seconds).outcome(for: [lost]).over.isEmpty)
  }

  @Test func `after a restart a lost task is never asked for again`() {
    let lost = record("t", answer(.running), .unknownToNode)
    let outcome = plan(at: 1000, restartedAt: 5).outcome(for: [lost])
    #expect(outcome.due.isEmpty)
    #expect(outcome.over == [TaskID("t")])
  }

  @Test func `what was submitted after the restart is not explained by it`() {
    let lost = record("t", answer(.running), .unknownToNode)
    #expect(plan(at: 1000, restartedAt: -5).due([lost]) == [TaskID("t")])
  }

  @Test func `a node that says three times that it does not know a task is believed`() {
    var lost = record("t", answer(.running), .unknownToNode, .unknownToNode)
    #expect(plan(at: 1000).due([lost]) == [TaskID("t")])
    let changed = lost.take(.unknownToNode, askedAt: start, at: start)
    #expect(!changed)
    #expect(plan(at: 1000).due([lost]).isEmpty)
    _ = lost.take(answer(.running), askedAt: start, at: start)
    _ = lost.take(.unknownToNode, askedAt: start, at: start)
    #expect(plan(at: 1000).due([lost]) == [TaskID("t")])
  }

  @Test func `only what may have news is looked at`() {
    var tasks = KnownTasks()
    for number in 1...1000 {
      tasks[TaskID("done \(number)")] = record("done \(number)", answer(.completed))
    }
    for (id, answers) in [
      ("live", [answer(.running)]), ("new", []), ("cancelled", [answer(.cancelled)]),
      ("failed", [answer(.failed)]), ("lost", [answer(.running), .unknownToNode]),
    ] {
      tasks[TaskID(id)] = record(id)
      for answer in answers { _ = tasks[TaskID(id)]?.take(answer, askedAt: start, at: start) }
    }
    let names = ["live", "new", "cancelled", "lost"].map { TaskID($0) }
    #expect(tasks.watched == Set(names))
    #expect(tasks.lost == [TaskID("lost")])
    #expect(tasks.values.count == 1005)
    for id in names { _ = tasks[id]?.take(answer(.completed), askedAt: start, at: start) }
    #expect(tasks.watched.isEmpty)
    #expect(tasks.lost.isEmpty)
  }

  @Test func `a cancelled task is left alone for good when its agent's limit is over`() {
    let cancelled = record("t", answer(.cancelled))
    #expect(plan(at: 299).outcome(for: [cancelled]).over.isEmpty)
    #expect(plan(at: 301).outcome(for: [cancelled]).over == [TaskID("t")])
  }
}
