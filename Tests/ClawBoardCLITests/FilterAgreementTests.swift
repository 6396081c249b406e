import ClawLink
import ClawTerminal
import Foundation
import TestSupport
import Testing

@testable import ClawBoard
@testable import ClawBoardCLI
@testable import ClawMirror

/// One filter means the same tasks for `ls` and `cancel`, for `watch` and on the board, whatever
/// happens.
struct FilterAgreementTests {
  private static let terms = [
    "agent:claude", "agent:ollama,demo", "state:running", "state:live", "state:ended", "who:me",
    "who:anonymous", "mark:lost", "mark:working", "age>5m", "age<1h", "meta.project:x", "login",
    "node:prod", "id:1", "\"auth docs\"", "is:attention", "is:live", "is:ended", "is:own",
  ]

  /// A board of tasks that change by chance, seen by all at once.
  private struct Scene {
    var numbers: SeededNumbers
    var now = Date(timeIntervalSince1970: 1_795_269_720)
    var node = NodeRecord(name: NodeName("prod"), url: "http://prod")
    var tasks: [TaskID: TaskRecord] = [:]

    mutating func pick<Value>(_ values: [Value]) -> Value {
      values[Int.random(in: values.indices, using: &numbers)]
    }

    mutating func filter() -> String {
      (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
        (Bool.random(using: &numbers) ? "!" : "") + pick(FilterAgreementTests.terms)
      }.joined(separator: " ")
    }

    /// A new task, or news of one.
    mutating func step() -> TaskRecord {
      now += Double.random(in: 0...120, using: &numbers)
      let id = TaskID(String(Int.random(in: 0...19, using: &numbers)))
      var record = tasks[id] ?? newTask(id)
      switch Int.random(in: 0...9, using: &numbers) {
      case 0: _ = record.take(.unknownToNode, askedAt: now, at: now)
      case 1: record.askCancel(at: now)
      default:
        let state = TaskState(id: id, status: pick(TaskStatus.known), error: NodeText("login"))
        _ = record.take(.state(state), askedAt: now, at: now)
      }
      tasks[id] = record
      return record
    }

    private mutating func newTask(_ id: TaskID) -> TaskRecord {
      var record = TaskRecord(
        key: TaskKey(node: node.name, id: id), agent: NodeText(pick(["claude", "ollama", "demo"])),
        submitter: .other(user: nil), submittedAt: now)
      if Bool.random(using: &numbers) {
        record.claim(
          TaskSubmitRequest(
            description: pick(["Add login", "Auth docs pass"]), input: "prompt",
            metadata: ["project": .string(pick(["x", "y"]))]), by: nil)
      }
      return record
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `all mean the same tasks`(seed: UInt64) throws {
    var scene = Scene(numbers: SeededNumbers(seed: seed))
    let text = scene.filter()
    let filter = try TaskFilter(text)
    var board = Model(
      size: Size(width: 120, height: 40), timeZone: .gmt, now: scene.now, filter: filter)
    var watch = ChangeTeller(filter: filter)
    let first = MirrorEvent.snapshot(BoardSnapshot(node: scene.node, tasks: []))
    _ = update(&board, .mirror(first), at: scene.now)
    _ = watch.take(first, at: scene.now)
    for _ in 0..<40 {
      let news = MirrorEvent.changes(ChangeSet(tasks: [scene.step()]))
      _ = update(&board, .mirror(news), at: scene.now)
      _ = watch.take(news, at: scene.now)
    }
    // Ages change without news.
    scene.now += 600
    _ = update(&board, .tick, at: scene.now)
    _ = watch.lookAgain(at: scene.now)

    let snapshot = BoardSnapshot(node: scene.node, tasks: Array(scene.tasks.values))
    let listed = Set(snapshot.views(matching: filter, at: scene.now).map(\.record.key))
    let shown = Set(board.tasks.keys.filter { board.columns.column(of: $0) != nil })
    #expect(shown == listed, "'\(text)'")
    #expect(watch.matching == listed, "'\(text)'")
    #expect(board.hiddenCount == scene.tasks.count - listed.count)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a saved filter means what its text means, turned around all others`(seed: UInt64) throws {
    var scene = Scene(numbers: SeededNumbers(seed: seed))
    for _ in 0..<40 { _ = scene.step() }
    let saved = ["a": scene.filter(), "b": scene.filter() + " @a"]
    func meant(_ text: String) throws -> Set<TaskID> {
      let filter = try TaskFilter(text, saved: saved)
      return Set(
        scene.tasks.values.filter { filter.matches($0, on: scene.node, at: scene.now) }
          .map(\.key.id))
    }
    let all = Set(scene.tasks.keys)
    for name in ["a", "b"] {
      let plain = try meant(saved[name, default: ""])
      #expect(try meant("@\(name)") == plain)
      #expect(try meant("!@\(name)") == all.subtracting(plain))
    }
    let other = scene.pick(Self.terms)
    #expect(try meant("\(other) @b") == meant(other).intersection(meant("@a @b")))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `turned around a term means all others, together they mean what is in both`(seed: UInt64)
    throws
  {
    var scene = Scene(numbers: SeededNumbers(seed: seed))
    for _ in 0..<40 { _ = scene.step() }
    let (one, other) = (scene.pick(Self.terms), scene.pick(Self.terms))
    func meant(_ text: String) throws -> Set<TaskID> {
      let filter = try TaskFilter(text)
      return Set(
        scene.tasks.values.filter { filter.matches($0, on: scene.node, at: scene.now) }
          .map(\.key.id))
    }
    let all = Set(scene.tasks.keys)
    #expect(try meant("!\(one)") == all.subtracting(meant(one)))
    #expect(try meant("\(one) \(other)") == meant(one).intersection(meant(other)))
    #expect(try meant("\(one) \(other)") == meant("\(other) \(one)"))
    let (first, second) = (scene.pick(TaskStatus.known), scene.pick(TaskStatus.known))
    #expect(
      try meant("state:\(first.name),\(second.name)")
        == meant("state:\(first.name)").union(meant("state:\(second.name)")))
  }
}
