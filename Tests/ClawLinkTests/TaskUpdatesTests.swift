import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ClawLink

/// Following one task, look by look. Time is stepped.
@Suite(.timeLimit(.minutes(1)))
struct TaskUpdatesTests {
  private static let outage = ClawLinkError.unreachable(node: "n", reason: "connection refused")

  /// What a node says at one look after the other; the last answer stays.
  private final class Script: Sendable {
    typealias Answer = Result<TaskState?, ClawLinkError>
    private let answers: [Answer]
    private let asked = Mutex<[Duration]>([])
    let clock = ManualClock()

    init(_ answers: [Answer]) {
      self.answers = answers
    }

    /// When the node was asked.
    var looks: [Duration] { asked.withLock { $0 } }

    func updates(
      ending: TaskUpdates.Ending = .atFinalState, interval: Duration = .seconds(1)
    ) -> TaskUpdates {
      TaskUpdates(node: "n", id: TaskID("t"), ending: ending, interval: interval, clock: clock) {
        let count = self.asked.withLock { looks in
          looks.append(self.clock.now.offset)
          return looks.count
        }
        return self.answers[min(count, self.answers.count) - 1]
      }
    }

    func collected(
      ending: TaskUpdates.Ending = .atFinalState, interval: Duration = .seconds(1)
    ) async throws -> [TaskUpdateEvent] {
      try await ClawLinkTests.collected(
        updates(ending: ending, interval: interval), stepping: clock)
    }
  }

  private static func says(
    _ status: TaskStatus, _ progress: Double? = nil, _ message: String? = nil,
    more: [String: JSONValue] = [:]
  ) -> Script.Answer {
    var metadata = more
    metadata["progress"] = progress.map { .number($0) }
    metadata["message"] = message.map { .string($0) }
    return .success(TaskState(id: TaskID("t"), status: status, metadata: metadata))
  }

  @Test func `the state comes at once`() async throws {
    let script = Script([Self.says(.running, 40, "at it")])
    var updates = script.updates().makeAsyncIterator()
    let event = try #require(try await updates.next())
    #expect(event.status == .running)
    #expect(event.progress == 40)
    #expect(event.message == NodeText("at it"))
    #expect(event.taskId == TaskID("t"))
    #expect(script.looks == [.zero])
  }

  @Test func `then every change of state, progress or message comes, and nothing else`()
    async throws
  {
    let script = Script([
      Self.says(.pending), Self.says(.pending), Self.says(.pending, more: ["tokens": 5]),
      Self.says(.running), Self.says(.running, 20), Self.says(.running, 20, "testing"),
      Self.says(.running, 20, "testing"), Self.says(.completed, 20, "testing"),
    ])
    let events = try await script.collected()
    #expect(events.map(\.status) == [.pending, .running, .running, .running, .completed])
    #expect(events.map(\.progress) == [nil, nil, 20, 20, 20])
    #expect(events.map(\.message?.raw) == [nil, nil, nil, "testing", "testing"])
    #expect(script.looks == (0..<8).map { .seconds($0) })
  }

  @Test(arguments: [TaskStatus.completed, .failed, .cancelled])
  func `it ends with a final state`(final: TaskStatus) async throws {
    let script = Script([Self.says(.running), Self.says(final), Self.says(.running)])
    #expect(try await script.collected().map(\.status) == [.running, final])
    #expect(script.looks.count == 2)
  }

  @Test func `an outage is lived through, with pauses that grow`() async throws {
    let script = Script(
      [Self.says(.running)] + Array(repeating: .failure(Self.outage), count: 6)
        + [Self.says(.running), Self.says(.completed)])
    let events = try await script.collected()
    #expect(events.map(\.status) == [.running, .completed])
    let pauses = zip(script.looks, script.looks.dropFirst()).map { $1 - $0 }
    let expected: [Duration] = [1, 1, 2, 4, 8, 10, 10, 1].map { .seconds($0) }
    for (index, (pause, least)) in zip(pauses, expected).enumerated() {
      // A pause after a failure is up to a fifth longer.
      let most = (1...6).contains(index) ? least * 1.2 : least
      #expect(pause >= least && pause <= most)
    }
    #expect(pauses.count == expected.count)
  }

