import ClawLink
import ClawStorage
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// What a ledger forgets, and when.
struct RetentionTests {
  private let ledger: Ledger
  private let date = ManualDate()

  init() throws {
    ledger = try Ledger()
  }

  /// Stores tasks that ended so many days ago, or have not ended.
  private func hold(_ status: TaskStatus, daysAgo: [Int]) throws {
    for days in daysAgo {
      let time = date.now.addingTimeInterval(-86_400 * Double(days))
      let id = TaskID("\(status.name.raw) \(days)")
      let record = TaskRecord(
        key: TaskKey(node: NodeName("n"), id: id), agent: NodeText("demo"), submitter: .us,
        submittedAt: time)
      let change = TaskChange.answer(
        .state(TaskState(id: id, status: status)), askedAt: time, at: time)
      var changed = record
      changed.apply(change)
      _ = try ledger.store(LedgerBatch(tasks: [(changed, [change])]), of: .n)
    }
  }

  private var kept: Set<String> {
    get throws {
      Set(try ledger.beginning(of: .n).tasks.map(\.key.id.text.raw))
    }
  }

  @Test func `what ended long ago goes, what is live stays`() throws {
    try hold(.completed, daysAgo: [400, 20, 10])
    try hold(.running, daysAgo: [500])
    try ledger.purge(Retention(days: 30), at: date.now)
    #expect(try kept == ["completed 20", "completed 10", "running 500"])
    let entries = try ledger.read { database in
      try database.rows("SELECT DISTINCT task FROM entry").count
    }
    #expect(entries == 3)
  }

  @Test func `of many the oldest go`() throws {
    try hold(.failed, daysAgo: Array((1...1200).reversed()))
    try hold(.pending, daysAgo: [2000])
    #expect(try ledger.purge(Retention(days: 10_000, count: 3), at: date.now) == 1197)
    #expect(try kept == ["failed 1", "failed 2", "failed 3", "pending 2000"])
  }

  @Test func `it is done once a day`() throws {
    try hold(.completed, daysAgo: [40, 1])
    try ledger.tend(Retention(days: 30), at: date.now)
    #expect(try kept == ["completed 1"])
    try hold(.completed, daysAgo: [40, 2])
    try ledger.tend(Retention(days: 30), at: date.now)
    #expect(try kept.count == 3)
    date.advance(by: 86_401)
    try ledger.tend(Retention(days: 30), at: date.now)
    #expect(try kept == ["completed 1", "completed 2"])
  }
}
