import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// The real node's audit log, the only list of its tasks: it overflows, and can be spoilt.
@Suite(.timeLimit(.minutes(1)))
struct RealNodeLogTests {
  @Test func `a full page of a thousand is said, and those beyond it are not listed`() async throws
  {
    try await RealNodeScene.run { scene in
      let ids = (1...1100).map { _ in scene.played.submit() }
      await scene.mirror.pollOnce(budget: 10)
      #expect(await scene.known.discovery == .partial)
      #expect(await scene.mirror.snapshot.tasks.count == 1000)
      // Whoever has an id may look.
      let oldest = try await scene.mirror.look(at: TaskID(ids[0]))
      #expect(oldest?.status == .pending)
      let new = scene.played.submit()
      scene.date.advance(by: 2)
      await scene.mirror.pollOnce(budget: 10)
      #expect(await scene.known.discovery == .partial)
      #expect(await scene.mirror.snapshot.tasks.count == 1002)
      #expect(try await scene.record(new).submitter == .other(user: nil))
    }
  }

  @Test func `what the log has forgotten is known on, and goes on`() async throws {
    let events = try await RealNodeScene.run { scene in
      let (ours, other) = (try await scene.submit(), scene.played.submit())
      await scene.poll()
      scene.played.openSessions(10_000)
      await scene.poll()
      scene.played.end(other)
      await scene.poll()
      #expect(try await scene.record(ours).status == .pending)
      #expect(try await scene.record(other).status == .completed)
      let new = scene.played.submit()
      await scene.poll()
      #expect(try await scene.record(new).status == .pending)
    }
    #expect(events.restarts == 0)
  }

  @Test func `an event that spoils every page above it cuts the log off there, and that is said`()
    async throws
  {
    let events = try await RealNodeScene.run { scene in
      for _ in 1...30 { scene.played.submit() }
      scene.date.advance(by: 60)
      let bad = scene.played.submit(isBad: true)
      scene.date.advance(by: 60)
      let newer = (1...20).map { _ in scene.played.submit() }
      await scene.poll()
      let since = scene.date.now - 2
      #expect(await scene.known.discovery == .cutOff(newest: 15, since: since))
      let known = await scene.mirror.snapshot.tasks
      #expect(Set(known.map(\.key.id.text.raw)) == Set(newer.suffix(15)))
      #expect(known.allSatisfy { $0.status == .pending && $0.isSeen })
      // Those before it go on, and so does what is found.
      let new = scene.played.submit()
      scene.played.end(newer[19])
      await scene.poll()
      let (found, ended) = (try await scene.record(new), try await scene.record(newer[19]))
      #expect(found.isSeen)
      #expect(ended.status == .completed)
      #expect(!known.contains { $0.key.id.text.raw == bad })
    }
    let saysNoAnswer = events.sayNoAnswer
    #expect(!saysNoAnswer)
  }
}