  @Test(arguments: [
    outage, .timedOut(node: "n", operation: "o", afterMs: 1),
    .connectionLost(node: "n", operation: "o"),
    .nodeFault(node: "n", operation: "o", status: 500),
  ])
  func `what may pass does not end it`(error: ClawLinkError) async throws {
    let script = Script([.failure(error), Self.says(.completed)])
    #expect(try await script.collected().map(\.status) == [.completed])
  }

  @Test(arguments: [
    ClawLinkError.closed, .sessionRefused(node: "n"), .foreignServer(node: "n", found: "x"),
    .answerTooLarge(node: "n", operation: "o", limitBytes: 1),
  ])
  func `what does not pass ends it`(error: ClawLinkError) async throws {
    let script = Script([Self.says(.running), .failure(error)])
    await #expect(throws: error) { try await script.collected() }
    #expect(script.looks.count == 2)
  }

  @Test func `a task that the node does not know is said so`() async throws {
    let unknown = ClawLinkError.taskUnknown(node: "n", id: TaskID("t"))
    for before in [[], [Self.says(.running)]] {
      let script = Script(before + [.success(nil)])
      await #expect(throws: unknown) { try await script.collected() }
    }
  }

  @Test func `after a cancel it goes on for as long as was said`() async throws {
    let script = Script([Self.says(.running), Self.says(.cancelled)])
    let events = try await script.collected(ending: .afterCancelled(.seconds(5)))
    #expect(events.map(\.status) == [.running, .cancelled])
    #expect(script.looks.last == .seconds(6))
  }

  @Test func `an outage after a cancel counts as time`() async throws {
    let script = Script(
      [Self.says(.cancelled)] + Array(repeating: .failure(Self.outage), count: 4)
        + [Self.says(.cancelled)])
    let events = try await script.collected(ending: .afterCancelled(.seconds(10)))
    #expect(events.map(\.status) == [.cancelled])
    #expect(script.looks.count == 6)
  }

  @Test func `a task that completes after its cancel is seen`() async throws {
    let script = Script([
      Self.says(.cancelled), Self.says(.cancelled), Self.says(.completed), Self.says(.failed),
    ])
    let events = try await script.collected(ending: .afterCancelled(.seconds(300)))
    #expect(events.map(\.status) == [.cancelled, .completed])
  }

  @Test func `cancellation ends it in the middle of a pause`() async throws {
    let script = Script([Self.says(.running)])
    let updates = script.updates()
    let following = Task { try await updates.reduce(into: 0) { count, _ in count += 1 } }
    try await script.clock.waitForSleepers(1)
    following.cancel()
    await #expect(throws: ClawLinkError.cancelled) { try await following.value }
    #expect(script.clock.sleeperCount == 0)
    #expect(script.looks.count == 1)
  }

  @Test func `cancellation ends it in the middle of a request`() async throws {
    try await conversing(with: .hangsBeforeHead, clock: ManualClock()) { node, adapter in
      let updates = adapter.streamTaskUpdates(TaskID("t"))
      let following = Task { try await updates.reduce(into: 0) { count, _ in count += 1 } }
      try await node.waitForRequests(1)
      following.cancel()
      await #expect(throws: ClawLinkError.cancelled) { try await following.value }
      #expect(node.requests.count == 1)
    }
  }

  /// That this compiles is the test: a loop throws nothing but the one error.
  private func last(of updates: TaskUpdates) async throws(ClawLinkError) -> TaskStatus? {
    var last: TaskStatus?
    for try await event in updates { last = event.status }
    return last
  }

  @Test func `a loop throws the one error`() async throws {
    #expect(try await last(of: Script([Self.says(.failed)]).updates()) == .failed)
    do throws(ClawLinkError) {
      _ = try await last(of: Script([.success(nil)]).updates())
      Issue.record("an unknown task has updates")
    } catch .taskUnknown(let node, let id) {
      #expect(node == "n")
      #expect(id == TaskID("t"))
    } catch {
      Issue.record("\(error)")
    }
  }
}
