import ClawLink
import ClawMirror
import Dispatch
import Foundation

/// Writes a ledger as the mirror does, with a node that answers in no time, or opens one.
struct LedgerRole {
  private let path: String
  private let tasks: Int
  /// Of each task.
  private let moves: Int
  private let node: NodeRecord
  private let mix: TaskMix

  /// - Parameter arguments: the ledger, how many tasks, and how many moves of each, or the node's
  ///   address and what states they are in.
  init(_ arguments: [String]) throws {
    guard let path = arguments.first else { throw BenchFault.usage("the ledger is missing") }
    self.path = path
    let url = arguments.count > 2 && Int(arguments[2]) == nil ? arguments[2] : Self.nobody
    node = NodeRecord(name: NodeName("bench"), url: url)
    mix = arguments.last.flatMap(TaskMix.init) ?? .ended
    let numbers = arguments.dropFirst().compactMap { Int($0) }
    tasks = numbers.first ?? 0
    moves = numbers.dropFirst().first ?? 0
  }

  /// An address at which nobody listens.
  static let nobody = "http://127.0.0.1:9"

  /// Tasks of ours, submitted some time ago.
  func fill() async throws {
    Role.listen { _ in }
    let mirror = NodeMirror(
      node: node, adapter: InstantAdapter { [mix] in mix.status(of: $0) },
      ledger: try Ledger(path: path), now: { [mix] in Date() - mix.age })
    try await Self.submit(tasks, to: mirror)
    Role.say("filled")
  }

  /// Live tasks that all move at every poll. Says how many seconds the polls took.
  func move() async throws {
    Role.listen { _ in }
    let mirror = NodeMirror(
      node: node,
      adapter: InstantAdapter(first: { _ in .pending }, then: [.waiting, .running]),
      ledger: try Ledger(path: path))
    try await Self.submit(tasks, to: mirror)
    let began = ContinuousClock.now
    for _ in 0..<moves { await mirror.pollOnce(budget: tasks) }
    Role.say("\((ContinuousClock.now - began) / .seconds(1))")
    await waitForEnd()
  }

  static func submit(_ count: Int, to mirror: NodeMirror) async throws {
    for number in 0..<count {
      _ = try await mirror.submit(SampleTask.request(number))
    }
  }

  /// Says how many seconds it took to the first snapshot, and how many tasks and moves are in it.
  func open() async throws {
    Role.listen { _ in }
    let adapter = ClawLinkTransportAdapter(try ClawLinkConfiguration(baseUrl: node.url))
    let began = ContinuousClock.now
    let mirror = NodeMirror(node: node, adapter: adapter, ledger: try Ledger(path: path))
    var events = mirror.events.makeAsyncIterator()
    guard case .snapshot(let snapshot) = await events.next() else { return }
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    let moves = snapshot.tasks.flatMap(\.history).count(where: \.isMove)
    Role.say("\(seconds) \(snapshot.tasks.count) \(moves)")
    await waitForEnd()
    withExtendedLifetime(mirror) {}
  }

  /// Whoever started this ends it.
  private func waitForEnd() async {
    try? await Task.sleep(for: .seconds(3600))
  }
}

extension HistoryEntry {
  fileprivate var isMove: Bool {
    if case .moved = event { true } else { false }
  }
}
