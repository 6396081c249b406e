import ClawLink
import Testing

@testable import ClawNode

struct TaskStatusMovesTests {
  private static let legal: [TaskStatus: Set<TaskStatus>] = [
    .pending: [.planning, .cancelled],
    .planning: [.running, .failed, .cancelled],
    .running: [.waiting, .completed, .failed, .cancelled],
    .waiting: [.running, .failed, .cancelled],
    .completed: [], .failed: [], .cancelled: [],
  ]

  @Test(arguments: TaskStatus.known, TaskStatus.known)
  func `the engine makes the legal moves and no others`(from: TaskStatus, to: TaskStatus) throws {
    #expect(from.mayMove(to: to) == (try #require(Self.legal[from]).contains(to)))
  }

  @Test(arguments: TaskStatus.known, TaskStatus.known)
  func `every way to a state is a chain of legal moves`(from: TaskStatus, to: TaskStatus) {
    let way = from.moves(to: to)
    for (here, next) in zip([from] + way, way) { #expect(here.mayMove(to: next)) }
    if let last = way.last { #expect(last == to) }
  }

  @Test(arguments: [
    (TaskStatus.pending, TaskStatus.running, [TaskStatus.planning, .running]),
    (.pending, .completed, [.planning, .running, .completed]),
    (.pending, .failed, [.planning, .failed]),
    (.pending, .cancelled, [.cancelled]),
    (.pending, .waiting, [.planning, .running, .waiting]),
    (.planning, .completed, [.running, .completed]),
    (.planning, .waiting, [.running, .waiting]),
    (.waiting, .completed, [.running, .completed]),
    (.running, .running, []),
    (.running, .planning, []),
    (.running, .pending, []),
    (.completed, .running, []),
    (.cancelled, .completed, []),
  ])
  func `the shortest way is taken`(from: TaskStatus, to: TaskStatus, way: [TaskStatus]) {
    #expect(from.moves(to: to) == way)
  }

  @Test func `nothing moves from or to a state that is unknown`() {
    let unknown = TaskStatus.unknown(NodeText("paused"))
    for status in TaskStatus.known {
      #expect(unknown.moves(to: status).isEmpty)
      #expect(status.moves(to: unknown).isEmpty)
    }
  }
}
