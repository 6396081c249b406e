import ClawLink
import ClawStorage
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ClawMirror

/// The whole history of a task, of which a record holds the newest part.
@Suite(.timeLimit(.minutes(1)))
struct HistoryTests {
  private let ledger: Ledger
  private let scene: MirrorScene

  init() throws {
    ledger = try Ledger()
    scene = MirrorScene(ledger: ledger)
  }

  /// A task that says something at every look.
  private func talk(_ looks: Int, in scene: MirrorScene) async {
    await scene.adapter.hold("a", .running, at: scene.date.now)
    for look in 1...looks {
      await scene.adapter.set("a", .running, metadata: ["message": .string("step \(look)")])
      scene.date.advance(by: 1)
      await scene.mirror.pollOnce()
    }
  }

  @Test func `it is whole where the record has only its end`() async throws {
    let looks = TaskRecord.historyLimit + 100
    await talk(looks, in: scene)
    let history = try await scene.mirror.history(of: TaskID("a"))
    let record = try #require(await scene.record("a"))
    #expect(history.count == record.historyCount)
    #expect(history.count == looks + 2)
    #expect(history.first?.event == .submitted)
    #expect(history.suffix(record.history.count) == record.history[...])
  }

  @Test func `a process that never saw the task has it as well`() async throws {
    await talk(3, in: scene)
    let other = MirrorScene(ledger: ledger)
    let history = try await other.mirror.history(of: TaskID("a"))
    #expect(history == (await scene.record("a")?.history))
    #expect(try await other.mirror.history(of: TaskID("b")).isEmpty)
  }

  @Test func `without a ledger it is what the record has`() async throws {
    let scene = MirrorScene()
    await talk(3, in: scene)
    let history = try await scene.mirror.history(of: TaskID("a"))
    #expect(history == (await scene.record("a")?.history))
    #expect(try await scene.mirror.history(of: TaskID("b")).isEmpty)
  }

  @Test func `of more entries than anybody reads the newest are given`() async throws {
    let count = Ledger.longestHistory + 10
    try ledger.write { database in
      try database.run(
        """
        WITH RECURSIVE numbers (number) AS (
          SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < ?)
        INSERT INTO entry (node, task, number, time, kind, progress)
          SELECT ?, ?, number, number, 'said', number FROM numbers
        """, [count, LedgerNode.n.place, TaskID("a").text.stored])
    }
    let history = try await scene.mirror.history(of: TaskID("a"))
    #expect(history.count == Ledger.longestHistory)
    #expect(history.first?.event == .said(nil, progress: 11))
    #expect(history.last?.event == .said(nil, progress: count))
  }
}
