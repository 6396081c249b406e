import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// A node without a boot id, as the real one: a restart shows in what it has forgotten alone.
@Suite(.timeLimit(.minutes(1)))
struct RestartNoticeTests {
  private let scene = MirrorScene()

  /// A mirror that has seen so many running tasks, in a session.
  private func known(_ count: Int) async {
    await scene.adapter.script {
      $0.session = "one"
      $0.knownSessions = ["one"]
    }
    for number in 1...count {
      await scene.adapter.hold("\(number)", .running, at: scene.date.now)
    }
    scene.date.advance(by: 60)
    await scene.mirror.pollOnce(budget: .max)
    _ = await scene.adapter.takeCalls()
  }

  /// - Parameter tasks: those that are forgotten; `nil` for all.
  private func forget(_ tasks: [String]? = nil, session: Bool) async {
    await scene.adapter.script {
      for id in tasks ?? Array($0.states.keys) { $0.states[id] = nil }
      if session { $0.knownSessions = [] }
    }
  }

  private func pollForAMinute() async {
    for _ in 1...240 {
      scene.date.advance(by: 0.25)
      await scene.mirror.tick()
    }
  }

  private var restarts: Int {
    get async { await scene.allEvents().filter { $0 == .restarted(NodeName("n")) }.count }
  }

  private func looks(at id: String) async -> Int {
    await scene.adapter.takeCalls().filter { $0 == .state(id) }.count
  }

  @Test(arguments: [1, 2, 3, 60])
  func `all live tasks and the session gone are a restart, said once`(count: Int) async throws {
    await known(count)
    await forget(session: true)
    await pollForAMinute()
    #expect(await scene.marks("1") == [.lost])
    #expect(await scene.record("1")?.status == .running)
    #expect(await looks(at: "1") == 1)
    #expect(await restarts == 1)
  }

  @Test func `three tasks and the session gone are a restart, though others are known`()
    async throws
  {
    await known(10)
    await forget(["1", "2", "3"], session: true)
    await pollForAMinute()
    #expect(await looks(at: "1") == 1)
    #expect(await restarts == 1)
  }

  @Test func `two of ten are none`() async throws {
    await known(10)
    await forget(["1", "2"], session: true)
    await pollForAMinute()
    #expect(await restarts == 0)
  }

  @Test func `tasks gone from a node that knows the session are none, and looked for slowly`()
    async throws
  {
    await known(10)
    await forget(session: false)
    await pollForAMinute()
    #expect(await scene.marks("1") == [.lost])
    let calls = await scene.adapter.takeCalls()
    #expect(calls.filter { $0 == .state("1") }.count == TaskRecord.denialLimit)
    #expect(calls.filter { $0 == .session("one") }.count < 5)
    #expect(await restarts == 0)
  }

  @Test func `a session that was renewed meanwhile tells as well`() async throws {
    await known(5)
    await forget(session: true)
    await scene.adapter.script {
      $0.session = "two"
      $0.knownSessions = ["two"]
    }
    scene.date.advance(by: 2)
    await scene.mirror.pollOnce()
    #expect(await !scene.adapter.takeCalls().contains(.session("two")))
    #expect(await restarts == 1)
  }

  @Test func `a second restart is said again`() async throws {
    await known(3)
    await forget(session: true)
    await scene.mirror.pollOnce()
    scene.date.advance(by: 60)
    for id in ["new 1", "new 2"] { await scene.adapter.hold(id, .running, at: scene.date.now) }
    await scene.mirror.pollOnce()
    await forget(session: true)
    await scene.mirror.pollOnce()
    #expect(await scene.marks("new 1") == [.lost])
    #expect(await restarts == 2)
  }

  @Test func `where sessions cannot be looked at, nothing is called a restart`() async throws {
    await known(5)
    await scene.adapter.script { $0.session = nil }
    await forget(session: true)
    await pollForAMinute()
    #expect(await scene.marks("1") == [.lost])
    #expect(await restarts == 0)
  }
}
