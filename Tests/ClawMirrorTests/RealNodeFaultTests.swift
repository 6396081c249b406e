import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// What the real node does to its tasks, and what is known and said of them. That nothing is lost
/// and nothing invented is looked at by the scene, in all of these.
@Suite(.timeLimit(.minutes(1)))
struct RealNodeFaultTests {
  @Test(arguments: [false, true])
  func `a restart forgets all: live tasks are lost, ended ones as they were, and it is said once`(
    isSeenDown: Bool
  ) async throws {
    let events = try await RealNodeScene.run { scene in
      let ours = try await scene.submit()
      let live = scene.played.submit()
      let ended = ["completed", "failed"].map { end in
        let id = scene.played.submit()
        scene.played.end(id, as: end)
        return id
      }
      let cancelled = scene.played.submit()
      scene.played.cancel(cancelled)
      await scene.poll(after: 60)
      let before = [try await scene.record(ended[0]), try await scene.record(ended[1])]

      if isSeenDown {
        try await scene.node.stop()
        await scene.poll()
        #expect(await !scene.known.isAnswering)
      }
      scene.played.restart()
      if isSeenDown { try await scene.node.start() }
      await scene.poll()
      let restartedAt = await scene.known.restartedAt
      #expect(restartedAt == scene.date.now)
      // A cancelled task is asked for every ten seconds.
      await scene.tick(for: 10)
      #expect(await scene.known.isAnswering)
      #expect(await scene.known.discovery == .working)
      for (id, status) in [(ours, TaskStatus.pending), (live, .pending), (cancelled, .cancelled)] {
        #expect(try await scene.marks(id) == [.lost])
        #expect(try await scene.record(id).status == status)
      }
      #expect(try await [scene.record(ended[0]), scene.record(ended[1])] == before)

      let looks = scene.looks(at: ours)
      let new = scene.played.submit()
      await scene.tick(for: 60)
      #expect(scene.looks(at: ours) == looks)
      #expect(try await scene.record(new).status == .pending)
      #expect(try await scene.marks(new) == [.working])
    }
    #expect(events.restarts == 1)
  }

  @Test(arguments: [("completed", true), ("completed", false), ("failed", true), ("failed", false)])
  func `a cancelled task may still run, is asked slowly, and its end is said`(
    end: String, isCancelledByUs: Bool
  ) async throws {
    try await RealNodeScene.run { scene in
      let id = try await scene.submit()
      await scene.poll()
      if isCancelledByUs {
        #expect(try await scene.mirror.cancel(TaskID(id)) == .cancelled)
      } else {
        scene.played.cancel(id)
        await scene.poll()
      }
      #expect(try await scene.marks(id) == [.mayStillRun])
      #expect(try await scene.record(id).status == .cancelled)
      let looks = scene.looks(at: id)
      await scene.tick(for: 40)
      #expect((3...4).contains(scene.looks(at: id) - looks))
      #expect(try await scene.marks(id) == [.mayStillRun])

      scene.played.end(id, as: end)
      await scene.tick(for: 11)
      let record = try await scene.record(id)
      #expect(record.status.name.raw == end)
      #expect(try await scene.marks(id) == [.finishedAfterCancel])
      let asked: [HistoryEntry.Event] = isCancelledByUs ? [.cancelAsked] : []
      #expect(
        record.history.map(\.event) == [.submitted] + asked + [
          .moved(from: .pending, to: .cancelled), .moved(from: .cancelled, to: record.status),
        ])
      let last = scene.looks(at: id)
      await scene.tick(for: 30)
      #expect(scene.looks(at: id) == last)
    }
  }

  @Test func `how a cancelled task ended is unknown once its agent's limit is over`() async throws {
    try await RealNodeScene.run { scene in
      let id = try await scene.submit()
      _ = try await scene.mirror.cancel(TaskID(id))
      await scene.poll(after: 299)
      #expect(try await scene.marks(id) == [.mayStillRun])
      await scene.poll(after: 2)
      #expect(try await scene.marks(id) == [.outcomeUnknown])
      let looks = scene.looks(at: id)
      await scene.tick(for: 30)
      #expect(scene.looks(at: id) == looks)
      #expect(try await scene.record(id).status == .cancelled)
    }
  }

  @Test func `pending for the whole run is work, and nothing between is made up`() async throws {
    try await RealNodeScene.run { scene in
      let id = try await scene.submit()
      for (seconds, marks) in [(9.0, []), (2, [Mark.working]), (200, [.working])] {
        await scene.poll(after: seconds)
        #expect(try await scene.record(id).status == .pending)
        #expect(try await scene.marks(id) == marks)
      }
      #expect(await !scene.known.showsProgress)
      scene.played.end(id)
      await scene.poll()
      let record = try await scene.record(id)
      #expect(
        record.history.map(\.event) == [.submitted, .moved(from: .pending, to: .completed)])
      #expect(record.result == NodeText("ok: fake answer"))
      #expect(try await scene.marks(id) == [])
    }
  }

  @Test func `a task whose state is a 500 for ever is unreadable, and holds up nobody`()
    async throws
  {
    let events = try await RealNodeScene.run { scene in
      let (bad, good) = (try await scene.submit(), try await scene.submit())
      await scene.poll()
      scene.played.spoil(bad)
      await scene.tick(for: 2)
      #expect(try await scene.marks(bad) == [.unreadable])
      #expect(try await scene.record(bad).status == .pending)
      let looks = scene.looks(at: bad)
      scene.played.end(good)
      await scene.tick(for: 60)
      #expect(try await scene.record(good).status == .completed)
      #expect((5...6).contains(scene.looks(at: bad) - looks))
      #expect(try await scene.marks(bad) == [.unreadable])
      #expect(await scene.known.isAnswering)
    }
    let saysNoAnswer = events.sayNoAnswer
    #expect(!saysNoAnswer)
  }
}
